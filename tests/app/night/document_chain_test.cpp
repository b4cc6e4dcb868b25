// What the town and the bureau last heard about a pupil, whatever is entered, excused, restored and undone.
#include "app/enter/undo.h"
#include "app/office.h"
#include "policy/papers/last_word.h"
#include "store/ledger/duty_store.h"
#include "store/roster/unit_store.h"

#include <random>

using namespace ksbx;

namespace {

const std::vector<std::string> two_days = {"2026-11-16", "2026-11-17"};

// 钱试二 was away for two days, and two persuasions failed.
struct ReportedPupil : Office {
  ReportedPupil() {
    enrol();
    for (const std::string& iso : two_days) {
      registers(iso);
      absent(iso, {"钱试二"});
      done(iso, "persuasion", "钱试二", {{"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}}, "赵校长");
    }
    escalate_on("2026-11-17");
  }
  void is(const std::string& today, Presence presence) {
    MarkRequest request;
    const Workspace workspace = on(today);
    for (const std::string& iso : two_days) {
      request.day = day(iso);
      request.absences = {{"钱试二", Half::whole_day, presence, {}}};
      mark_absent(workspace, request, Keep::changes);
    }
  }
  // "政-0001 original", of the school's own documents, line by line and in the order of issue.
  std::string chain() {
    return rows(
        "SELECT substr(number, -6) || ' ' || kind FROM documents WHERE rule = 'dual-report' ORDER BY line DESC, "
        "number");
  }
  std::string last_of(const char* line) {
    const std::string csv = rows(formatted(
        "SELECT number FROM documents WHERE rule = 'dual-report' AND corrected_by IS NULL AND line = '{}'", line));
    return csv.substr(0, csv.find('\n'));
  }
};

// How often the last word contradicts its duty, or the two lines each other.
std::int64_t untrue(Office& office) {
  return office.count("documents WHERE corrected_by IS NULL AND (kind = 'withdrawal') <> (state = 'withdrawn')") +
         office.count(
             "(SELECT duty FROM documents WHERE corrected_by IS NULL GROUP BY duty HAVING count(DISTINCT kind) > 1 OR "
             "count(DISTINCT hash) > 1)");
}

// The day on which each document counts as acknowledged, as policy/papers/last_word.h says it.
std::string acknowledged(Office& office) {
  const Organisation organisation = load_organisation(office.database);
  std::string csv;
  Statement pupils(office.database,
                   "SELECT DISTINCT x.student FROM t_document d JOIN t_duty x ON x.id = d.duty WHERE x.student "
                   "IS NOT NULL");
  std::vector<StudentId> students;
  while (pupils.step()) students.push_back(pupils.id<StudentId>(0));
  for (const StudentId student : students) {
    const Subject subject{SubjectKind::student, student, {}};
    const auto documents = ledger(office.database, subject).documents;
    const History past = history(office.database, organisation, subject, *Moment::parse("2027-01-01T00:00:00"));
    for (const Document& document : documents) {
      const Record* receipt = acknowledgement(documents, past, document);
      csv += document.number + "," + (receipt ? receipt->day.iso() : "") + "\n";
    }
  }
  return csv;
}

}  // namespace

TEST_CASE(
    "excused, restored, excused and restored again: every time both authorities hear it under a number of its own") {
  ReportedPupil office;
  for (const char* iso : {"2026-11-18", "2026-11-20"}) {
    office.is(iso, Presence::excused);
    office.escalate_on(iso);
    CHECK(office.count(
              "documents WHERE kind = 'withdrawal' AND corrected_by IS NULL AND content LIKE '%按规定转入联合劝导%'") ==
          0);
    const std::string next = (day(iso) + 1).iso();
    office.is(next, Presence::unexcused);
    office.escalate_on(next);
    CHECK(office.escalate_on(next).documents.empty());
  }
  CHECK(office.chain() ==
        "政-0001 original\n政-0002 withdrawal\n政-0003 reinstatement\n政-0004 withdrawal\n政-0005 reinstatement\n"
        "教-0001 original\n教-0002 withdrawal\n教-0003 reinstatement\n教-0004 withdrawal\n教-0005 reinstatement\n");
  CHECK(untrue(office) == 0);
  for (const char* line : {"government", "education"})
    office.done("2026-11-21", "receipt", office.last_of(line), {}, "");
  office.escalate_on("2026-11-21");
  CHECK(office.rows("SELECT state FROM duties WHERE rule = 'dual-report'") == "done\ndone\ndone\n");
}

TEST_CASE(
    "a report signed for, withdrawn and reinstated is open until the reinstatement is signed for, and goes out again") {
  ReportedPupil office;
  office.done("2026-11-17", "receipt", office.last_of("government"), {}, "");
  office.is("2026-11-18", Presence::excused);
  office.escalate_on("2026-11-18");
  // Nothing begins with the receipt of a withdrawal.
  office.done("2026-11-18", "receipt", office.last_of("government"), {}, "");
  CHECK(office.escalate_on("2026-11-18").counts.opened == 0);
  office.is("2026-11-19", Presence::unexcused);
  office.escalate_on("2026-11-19");
  CHECK(office.count("documents WHERE rule = 'dual-report' AND kind = 'reinstatement' AND acknowledged IS NULL") == 2);
  office.escalate_on("2026-11-30");
  CHECK(office.rows(
            "SELECT DISTINCT d.kind FROM sendings s JOIN documents d USING (number) WHERE s.day > '2026-11-19'") ==
        "reinstatement\n");
}

TEST_CASE("a contact of an earlier day that is entered late makes no paper about the absence untrue") {
  ReportedPupil office;
  RecordRequest late;
  late.kind = "contact";
  late.subject = "钱试二";
  late.fields = {{"mode", "phone"}, {"reached", "no"}};
  late.day = day("2026-11-13");  // of which no register came in
  late.by = "孙老师";
  const Workspace workspace = office.on("2026-11-18", "09:00:00");
  record(workspace, late, Keep::changes);
  office.registers("2026-11-18");
  office.escalate_on("2026-11-18");
  CHECK(office.count("documents WHERE kind = 'correction'") == 0);
}

TEST_CASE("a store in which an older ksbx put a duty back without a word is put right by the next night") {
  for (const char* state : {"open", "done"}) {
    CAPTURE(state);
    ReportedPupil office;
    office.is("2026-11-18", Presence::excused);
    office.escalate_on("2026-11-18");
    office.is("2026-11-19", Presence::unexcused);
    office.escalate_on("2026-11-19", Keep::nothing);
    office.database.execute(
        formatted("UPDATE t_duty SET state = '{}', withdrawn = NULL, done = {} WHERE rule = "
                  "'dual-report'",
                  state, state == std::string("done") ? "20000" : "NULL"));
    CHECK(untrue(office) == 2);
    office.escalate_on("2026-11-19");
    CHECK(untrue(office) == 0);
    CHECK(office.last_of("education").ends_with("教-0003"));
  }
}

TEST_CASE("whatever is excused, restored, signed for and undone, the last word to both authorities is true") {
  for (const unsigned seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    ReportedPupil office;
    Day today = day("2026-11-18");
    for (int step = 0; step < 14; ++step) {
      CAPTURE(step);
      const std::string iso = today.iso();
      switch (random() % 7) {
        case 0:
        case 1: office.is(iso, Presence::excused); break;
        case 2:
        case 3: office.is(iso, Presence::unexcused); break;
        case 4: {
          const Workspace workspace = office.on(iso);
          refusal([&] { undo(workspace, std::nullopt, Keep::changes, Language::zh, {}); });
          break;
        }
        case 5: office.done(iso, "receipt", office.last_of(random() % 2 ? "government" : "education"), {}, ""); break;
        default:
          office.done(iso, "persuasion", "钱试二",
                      {{"mode", "phone"},
                       {"reached", "yes"},
                       {"outcome", "refused"},
                       {"reason", "weariness"},
                       {"family", "父母外出"}},
                      "赵校长");
      }
      if (random() % 3 == 0) continue;
      office.escalate_on(iso);
      REQUIRE(untrue(office) == 0);
      REQUIRE(office.escalate_on(iso).documents.empty());
      today = today + static_cast<int>(random() % 2);
    }
    CHECK(
        acknowledged(office) ==
        office.rows("SELECT number, acknowledged FROM documents JOIN t_document t USING (number) WHERE student_code IS "
                    "NOT NULL ORDER BY t.id"));
  }
}
