#include "app/enter/undo.h"

#include "app/explain/explain.h"
#include "app/office.h"

using namespace ksbx;

namespace {

constexpr const char* pupils_of_school =
    "学校名称,年级,班级,姓名,身份证件号,出生日期,现住址\n"
    "石桥市第一初级中学,七年级,1班,王小明,99018120130204103X,,青石镇柳树村1号\n"
    "石桥市第一初级中学,七年级,1班,李小红,,2013-03-07,青石镇柳树村2号\n";

UndoOutcome undo_on(Office& office, const std::string& iso, std::optional<std::int64_t> number = std::nullopt,
                    Keep keep = Keep::changes) {
  const Workspace workspace = office.on(iso);
  return undo(workspace, number, keep, Language::zh, {});
}

std::string pupils(Office& office) {
  return render(query(office.database, "pupils",
                      "SELECT student_code, student_name, school, class, enrolment FROM students ORDER BY student"),
                Format::csv);
}

}  // namespace

TEST_CASE("a roster that was undone comes back with the same file, under the same codes") {
  Office office;
  const std::string file = office.file("roster.csv", pupils_of_school);
  office.import_on("2026-11-16", {file});
  const std::string once = pupils(office);
  const UndoOutcome undone = undo_on(office, "2026-11-16");
  CHECK(undone.effect == Effect::written);
  CHECK(undone.made.pupils_added == 2);
  CHECK(undone.made.files == std::vector<std::string>{"roster.csv"});
  CHECK(office.database.number("SELECT count(*) FROM students") == 0);
  const ImportOutcome again = office.import_on("2026-11-17", {file});
  CHECK(again.total().added == 2);
  CHECK(again.total().unchanged == 0);
  CHECK(pupils(office) == once);
  CHECK(office.import_on("2026-11-17", {file}).total().unchanged == 2);
}

TEST_CASE("before a closure is undone it is shown as what it is") {
  Office office;
  office.import_on("2026-11-16",
                   {office.file("closed.csv",
                                "种类,代码,名称,上级代码,所在镇街代码,撤销日期\n"
                                "学校,9990180001,石桥市第一初级中学,990181003E0,990181003,2026-11-16\n")});
  const Table difference = undo_on(office, "2026-11-16", std::nullopt, Keep::nothing).difference;
  CHECK(render(difference, Format::csv) ==
        "what,student_code,student_name,unit_name,day,field,before,after\n"
        "单位变更,,,石桥市第一初级中学,2026-11-16,撤销日期,2026-11-16,—\n");
}

TEST_CASE("undo twice is undo once, and a rehearsal does nothing") {
  Office office;
  office.import_on("2026-11-16", {office.file("roster.csv", pupils_of_school)});
  const std::string before = office.database_bytes();
  const UndoOutcome tried = undo_on(office, "2026-11-16", std::nullopt, Keep::nothing);
  CHECK(tried.difference.rows.size() == 4);  // two pupils, their grade and their class
  CHECK(office.database_bytes() == before);
  const UndoOutcome first = undo_on(office, "2026-11-16");
  const auto entries = journal_head(office.database).entries;
  CHECK(undo_on(office, "2026-11-16").effect == Effect::unchanged);
  CHECK(undo_on(office, "2026-11-16", first.made.number).effect == Effect::unchanged);
  CHECK(journal_head(office.database).entries == entries);
  CHECK(refusal([&] { undo_on(office, "2026-11-16", first.made.number + 1); }) == "undo-of-undo");
  CHECK(refusal([&] { undo_on(office, "2026-11-16", 99); }) == "unknown-change");
}

TEST_CASE("the night after an undo withdraws what had come of it") {
  Office office;
  office.import_on("2026-11-15", {office.file("roster.csv", pupils_of_school)});
  office.escalate_on("2026-11-15");
  const auto open = [&] {
    return office.database.number(
        "SELECT count(*) FROM duties WHERE state = 'open' AND student_name = "
        "'王小明'");
  };
  const auto before = open();
  office.absent("2026-11-16", {"王小明"});
  office.escalate_on("2026-11-16");
  REQUIRE(open() > before);
  undo_on(office, "2026-11-16");
  const Escalation night = office.escalate_on("2026-11-16");
  CHECK(night.counts.withdrawn > 0);
  CHECK(open() == before);
  CHECK(office.escalate_on("2026-11-16").counts.withdrawn == 0);
  Workspace workspace = office.on("2026-11-16");
  CHECK(explain(workspace, "王小明", workspace.dates.judged, workspace.dates.now, {}).marks.empty());
}

TEST_CASE("a call entered for the wrong child, found out the next morning: the duty is back, with its old deadline") {
  Office office;
  office.enrol();
  office.absent("2026-11-16", {"钱试二"});
  office.escalate_on("2026-11-16");
  const auto state = [&] {
    return office.rows("SELECT state, done, overdue FROM duties WHERE rule = 'first-day-contact' AND item = '1'");
  };
  office.done("2026-11-16", "contact", "钱试二", {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  const std::int64_t call = changes_made(office.database, 1).front().number;
  office.escalate_on("2026-11-16");
  CHECK(state() == "done,2026-11-16,\n");
  CHECK(undo_on(office, "2026-11-17", call).effect == Effect::written);
  CHECK(office.escalate_on("2026-11-17").counts.amended > 0);
  CHECK(state() == "open,,2026-11-17\n");
  CHECK(office.rows("SELECT note FROM duties WHERE rule = 'first-day-contact' AND item = '1'").find("撤销") !=
        std::string::npos);
  office.done("2026-11-18", "contact", "钱试二", {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  office.escalate_on("2026-11-18");
  CHECK(state() == "done,2026-11-18,2026-11-17\n");
  CHECK(office.escalate_on("2026-11-18").counts.amended == 0);
}

TEST_CASE("a change that later ones build on is not undone, and the message says which") {
  Office office;
  office.import_on("2026-11-15", {office.file("roster.csv", pupils_of_school)});
  const std::int64_t imported = changes_made(office.database, 1).front().number;
  office.absent("2026-11-16", {"王小明"});
  CHECK(refusal([&] { undo_on(office, "2026-11-16", imported); }) == "undo-refused");
  undo_on(office, "2026-11-16");
  CHECK(undo_on(office, "2026-11-16", imported).effect == Effect::written);
}

TEST_CASE("a file that said the same later is to be imported again") {
  Office office;
  office.import_on("2026-11-15", {office.file("roster.csv", pupils_of_school)});
  const std::string header = "日期,学校名称,年级,班级,姓名,状态\n";
  const std::string row = "2026-11-16,石桥市第一初级中学,七年级,1班,王小明,旷课\n";
  office.import_on("2026-11-16", {office.file("first.csv", header + row)});
  const std::int64_t first = changes_made(office.database, 1).front().number;
  office.import_on("2026-11-16", {office.file("second.csv", header + row + "\n")});
  CHECK(undo_on(office, "2026-11-16", first).files_to_repeat == std::vector<std::string>{"second.csv"});
  office.import_on("2026-11-16", {office.folder.file("second.csv")});
  CHECK(office.database.number("SELECT count(*) FROM absences") == 2);
}

TEST_CASE("a pupil whose import was undone is not judged, and his duties are withdrawn with that reason") {
  Office office;
  office.enrol();
  const std::string header = "学校名称,年级,班级,姓名,身份证件号,出生日期\n";
  for (int round = 0; round < 12; ++round) {
    CAPTURE(round);
    // Without a residence he is someone whose address must be found out, as soon as a night sees him.
    const std::string name = formatted("试{}", std::string(static_cast<std::size_t>(round) + 1, 'A'));
    const std::string file =
        office.file(formatted("new{}.csv", round),
                    header + formatted("石桥市第一初级中学,七年级,1班,{},,2013-08-{:02}\n", name, round + 1));
    const auto duties = [&](const char* state) {
      return office.database.number(
          formatted("SELECT count(*) FROM duties WHERE student_name = '{}' AND state = '{}'", name, state));
    };
    office.import_on("2026-11-16", {file});
    office.escalate_on("2026-11-16");
    REQUIRE(duties("open") > 0);
    REQUIRE(undo_on(office, "2026-11-16").effect == Effect::written);
    office.escalate_on("2026-11-16");
    CHECK(duties("open") == 0);
    CHECK(office.rows(formatted("SELECT DISTINCT note FROM duties WHERE student_name = '{}'", name)) ==
          "学生已不在名册上（导入已撤销）\n");
    // A night that follows has nothing more to say, and what comes back is judged again.
    CHECK(office.escalate_on("2026-11-16").counts.withdrawn == 0);
    if (round % 2 == 0) continue;
    office.import_on("2026-11-16", {file});
    office.escalate_on("2026-11-16");
    CHECK(duties("open") > 0);
    undo_on(office, "2026-11-16");
    office.escalate_on("2026-11-16");
    CHECK(duties("open") == 0);
  }
}
