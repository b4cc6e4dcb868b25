// How a night ends that could not judge everybody.
#include <doctest/doctest.h>

#include "cli/run_ksbx.h"
#include "store/schema/open_store.h"
#include "temporary_folder.h"

using namespace ksbx;

namespace {

// Runs ksbx on the database of the folder.
Ended run_in(const Folder& folder, std::vector<std::string> words) {
  const std::string rules = std::string(KSBX_SOURCE_DIR) + "/rules/";
  for (const std::string& more : {std::string("--db"), folder.file("ksbx.db")}) words.push_back(more);
  if (words.front() == "escalate")
    for (const std::string& more :
         {std::string("--rules"), rules + "kongchuo-2016", std::string("--calendar"), rules + "calendars"})
      words.push_back(more);
  return run_ksbx(words, {{"KSBX_CLOCK", "2026-11-16T20:00"}, {"KSBX_LANG", "en"}});
}

}  // namespace

TEST_SUITE("A night that could not judge everybody") {
  TEST_CASE("It ends as one that rejected some, and says how many and where to look") {
    const Folder folder;
    const std::string hazards = std::string(KSBX_SOURCE_DIR) + "/tests/files/hazards/";
    REQUIRE(run_in(folder, {"init"}).exit == ExitCode::done);
    run_in(folder, {"import", hazards + "units.csv", hazards + "u06_roster_v1.csv"});
    CHECK(run_in(folder, {"escalate"}).exit == ExitCode::done);
    open_store(folder.file("ksbx.db"), Access::write, std::chrono::seconds(1))
        .execute("UPDATE t_student SET birth = 99999999 WHERE name = '孙试三'");
    const Ended night = run_in(folder, {"escalate", "--everybody"});
    CAPTURE(night.talk);
    CHECK(night.exit == ExitCode::rejected);
    CHECK(night.talk.find("not-judged") != std::string::npos);
    CHECK(night.talk.find("ksbx report doubts") != std::string::npos);
    CHECK(night.talk.find(" doubts=1 ") != std::string::npos);
  }
}
