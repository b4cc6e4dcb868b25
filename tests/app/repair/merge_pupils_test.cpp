// Two entries that are one child, in an office with nights.
#include "app/repair/merge_pupils.h"

#include "app/enter/undo.h"
#include "app/explain/explain.h"
#include "app/office.h"
#include "app/repair/pupil_history.h"
#include "store/history/history_store.h"
#include "store/journal/facts.h"
#include "store/roster/unit_store.h"
#include "store/undo/undo_store.h"

using namespace ksbx;

namespace {

const std::string again_head = "学校标识码,年级,班级,姓名,身份证件号,出生日期,联系电话\n";

// 钱试二, who came on 15 November, stands on a later roster under another name, number and birthday.
struct TwiceEntered : Office {
  TwiceEntered() {
    enrol();
    escalate_on("2026-11-15");
  }

  void come_again(const std::string& iso, const std::string& place = "9990180001,七年级,1班,") {
    import_on(iso, {file("again.csv", again_head + place + "钱志贰,990181201308080216,2013-08-08,10000000099\n")});
  }
  MergeOutcome merged_on(const std::string& iso, const std::string& stays = "钱试二",
                         const std::string& goes = "钱志贰", Keep keep = Keep::changes) {
    const Workspace workspace = on(iso);
    return merge_pupils(workspace, {stays, goes, "户口簿", false, {}, Language::zh}, keep);
  }
  void undo_on(const std::string& iso, std::optional<std::int64_t> number = std::nullopt) {
    const Workspace workspace = on(iso);
    undo(workspace, number, Keep::changes, Language::zh, {});
  }
  // What the views say that people work with.
  std::string books() {
    std::string all;
    for (const char* view : {"students", "absences", "records", "duties", "documents", "doubts", "data_issues"})
      all += rows(formatted("SELECT * FROM {} ORDER BY 1, 2, 3, 4", view)) + "\n";
    return all;
  }
  std::string asked_of(const std::string& name) {
    return rows(
        "SELECT rule, item, opened, state, done FROM duties d WHERE state <> 'withdrawn' AND EXISTS (SELECT 1 "
        "FROM students s WHERE s.student_code = d.student_code AND s.student_name = '" +
        name + "') ORDER BY rule, item, opened");
  }
};

}  // namespace

TEST_CASE("two entries become one: the later roster holds, absences and visits of both are the child's") {
  TwiceEntered town;
  town.absent("2026-11-16", {"钱试二"});
  town.come_again("2026-11-16");
  town.absent("2026-11-17", {"钱志贰"});
  town.done("2026-11-17", "contact", "钱志贰", {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  const std::int64_t pupils = town.count("students");
  const MergeOutcome outcome = town.merged_on("2026-11-18");
  CHECK(outcome.marks == 2);
  CHECK(outcome.records == 1);
  CHECK(town.count("students") == pupils - 1);
  CHECK(town.rows("SELECT student_name, id_number, birth, phone, since FROM students WHERE student_code = '" +
                  short_code(outcome.stays) + "'") == "钱志贰,990181201308080216,2013-08-08,10000000099,2026-11-15\n");
  CHECK(town.rows("SELECT day, session FROM absences WHERE student_name = '钱志贰' ORDER BY 1, 2") ==
        "2026-11-16,am\n2026-11-16,pm\n2026-11-17,am\n2026-11-17,pm\n");
  CHECK(town.rows("SELECT student_code, day, by FROM records WHERE kind = 'contact'") ==
        short_code(outcome.stays) + ",2026-11-17,孙老师\n");
}

TEST_CASE("after the merge and its night the child has the duties of one who was always one entry") {
  TwiceEntered town, one;
  for (TwiceEntered* office : {&town, &one}) {
    const std::string second = office == &town ? "钱志贰" : "钱试二";
    office->absent("2026-11-16", {"钱试二"});
    if (office == &town) office->come_again("2026-11-16");
    office->escalate_on("2026-11-16");
    office->absent("2026-11-17", {second});
    office->done("2026-11-17", "contact", second, {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
    office->escalate_on("2026-11-17");
    office->absent("2026-11-18", {second});
    if (office == &town) town.merged_on("2026-11-18");
    office->escalate_on("2026-11-18");
  }
  CHECK(one.asked_of("钱试二") != "");
  CHECK(town.asked_of("钱志贰") == one.asked_of("钱试二"));
  const Escalation again = town.escalate_on("2026-11-18");
  CHECK(again.counts.opened + again.counts.withdrawn + again.counts.amended == 0);
  CHECK(verify_facts(town.database).problems.empty());
}

TEST_CASE("the night after a merge withdraws what was asked and written about the entry that is gone") {
  TwiceEntered town;
  town.come_again("2026-11-15");
  const std::map<std::string, std::string> refused = {
      {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};
  for (const char* iso : {"2026-11-16", "2026-11-17", "2026-11-18"}) {
    town.registers(iso);
    town.absent(iso, {"钱志贰"});
    town.done(iso, "persuasion", "钱志贰", refused, "赵校长");
    town.escalate_on(iso);
  }
  const auto documents = [&](const char* kind) {
    return town.database.number(formatted(
        "SELECT count(*) FROM t_document d JOIN t_duty y ON y.id = d.duty JOIN t_student s ON s.id = y.student "
        "WHERE d.kind = '{}' AND s.since >= 2932896",
        kind));
  };
  REQUIRE(town.count("documents") > 0);
  const MergeOutcome outcome = town.merged_on("2026-11-19");
  const Escalation night = town.escalate_on("2026-11-19");
  CHECK(night.counts.withdrawn > 0);
  CHECK(documents("withdrawal") == documents("original"));
  CHECK(town.rows("SELECT DISTINCT note FROM duties WHERE state = 'withdrawn' AND student_code = '" +
                  short_code(outcome.goes) + "'") == "与 " + short_code(outcome.stays) + " 是同一名学生，已并入\n");
  CHECK(town.rows("SELECT count(*) FROM documents WHERE student_code = '" + short_code(outcome.stays) +
                  "' AND kind = 'original'") != "0\n");
}

TEST_CASE(
    "with documents on both sides the one that stays keeps its own, and those of the one that is gone are withdrawn") {
  TwiceEntered town;
  town.come_again("2026-11-15");
  const std::map<std::string, std::string> refused = {
      {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};
  for (const char* iso : {"2026-11-16", "2026-11-17", "2026-11-18"}) {
    town.registers(iso);
    town.absent(iso, {"钱试二", "钱志贰"});
    for (const char* name : {"钱试二", "钱志贰"}) town.done(iso, "persuasion", name, refused, "赵校长");
    town.escalate_on(iso);
  }
  const auto documents = [&](StudentId whose, const std::string& kind) {
    return town.rows("SELECT count(*) FROM documents WHERE kind = '" + kind + "' AND student_code = '" +
                     short_code(whose) + "'");
  };
  const MergeOutcome outcome = town.merged_on("2026-11-19");
  const std::string own = documents(outcome.stays, "original");
  REQUIRE(own != "0\n");
  REQUIRE(documents(outcome.goes, "original") == own);
  town.escalate_on("2026-11-19");
  CHECK(documents(outcome.goes, "withdrawal") == own);
  CHECK(documents(outcome.stays, "withdrawal") == "0\n");
  CHECK(documents(outcome.stays, "original") == own);
  CHECK(documents(outcome.stays, "correction") == own);  // they say the later name
}

TEST_CASE("a list that names one of two entries names the child that is left, and its night asks for him") {
  TwiceEntered town;
  town.come_again("2026-11-16");
  const auto code_of = [&](const std::string& name) {
    return town.rows("SELECT student_code FROM students WHERE student_name = '" + name + "'").substr(0, 6);
  };
  const std::string stays = code_of("钱试二"), goes = code_of("钱志贰");
  town.done("2026-11-16", "listed_pupil", "9990180001/7/1", {{"listing", "risk"}, {"student", goes}}, "孙老师");
  town.escalate_on("2026-11-16");
  CHECK(town.asked_of("钱志贰").find("risk-entry") != std::string::npos);
  CHECK(town.asked_of("钱试二").find("risk-entry") == std::string::npos);
  CHECK(town.merged_on("2026-11-17").records == 1);
  const std::int64_t merge = changes_made(town.database, 1).front().number;
  CHECK(town.rows("SELECT student FROM record_listed_pupil") == stays + "\n");
  town.escalate_on("2026-11-17");
  CHECK(town.rows("SELECT student_code, state FROM duties WHERE rule = 'risk-entry' ORDER BY state") ==
        stays + ",open\n" + goes + ",withdrawn\n");
  town.undo_on("2026-11-18", merge);
  CHECK(town.rows("SELECT student FROM record_listed_pupil") == goes + "\n");
  town.escalate_on("2026-11-18");
  CHECK(town.rows("SELECT student_code FROM duties WHERE rule = 'risk-entry' AND state = 'open'") == goes + "\n");
  CHECK(verify_facts(town.database).problems.empty());
}

TEST_CASE("what a merge would change is masked as every other answer about children is") {
  TwiceEntered town;
  town.come_again("2026-11-16");
  const std::string shown =
      render(town.merged_on("2026-11-17", "钱试二", "钱志贰", Keep::nothing).difference, Format::csv);
  CHECK(shown.find("钱*贰") != std::string::npos);
  for (const char* open :
       {"钱试二", "钱志贰", "990181201308080216", "99018120130204103X", "2013-08-08", "10000000099"}) {
    CAPTURE(open);
    CHECK(shown.find(open) == std::string::npos);
  }
}

TEST_CASE("undone, a merge leaves everything as it was, and it can be made again") {
  TwiceEntered town;
  town.absent("2026-11-16", {"钱试二"});
  town.come_again("2026-11-16");
  town.absent("2026-11-16", {"钱志贰"}, Presence::excused);
  town.done("2026-11-17", "contact", "钱志贰", {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  town.escalate_on("2026-11-17");
  const std::string before = town.books(), bytes = town.database_bytes();
  town.merged_on("2026-11-18", "钱试二", "钱志贰", Keep::nothing);
  CHECK(town.database_bytes() == bytes);
  const MergeOutcome first = town.merged_on("2026-11-18");
  const std::string once = town.books();
  town.undo_on("2026-11-18");
  CHECK(town.books() == before);
  CHECK(changes_made(town.database, 1).front().reverts);
  const MergeOutcome second = town.merged_on("2026-11-18");
  CHECK(second.stays == first.stays);
  CHECK(town.rows("SELECT * FROM students ORDER BY 1") != "");
  CHECK(town.rows("SELECT student_code, day, session, presence FROM absences ORDER BY 1, 2, 3") ==
        "" + short_code(first.stays) + ",2026-11-16,am,excused\n" + short_code(first.stays) +
            ",2026-11-16,pm,excused\n");
  CHECK(once != before);
  CHECK(verify_facts(town.database).problems.empty());
}

TEST_CASE("what was known before the merge can still be explained as it was known then") {
  TwiceEntered town;
  town.come_again("2026-11-16");
  town.absent("2026-11-16", {"钱志贰"});
  const Workspace then = town.on("2026-11-16", "21:00:00");
  const std::string code = town.rows("SELECT student_code FROM students WHERE student_name = '钱志贰'");
  const std::string gone = code.substr(0, code.find('\n'));
  const auto asked = [&](Moment known_at) {
    const Workspace workspace = town.on("2026-11-19");
    return explain(workspace, gone, day("2026-11-16"), known_at, {}).history;
  };
  const History before = asked(then.dates.now);
  CHECK(before.marks.size() == 2);
  town.merged_on("2026-11-18");
  CHECK(town.database.number("SELECT count(*) FROM t_mark") == 6);
  const History known_then = history(town.database, load_organisation(town.database), before.subject, then.dates.now);
  CHECK(known_then.marks == before.marks);
  CHECK(known_then.since == before.since);
  CHECK(known_then.student == before.student);
}

TEST_CASE("of two statements about one session the later one holds, whichever entry it was said of") {
  TwiceEntered town;
  town.come_again("2026-11-16");
  town.absent("2026-11-16", {"钱志贰"});
  town.absent("2026-11-17", {"钱试二"}, Presence::excused);
  MarkRequest later;
  later.day = day("2026-11-16");
  later.absences = {{"钱试二", Half::whole_day, Presence::excused, {}}};
  const Workspace workspace = town.on("2026-11-17");
  mark_absent(workspace, later, Keep::changes);
  CHECK(town.merged_on("2026-11-18").marks == 0);
  CHECK(town.rows("SELECT DISTINCT day, presence FROM absences ORDER BY 1") ==
        "2026-11-16,excused\n2026-11-17,excused\n");
}

TEST_CASE("a child whom a roster missed under one name and had under the other is not missing any more") {
  TwiceEntered town;
  std::string roster(std::istreambuf_iterator<char>(std::ifstream(hazards + "u06_roster_v1.csv").rdbuf()), {});
  const std::size_t at = roster.find("钱试二");
  const std::size_t line = roster.rfind('\n', at) + 1;
  roster.replace(
      line, roster.find('\n', line) - line,
      "9990180001,石桥市第一初级中学,七年级,1班,钱志贰,男,990181201308080216,2013-08-08,石桥市青石镇柳树村9号,钱家长,"
      "10000000099");
  ImportRequest whole;
  whole.files = {town.file("whole.csv", roster)};
  whole.snapshot = true;
  town.import_on("2026-11-16", whole);
  if (town.rows("SELECT count(*) FROM records WHERE kind = 'roster_missing'") == "0\n") return;  // taken for one child
  town.escalate_on("2026-11-16");
  const auto open = [&] {
    return town.rows("SELECT count(*) FROM duties WHERE rule = 'roster-missing' AND state = 'open'");
  };
  CHECK(open() == "1\n");
  town.merged_on("2026-11-17");
  CHECK(town.rows("SELECT count(*) FROM records WHERE kind = 'roster_missing'") == "0\n");
  town.escalate_on("2026-11-17");
  CHECK(open() == "0\n");
}

TEST_CASE("a roster that has the entry that is gone means the child that stayed, and nobody comes back") {
  TwiceEntered town;
  town.come_again("2026-11-16");
  const MergeOutcome outcome = town.merged_on("2026-11-17");
  const std::int64_t pupils = town.count("students");
  town.come_again("2026-11-18");
  CHECK(town.count("students") == pupils);
  CHECK(town.rows("SELECT count(*) FROM students WHERE student_code = '" + short_code(outcome.goes) + "'") == "0\n");
  CHECK(refusal([&] { town.merged_on("2026-11-18", "李试四", short_code(outcome.goes)); }) == "pupil-merged");
}

TEST_CASE("nonsense is refused: a child with itself, somebody unknown, no reason, a merge that others build on") {
  TwiceEntered town;
  town.come_again("2026-11-16");
  CHECK(refusal([&] { town.merged_on("2026-11-17", "钱试二", "钱试二"); }) == "merge-with-itself");
  CHECK(refusal([&] { town.merged_on("2026-11-17", "钱试二", "没有这人"); }) == "unknown-pupil");
  const Workspace workspace = town.on("2026-11-17");
  CHECK(refusal([&] {
          merge_pupils(workspace, {"钱试二", "钱志贰", "", false, {}, Language::zh}, Keep::changes);
        }) == "reason-missing");
  town.merged_on("2026-11-17");
  const std::int64_t merged = changes_made(town.database, 1).front().number;
  town.import_on(
      "2026-11-18",
      {town.file("wang.csv", again_head + "9990180001,七年级,1班,钱志贰,990181201308080216,2013-08-08,10000000088\n")});
  CHECK(refusal([&] { town.undo_on("2026-11-18", merged); }) == "undo-refused");
}

TEST_CASE("two whose documents about one matter contradict each other are not merged until somebody says which is so") {
  TwiceEntered town;
  town.come_again("2026-11-15");
  const auto refused = [](const std::string& mode) {
    return std::map<std::string, std::string>{
        {"mode", mode}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};
  };
  for (const char* iso : {"2026-11-16", "2026-11-17", "2026-11-18"}) {
    town.registers(iso);
    town.absent(iso, {"钱志贰"});
    town.absent(iso, {"钱试二"}, Presence::unexcused,
                std::string(iso) == "2026-11-17" ? Half::morning : Half::whole_day);
    town.done(iso, "persuasion", "钱志贰", refused("home_visit"), "赵校长");
    town.done(iso, "persuasion", "钱试二", refused("home_visit"), "赵校长");
    town.escalate_on(iso);
  }
  CHECK(refusal([&] { town.merged_on("2026-11-19"); }).find("documents-contradict") == 0);
  const Workspace workspace = town.on("2026-11-19");
  CHECK(merge_pupils(workspace, {"钱试二", "钱志贰", "户口簿", true, {}, Language::zh}, Keep::changes).marks > 0);
}

TEST_CASE("the history of a child says where each value came from, and who was merged") {
  TwiceEntered town;
  town.come_again("2026-11-16");
  const MergeOutcome outcome = town.merged_on("2026-11-17");
  const Workspace workspace = town.on("2026-11-17");
  const PupilHistory told = pupil_history(workspace, short_code(outcome.stays), HistoryOf::all, Language::zh,
                                          Disclosure(Masking::none, "试"));
  const std::string fields = render(told.fields, Format::csv);
  CHECK(told.counts.rows.size() == 2);
  CHECK(fields.find("姓名,钱试二,2026-11-15") != std::string::npos);
  CHECK(fields.find("u06_roster_v1.csv") != std::string::npos);
  CHECK(fields.find("again.csv") != std::string::npos);
  CHECK(render(told.counts, Format::csv).find("户口簿") != std::string::npos);
}
