// What leaves the program when someone imports.
#include <doctest/doctest.h>

#include <fstream>

#include "cli/run_ksbx.h"
#include "store/schema/open_store.h"

using namespace ksbx;

TEST_SUITE("Rows in doubt") {
  TEST_CASE("They carry full names: that they went out is on record wherever they went, also in a rehearsal") {
    const Folder folder;
    const auto file = [&](const std::string& name, const std::string& row) {
      std::ofstream(folder.file(name)) << "学校标识码,年级,班级,姓名,出生日期\n" << row;
      return folder.file(name);
    };
    REQUIRE(run_on_store(folder, {"init"}).exit == ExitCode::done);
    run_on_store(folder, {"import", std::string(KSBX_SOURCE_DIR) + "/tests/files/hazards/units.csv",
                          file("a.csv", "9990180001,七年级,1班,李小红,2013-03-07\n")});
    const std::string in_doubt = file("b.csv", "9990180001,七年级,1班,李小红,\n");
    const auto records = [&] {
      return open_store(folder.file("ksbx.db"), Access::read, std::chrono::seconds(1))
          .number("SELECT count(*) FROM t_journal WHERE event = 'report.unmasked' AND subject = 'decisions'");
    };
    CHECK(run_on_store(folder, {"import", "--decisions", "-"}).exit == ExitCode::done);
    CHECK(records() == 0);  // no one was in doubt, so no one's name was on it
    CHECK(run_on_store(folder, {"import", in_doubt}).exit == ExitCode::rejected);
    run_on_store(folder, {"import", "--decisions", "-"});
    CHECK(records() == 1);
    run_on_store(folder, {"import", "--decisions", folder.file("decide.csv")});
    CHECK(records() == 2);
    run_on_store(folder, {"import", "--dry-run", "--decisions", folder.file("look.csv")});
    CHECK(records() == 3);
  }
}
