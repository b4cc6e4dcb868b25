// Whoever writes decides by what holds until it is written: the lock comes first, then the looking.
#include "app/enter/promote.h"
#include "app/enter/undo.h"
#include "app/office.h"
#include "faulty_files.h"
#include "store/ledger/duty_store.h"
#include "store/schema/open_store.h"

using namespace ksbx;

namespace {

struct Looking {
  const char* name;
  const char* refused_as;  // alone: what it looks up is not there
  void (*act)(Office&);
};

const Looking looks[] = {
    {"mark-absent", "unknown-pupil", [](Office& office) { office.absent("2026-11-16", {"没有此人"}); }},
    {"record", "unknown-pupil R_VALUE_MISSING",
     [](Office& office) {
       office.done("2026-11-16", "contact", "没有此人", {{"reached", "yes"}}, "孙老师");
     }},
    {"promote", "R_UNKNOWN_UNIT",
     [](Office& office) {
       const Workspace workspace = office.on("2026-11-16");
       PromoteRequest request;
       request.to = day("2026-09-01");
       request.schools = {"没有此校"};
       promote(workspace, request, Keep::changes);
     }},
    {"undo", "unknown-change",
     [](Office& office) {
       const Workspace workspace = office.on("2026-11-16");
       undo(workspace, 99, Keep::changes, Language::zh, {});
     }},
    {"escalate", "judged-ahead", [](Office& office) { office.escalate_on("2026-11-14"); }},
};

}  // namespace

TEST_CASE("while someone else writes a command does not look: what it saw could be gone when its turn comes") {
  Office office;
  office.enrol();
  office.escalate_on("2026-11-15");
  const std::string path = office.database.path();
  office.database = open_store(path, Access::write, std::chrono::milliseconds(0));
  for (const Looking& look : looks) {
    CAPTURE(std::string(look.name));
    CHECK(refusal([&] { look.act(office); }) == look.refused_as);
    Database other = open_store(path, Access::write, std::chrono::milliseconds(0));
    const Transaction writing(other, {*Moment::parse("2026-11-16T20:00:00"), "test", "zhang"});
    CHECK(refusal([&] { look.act(office); }) == "database-busy");
  }
}

TEST_CASE("a catch-up under changed rules that breaks off is finished by the next run, which looks at everyone") {
  const auto catch_up = [](Office& office) {
    const Workspace workspace = office.on("2026-11-18");
    EscalateRequest request;
    request.calendar_digest = "changed";
    return escalate(workspace, request, Keep::changes);
  };
  // One pupil missed a day a month ago, and nothing was said of him since. Then the calendar changes and three nights
  // are missed.
  const auto prepare = [](Office& office) {
    office.enrol();
    office.absent("2026-10-12", {"钱试二"});
    office.registers("2026-10-12");
    office.escalate_on("2026-11-15");
  };
  FaultyFiles files;
  const auto reopen = [&](Office& office) {
    const std::string path = office.database.path();
    office.database = store_in_memory();
    office.database = open_store(path, Access::write, std::chrono::seconds(1));
    files.watch({path, path + "-journal"});
  };
  Office whole, broken;
  prepare(whole);
  reopen(whole);
  catch_up(whole);
  const std::size_t in_the_middle = files.events() / 2;
  prepare(broken);
  reopen(broken);
  files.fail_from(in_the_middle);
  CHECK(refusal([&] { catch_up(broken); }) == "database-io");
  files.fail_from(0);
  reopen(broken);
  const int judged = last_run(broken.database)->through - day("2026-11-15");
  REQUIRE(judged > 0);
  REQUIRE(judged < 3);
  CHECK(catch_up(broken).days == 3 - judged);
  const char* looked_at = "SELECT through, checked FROM runs WHERE through > '2026-11-15' ORDER BY run";
  CHECK(broken.rows(looked_at) == whole.rows(looked_at));
}
