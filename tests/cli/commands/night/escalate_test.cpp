// How a night ends that could not judge everyone.
#include <doctest/doctest.h>

#include "cli/run_ksbx.h"
#include "store/schema/open_store.h"

using namespace ksbx;

TEST_SUITE("A night that could not judge everybody") {
  TEST_CASE("It ends as one that rejected some, and says how many and where to look") {
    const Folder folder;
    const std::string hazards = std::string(KSBX_SOURCE_DIR) + "/tests/files/hazards/";
    REQUIRE(run_on_store(folder, {"init"}).exit == ExitCode::done);
    run_on_store(folder, {"import", hazards + "units.csv", hazards + "u06_roster_v1.csv"});
    CHECK(run_on_store(folder, {"escalate"}).exit == ExitCode::done);
    open_store(folder.file("ksbx.db"), Access::write, std::chrono::seconds(1))
        .execute("UPDATE t_student SET birth = 99999999 WHERE name = '孙试三'");
    const Ended night = run_on_store(folder, {"escalate", "--everybody"});
    CAPTURE(night.talk);
    CHECK(night.exit == ExitCode::rejected);
    CHECK(night.talk.find("not-judged") != std::string::npos);
    CHECK(night.talk.find("ksbx report doubts") != std::string::npos);
    CHECK(night.talk.find(" doubts=1 ") != std::string::npos);
  }
}
