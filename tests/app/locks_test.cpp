// Whoever writes decides by what holds until it is written: the lock comes first, then the looking.
#include "app/promote.h"
#include "app/undo.h"
#include "faulty_files.h"
#include "office.h"
#include "store/duty_store.h"
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
     [](Office& office) { office.done("2026-11-16", "contact", "没有此人", {{"reached", "yes"}}, "孙老师"); }},
    {"promote", "R_UNKNOWN_UNIT",
     [](Office& office) {
       Desk desk = office.on("2026-11-16");
       PromoteRequest request;
       request.to = day("2026-09-01");
       request.schools = {"没有此校"};
       promote(desk, request, Keep::changes);
     }},
    {"undo", "unknown-change",
     [](Office& office) {
       Desk desk = office.on("2026-11-16");
       undo(desk, 99, Keep::changes, Language::zh);
     }},
    {"escalate", "already-judged", [](Office& office) { office.escalate_on("2026-11-14"); }},
};

}  // namespace

TEST_CASE("while somebody else writes a command does not look: what it saw could be gone when its turn comes") {
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

TEST_CASE("a catch-up under changed rules that breaks off is finished by the next run, which looks at everybody") {
  const auto catch_up = [](Office& office) {
    Desk desk = office.on("2026-11-18");
    EscalateRequest request;
    request.current = day("2026-11-18");
    request.calendar_digest = "changed";
    return escalate(desk, request, Keep::changes);
  };
  int checked_alone = 0;
  for (std::size_t failing = 0;; ++failing) {
    CAPTURE(failing);
    FaultyFiles files;
    Office office;
    office.enrol();
    office.absent("2026-10-12", {"钱试二"});  // nothing was said of him since
    office.registers("2026-10-12");
    office.escalate_on("2026-11-15");
    const std::string path = office.database.path();
    office.database = store_in_memory();
    office.database = open_store(path, Access::write, std::chrono::seconds(1));
    files.watch({path, path + "-journal"});
    if (failing > 0) files.fail_from(failing);
    int checked = 0;
    const std::string how = refusal([&] { checked = catch_up(office).checked; });
    files.fail_from(0);
    if (failing == 0) {
      checked_alone = checked;
      continue;
    }
    REQUIRE(how == "database-io");
    office.database = store_in_memory();
    office.database = open_store(path, Access::write, std::chrono::seconds(1));
    const auto judged = last_run(office.database)->through;
    if (judged == day("2026-11-15")) continue;
    REQUIRE(judged < day("2026-11-18"));
    const std::int64_t nights = judged - day("2026-11-15");
    CHECK(nights == 1);
    const Escalation rest = catch_up(office);
    CHECK(rest.days == 2);
    const auto of_first = office.database.number("SELECT checked FROM runs WHERE through = '2026-11-16'");
    CHECK(of_first + rest.checked >= checked_alone);
    break;
  }
}
