// One pupil who cannot be judged, and a night that goes on.
#include "app/doctor/doctor.h"
#include "app/enter/undo.h"
#include "app/explain/explain.h"
#include "app/office.h"

using namespace ksbx;

namespace {

// Something that no ksbx writes is in the file, as after a flipped bit; and how it was before.
struct Damage {
  const char* what;
  const char* done;
  const char* mended;
};

constexpr Damage damages[] = {
    {"an id number that packs none", "UPDATE t_student SET id_number = -5 WHERE name = '孙试三'",
     "UPDATE t_student SET id_number = NULL WHERE name = '孙试三'"},
    {"a birthday that is no date", "UPDATE t_student SET birth = 99999999 WHERE name = '孙试三'",
     "UPDATE t_student SET birth = NULL WHERE name = '孙试三'"},
    {"a first day long before all dates", "UPDATE t_student SET since = -1961056674 WHERE name = '孙试三'",
     "UPDATE t_student SET since = 20772 WHERE name = '孙试三'"},
    {"an enrolment that does not exist", "UPDATE t_student SET enrolment = 77 WHERE name = '孙试三'",
     "UPDATE t_student SET enrolment = 0 WHERE name = '孙试三'"},
    {"a duty in an unknown state",
     "UPDATE t_duty SET others = '[7]' WHERE student = (SELECT id FROM t_student WHERE name = '孙试三')",
     "UPDATE t_duty SET others = '[]' WHERE student = (SELECT id FROM t_student WHERE name = '孙试三')"},
    {"a duty of a day that is no date",
     "UPDATE t_duty SET opened = opened + 1000000 WHERE student = (SELECT id FROM t_student WHERE name = '孙试三')",
     "UPDATE t_duty SET opened = opened - 1000000 WHERE student = (SELECT id FROM t_student WHERE name = '孙试三')"},
};

}  // namespace

TEST_CASE(
    "a stored value of one pupil that cannot be read leaves only him without a verdict and does not stop the night") {
  Office office, whole;
  for (Office* each : {&office, &whole}) {
    each->enrol();
    each->database.execute("UPDATE t_student SET id_number = NULL, birth = NULL WHERE name = '孙试三'");
    each->absent("2026-11-16", {"钱试二", "孙试三"});
    each->escalate_on("2026-11-16");
    each->absent("2026-11-17", {"钱试二", "孙试三"});
  }
  whole.escalate_on("2026-11-17");
  const auto of = [](Office& each, const char* name) {
    return each.rows(
        formatted("SELECT rule, item, opened, due, state, done, withdrawn, person FROM duties WHERE "
                  "student_name = '{}' ORDER BY 1, 2, 3",
                  name));
  };
  REQUIRE(office.database.number("SELECT since FROM t_student WHERE name = '孙试三'") == 20772);
  const std::string untouched = of(office, "孙试三");
  REQUIRE(of(whole, "孙试三") != untouched);
  for (const Damage& damage : damages) {
    CAPTURE(damage.what);
    office.database.execute(damage.done);
    const Escalation night = office.escalate_on("2026-11-17");
    REQUIRE(night.not_judged.size() == 1);
    CHECK(night.not_judged.front().problem->code == "database-damaged");
    CHECK(night.doubts == 1);
    CHECK(of(office, "钱试二") == of(whole, "钱试二"));
    CHECK(office.rows("SELECT rule, student_name, problem FROM doubts") == ",孙试三,database-damaged\n");
    CHECK(office.rows("SELECT sentence FROM doubts").find("无法读懂") != std::string::npos);
    const std::int64_t entries = office.entries();
    CHECK(office.escalate_on("2026-11-17").not_judged.size() == 1);
    CHECK(office.entries() == entries);
    const Workspace workspace = office.on("2026-11-17");
    bool is_found = false;
    for (const DoctorFinding& finding : diagnose(workspace, shipped_reports(), {}, Language::zh, {}).findings)
      is_found |= finding.check == "doubts";
    CHECK(is_found);
    office.database.execute(damage.mended);
    CHECK(of(office, "孙试三") == untouched);
  }
  CHECK(office.escalate_on("2026-11-17").not_judged.empty());
  CHECK(office.count("doubts") == 0);
  CHECK(of(office, "孙试三") == of(whole, "孙试三"));
}

TEST_CASE("a mark and a record that cannot be read are as one pupil's own") {
  Office office;
  office.enrol();
  office.absent("2026-11-16", {"钱试二", "孙试三"});
  office.done("2026-11-16", "contact", "孙试三", {{"mode", "phone"}, {"reached", "yes"}}, "孙老师");
  office.database.execute("DROP TRIGGER t_mark_no_UPDATE; DROP TRIGGER t_record_no_UPDATE");
  const std::string fields = office.rows("SELECT fields FROM records WHERE kind = 'contact'");
  const std::string his = " WHERE student = (SELECT id FROM t_student WHERE name = '孙试三')";
  struct {
    const char* done;
    const char* mended;
  } const damages_of_facts[] = {
      {"UPDATE t_mark SET presence = 9", "UPDATE t_mark SET presence = 1"},
      {"UPDATE t_mark SET session = session - 7", "UPDATE t_mark SET session = session + 7"},
      {"UPDATE t_record SET roles = '[\"class'", "UPDATE t_record SET roles = '[\"class_teacher\"]'"},
      {"UPDATE t_record SET fields = json_set(fields, '$.mode', json('{\"day\":7}'))",
       "UPDATE t_record SET fields = json_set(fields, '$.mode', 'phone')"},
      {"UPDATE t_record SET day = -40000", "UPDATE t_record SET day = 20773"}};
  for (const auto& damage : damages_of_facts) {
    CAPTURE(damage.done);
    office.database.execute(damage.done + his);
    const Escalation night = office.escalate_on("2026-11-16", Keep::nothing);
    office.database.execute(damage.mended + his);
    REQUIRE(night.not_judged.size() == 1);
    CHECK(night.not_judged.front().problem->code == "database-damaged");
  }
  CHECK(office.rows("SELECT fields FROM records WHERE kind = 'contact'") == fields);
  CHECK(office.escalate_on("2026-11-16").not_judged.empty());
}

TEST_CASE("what is asked about a pupil who cannot be judged is answered with the reason") {
  Office office;
  office.enrol();
  office.import_on(
      "2026-11-16",
      {office.file("one.csv",
                   "日期,学校名称,年级,班级,姓名,状态\n2026-11-16,石桥市第一初级中学,七年级,1班,钱试二,旷课\n")});
  const auto fill = [&](int records) {
    office.database.execute(formatted(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) INSERT INTO "
        "t_record(kind, student, "
        "unit, document, day, recorded, by, roles, fields, fingerprint, change) SELECT 'contact', s.id, NULL, "
        "'', 20772, 1, "
        "'', '[]', "
        "'{{}}', -i, 1 FROM n, t_student s WHERE s.name = '钱试二'",
        records));
  };
  const Workspace workspace = office.on("2026-11-16");
  fill(50);
  CHECK_FALSE(explain(workspace, "钱试二", workspace.dates.judged, workspace.dates.now, {}).not_judged);
  fill(50'000);
  const Explanation why = explain(workspace, "钱试二", workspace.dates.judged, workspace.dates.now, {});
  REQUIRE(why.not_judged);
  CHECK(why.not_judged->code == "history-too-long");
  CHECK(why.rules.empty());
  CHECK(office.escalate_on("2026-11-16").not_judged.size() == 1);
}

TEST_CASE("a class that an undo took away is asked for nothing any more") {
  Office office;
  office.enrol();
  office.import_on("2026-11-16", {office.file("new.csv",
                                              "学校名称,年级,班级,姓名,身份证件号,出生日期\n"
                                              "石桥市第一初级中学,九年级,5班,试新,,2011-04-01\n")});
  office.escalate_on("2026-11-16");
  const auto open = [&] {
    return office.count(
        "duties WHERE rule = 'missing-register' AND item = '1' AND unit_code = '9990180001/9/5' AND state = 'open'");
  };
  REQUIRE(open() == 1);
  const Workspace workspace = office.on("2026-11-16");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  office.escalate_on("2026-11-16");
  CHECK(open() == 0);
  CHECK(office.rows("SELECT DISTINCT note FROM duties WHERE unit_code = '9990180001/9/5'") ==
        "单位已不在册（导入已撤销）\n");
}
