// How a delivery ends, and how what came back is collected.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "cli/run_ksbx.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

struct SchoolToDeliver {
  Folder folder;
  std::string out = folder.file("out");

  SchoolToDeliver() {
    const std::string hazards = std::string(KSBX_SOURCE_DIR) + "/tests/files/hazards/";
    REQUIRE(run_on_store(folder, {"init"}).exit == ExitCode::done);
    std::ofstream(folder.file("staff.csv")) << "姓名,职务,单位,年级,班级,起始日期\n"
                                               "孙老师,班主任,石桥市第一初级中学,七年级,1班,2026-09-01\n";
    run_on_store(folder, {"import", hazards + "units.csv", hazards + "u06_roster_v1.csv", folder.file("staff.csv")});
    REQUIRE(run_on_store(folder, {"escalate"}).exit == ExitCode::done);
  }
  Ended deliver(const std::string& to) {
    return run_on_store(folder, {"deliver", "--by", "person", "--out", to, "--unmask", "--reason", "x"});
  }
  std::string any_folder() const {
    for (const fs::directory_entry& entry : fs::directory_iterator(out))
      if (entry.is_directory()) return entry.path().string();
    return {};
  }
};

}  // namespace

TEST_SUITE("A delivery") {
  TEST_CASE("It is there as a whole, for its owner only, once; without a reason it is refused") {
    SchoolToDeliver school;
    CHECK(run_on_store(school.folder, {"deliver", "--by", "person", "--out", school.out, "--unmask"}).exit ==
          ExitCode::guard);
    CHECK_FALSE(fs::exists(school.out));
    const Ended first = school.deliver(school.out);
    CAPTURE(first.talk);
    CHECK(first.exit == ExitCode::done);
    CHECK(fs::status(school.out).permissions() == fs::perms::owner_all);
    CHECK(fs::exists(school.out + "/list.html"));
    CHECK_FALSE(school.any_folder().empty());
    const Ended second = school.deliver(school.folder.file("again"));
    CHECK(second.exit == ExitCode::done);
    CHECK(second.talk.find("receivers=0") != std::string::npos);
    CHECK_FALSE(fs::exists(school.folder.file("again")));
  }

  TEST_CASE("Somebody's folder, and one in which something was put back, stay as they are") {
    SchoolToDeliver school;
    fs::create_directory(school.out);
    std::ofstream(school.out + "/mine.txt") << "mine";
    const Ended foreign = school.deliver(school.out);
    CHECK(foreign.exit == ExitCode::usage);
    CHECK(foreign.talk.find("output-exists") != std::string::npos);
    CHECK(fs::exists(school.out + "/mine.txt"));
    fs::remove(school.out + "/mine.txt");
    REQUIRE(school.deliver(school.out).exit == ExitCode::done);
    std::ofstream(school.any_folder() + "/receipt.csv") << "x\n";
    const Ended back = run_on_store(school.folder, {"deliver", "--by", "person", "--since", "all", "--out", school.out,
                                                    "--unmask", "--reason", "x"});
    CHECK(back.exit == ExitCode::usage);
    CHECK(back.talk.find("came-back") != std::string::npos);
    CHECK(fs::exists(school.any_folder() + "/receipt.csv"));
  }

  TEST_CASE("What came back is imported once, with what cannot be taken beside it") {
    SchoolToDeliver school;
    REQUIRE(school.deliver(school.out).exit == ExitCode::done);
    CHECK(run_on_store(school.folder, {"collect", school.out}).exit == ExitCode::done);
    const std::string back = school.any_folder() + "/absent.csv";
    std::ofstream(back) << "学校名称,年级,班级,姓名,日期,状态\n"
                           "石桥市第一初级中学,七年级,1班,钱试二,2026-11-16,旷课\n"
                           "石桥市第一初级中学,七年级,1班,查无此人,2026-11-16,旷课\n";
    const Ended collected = run_on_store(school.folder, {"collect", school.out});
    CAPTURE(collected.talk);
    CHECK(collected.exit == ExitCode::rejected);
    CHECK(fs::exists(school.any_folder() + "/absent-rejects.csv"));
    const Ended again = run_on_store(school.folder, {"collect", school.out});
    CHECK(again.exit == ExitCode::done);
    CHECK(again.talk.find("1 files were imported before") != std::string::npos);
    CHECK(again.talk.find(" files=0 known=1 ") != std::string::npos);
  }

  TEST_CASE("A folder that no delivery wrote is not collected") {
    SchoolToDeliver school;
    fs::create_directory(school.folder.file("mine"));
    const Ended refused = run_on_store(school.folder, {"collect", school.folder.file("mine")});
    CHECK(refused.exit == ExitCode::usage);
    CHECK(refused.talk.find("not-a-delivery") != std::string::npos);
  }
}
