#include "app/enter/undo.h"
#include "app/night/undone_nights.h"
#include "store/ledger/duty_store.h"

using namespace ksbx;

TEST_CASE("nights that were undone are as if they had never been, whatever happened before, between and after") {
  for (const unsigned seed : {1U, 2U, 3U}) check_that_undone_nights_never_were(seed, 4, 6);
}

namespace {

// A pupil whose parents refused twice: on the third night a report goes out on both lines.
struct ReportedOffice : Office {
  ReportedOffice() {
    enrol();
    escalate_on("2026-11-15");
    for (const char* iso : {"2026-11-16", "2026-11-17", "2026-11-18"}) {
      registers(iso);
      absent(iso, {"钱试二"});
      if (std::string(iso) != "2026-11-16") done(iso, "persuasion", "钱试二", refused_at_home, "赵校长");
      escalate_on(iso);
    }
  }
  std::string numbers() { return rows("SELECT number FROM documents WHERE rule = 'dual-report' ORDER BY number"); }
};

}  // namespace

TEST_CASE("documents of an undone night are void, keep their numbers, and the numbers are not given again") {
  ReportedOffice office;
  REQUIRE(office.numbers() == "控辍〔2026〕9990180001-政-0001\n控辍〔2026〕9990180001-教-0001\n");
  const NightsUndone undone = undo_night(office, "2026-11-18", "2026-11-18");
  CHECK(undone.runs == 1);
  CHECK(undone.voided.size() == 3);
  CHECK(office.numbers() == "");
  CHECK(office.rows(
            "SELECT number, student_code, undone FROM void_documents WHERE rule = 'dual-report' ORDER BY number") ==
        "控辍〔2026〕9990180001-政-0001,S-JFCY,2026-11-18 20:00:00\n"
        "控辍〔2026〕9990180001-教-0001,S-JFCY,2026-11-18 20:00:00\n");
  CHECK(office.count("journal WHERE event = 'document.voided'") == 3);
  CHECK(office.count("journal WHERE event = 'run.undone' AND subject = '2026-11-18'") == 1);
  office.escalate_on("2026-11-18");
  CHECK(office.numbers() == "控辍〔2026〕9990180001-政-0002\n控辍〔2026〕9990180001-教-0002\n");
  CHECK(refusal([&] { office.done("2026-11-19", "receipt", "控辍〔2026〕9990180001-政-0001", {}, ""); }) ==
        "document-void");
}

TEST_CASE("undoing a night twice is undoing it once, and a rehearsal leaves every byte alone") {
  ReportedOffice office;
  const std::string before = office.database_bytes();
  CHECK(undo_night(office, "2026-11-18", "2026-11-18", ActedOn::refuse, Keep::nothing).voided.size() == 3);
  CHECK(office.database_bytes() == before);
  undo_night(office, "2026-11-18", "2026-11-18");
  const auto entries = office.entries();
  CHECK(undo_night(office, "2026-11-18", "2026-11-18").effect == Effect::unchanged);
  CHECK(office.entries() == entries);
}

TEST_CASE(
    "a night whose report was signed for is not undone; accepted, the signed report stays until it is corrected") {
  ReportedOffice office;
  office.done("2026-11-18", "receipt", "控辍〔2026〕9990180001-政-0001", {}, "");
  CHECK(refusal([&] { undo_night(office, "2026-11-18", "2026-11-18"); }) == "undo-refused undo-refused");
  undo_night(office, "2026-11-18", "2026-11-18", ActedOn::leave);
  CHECK(office.numbers() == "控辍〔2026〕9990180001-政-0001\n控辍〔2026〕9990180001-教-0001\n");
  CHECK(last_run(office.database)->through == day("2026-11-17"));
  office.absent("2026-11-18", {"钱试二"}, Presence::present);
  for (const char* iso : {"2026-11-16", "2026-11-17"}) office.absent(iso, {"钱试二"}, Presence::present);
  office.escalate_on("2026-11-18");
  CHECK(office.count("documents WHERE corrects <> '' AND rule = 'dual-report'") == 2);  // on both lines
}

TEST_CASE("a night of which a duty was carried out since is not undone unless that is accepted") {
  ReportedOffice office;
  office.absent("2026-11-19", {"孙试三"});
  office.registers("2026-11-19");
  office.escalate_on("2026-11-19");
  office.done("2026-11-19", "contact", "孙试三", {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  CHECK(refusal([&] { undo_night(office, "2026-11-19", "2026-11-19"); }) == "undo-refused");
  CHECK(undo_night(office, "2026-11-19", "2026-11-19", ActedOn::leave).effect == Effect::written);
  office.escalate_on("2026-11-19");
  CHECK(
      office.rows("SELECT count(*), state FROM duties WHERE student_name = '孙试三' AND rule = 'first-day-contact'") ==
      "1,done\n");
}

TEST_CASE("a day that is not over is not judged, except for a look; no night stops those after it") {
  ReportedOffice office;
  const Workspace workspace = office.as_of("2026-11-30", Moment::at(day("2026-11-18"), 20, 0));
  EscalateRequest request;
  CHECK(refusal([&] { escalate(workspace, request, Keep::changes); }) == "day-not-over");
  CHECK(escalate(workspace, request, Keep::nothing).days == 12);
  request.provisional = true;
  CHECK(refusal([&] { escalate(workspace, request, Keep::changes); }) == "day-not-over");

  judge_ahead(office, "2026-11-30");  // the clock was wrong
  CHECK(refusal([&] { office.escalate_on("2026-11-19"); }) == "judged-ahead");
  undo_night(office, "2026-11-19", "2026-11-19");
  CHECK(office.escalate_on("2026-11-19").days == 1);
}

TEST_CASE(
    "nights that an older ksbx judged ahead can be undone if that is accepted, and the next night corrects them") {
  ReportedOffice office;
  judge_ahead(office, "2026-11-30");
  // As an upgrade leaves a store: nothing is known of what the nights changed.
  office.database.execute(
      "DROP TRIGGER t_night_log_no_DELETE; DELETE FROM t_night_log; INSERT INTO t_night_log(run, place, deed, id, row) "
      "SELECT max(id), '', 'upgrade', 0, '' FROM t_run");
  CHECK(refusal([&] { undo_night(office, "2026-11-19", "2026-11-19"); }) == "undo-refused");
  undo_night(office, "2026-11-19", "2026-11-19", ActedOn::leave);
  CHECK(office.count("duties WHERE state = 'open' AND overdue > '2026-11-18'") == 0);
  office.absent("2026-11-19", {"钱试二"});
  office.registers("2026-11-19");
  CHECK(office.escalate_on("2026-11-19").days == 1);
  CHECK(office.count("duties WHERE state = 'open' AND opened > '2026-11-19'") == 0);
  CHECK(office.escalate_on("2026-11-20").days == 1);
}

TEST_CASE("an accepted storm is held again when its night is undone, and a doubt is back") {
  Office office;
  std::string roster = "学校名称,年级,班级,姓名\n";
  std::vector<std::string> pupils;
  for (const char* surname : {"赵", "钱"})
    for (const char* given : {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}) {
      pupils.push_back(std::string(surname) + given);
      roster += "石桥市第一初级中学,七年级,1班," + pupils.back() + "\n";
    }
  office.import_on("2026-11-15", {office.file("roster.csv", roster)});
  office.absent("2026-11-16", pupils);
  office.registers("2026-11-16");
  office.escalate_on("2026-11-16");
  const std::string held = ledger_tables_of(office);
  REQUIRE(office.count("storms WHERE state = 'held'") == 1);
  const Workspace workspace = office.on("2026-11-17");
  EscalateRequest request;
  request.accepted_storms = {"9990180001"};
  escalate(workspace, request, Keep::changes);
  REQUIRE(office.count("storms WHERE state = 'accepted'") == 1);
  undo_night(office, "2026-11-17", "2026-11-17");
  CHECK(ledger_tables_of(office) == held);
}
