#include "app/repair/correct_pupil.h"

#include "app/enter/undo.h"
#include "app/office.h"

using namespace ksbx;

namespace {

struct Desk : Office {
  Desk() { enrol(); }

  CorrectOutcome correct(const std::string& pupil, const std::vector<TypedCell>& cells, Keep keep = Keep::changes,
                         const std::string& reason = "户口簿") {
    const Workspace workspace = on("2026-11-18");
    return correct_pupil(workspace, {pupil, cells, day("2026-11-16"), reason, {}, Language::zh}, keep);
  }
  std::string of(const std::string& columns, const std::string& name = "钱试二") {
    return rows("SELECT " + columns + " FROM students WHERE student_name = '" + name + "'");
  }
};

}  // namespace

TEST_CASE("a name, a number and a birthday are corrected, with the reason in the journal, and undone") {
  Desk desk;
  const std::string before = desk.of("*");
  const CorrectOutcome outcome =
      desk.correct("钱试二", {{"身份证件号", "990181201308080216"}, {"联系电话", "10000000077"}});
  CHECK(outcome.effect == Effect::written);
  CHECK(desk.of("id_number, birth, phone") == "990181201308080216,2013-08-08,10000000077\n");
  CHECK(desk.rows("SELECT count(*) FROM journal WHERE event = 'student.corrected' AND detail LIKE '%户口簿%'") ==
        "1\n");
  CHECK(desk.correct("钱试二", {{"联系电话", "10000000077"}}).effect == Effect::unchanged);
  const Workspace workspace = desk.on("2026-11-18");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
  CHECK(desk.of("*") == before);
}

TEST_CASE("a birthday or sex that the id number denies is refused, and taken with the right number or with none") {
  Desk desk;
  CHECK(refusal([&] { desk.correct("钱试二", {{"出生日期", "2014-06-07"}}); }) == "birthday-of-number");
  CHECK(refusal([&] { desk.correct("钱试二", {{"性别", "女"}}); }) == "sex-of-number");
  CHECK(desk.correct("钱试二", {{"出生日期", "2013-02-04"}}).effect == Effect::unchanged);
  desk.correct("钱试二", {{"出生日期", "2013-08-08"}, {"身份证件号", "990181201308080216"}});
  CHECK(desk.of("birth") == "2013-08-08\n");
  desk.correct("钱试二", {{"出生日期", "2014-06-07"}, {"身份证件号", ""}});
  CHECK(desk.of("birth, id_number") == "2014-06-07,\n");
}

TEST_CASE("a wrong number is taken away, and what it said of the birthday stays") {
  Desk desk;
  desk.correct("钱试二", {{"id_number", ""}});
  CHECK(desk.of("id_number, provisional, birth") == ",1,2013-02-04\n");
}

TEST_CASE("a class is corrected from the day on that is said, and what is not said stays") {
  Desk desk;
  desk.import_on(
      "2026-11-15",
      {desk.file("second.csv", "学校标识码,年级,班级,姓名,出生日期\n9990180001,七年级,2班,郑大,2013-01-01\n")});
  desk.correct("钱试二", {{"班级", "七年级2班@石桥市第一初级中学"}});
  CHECK(desk.of("class, id_number, phone, guardian") == "2班,99018120130204103X,10000000001,钱家长二\n");
  CHECK(desk.rows("SELECT day FROM student_changes WHERE field = 'school_class'") == "2026-11-16\n");
}

TEST_CASE("a cell that a roster would keep with a warning is refused, and nothing is written") {
  Desk desk;
  const std::string bytes = desk.database_bytes();
  CHECK(refusal([&] { desk.correct("钱试二", {{"身份证件号", "990181201308080217"}}); }) != "");
  CHECK(refusal([&] { desk.correct("钱试二", {{"出生日期", "没有"}}); }) != "");
  CHECK(refusal([&] { desk.correct("钱试二", {{"没有这栏", "x"}}); }) == "unknown-column");
  CHECK(refusal([&] { desk.correct("钱试二", {{"班级", "七年级9班@石桥市第一初级中学"}}); }) == "R_UNKNOWN_UNIT");
  CHECK(refusal([&] { desk.correct("钱试二", {{"身份证件号", "990181201303071046"}}); }) == "number-taken");
  CHECK(refusal([&] { desk.correct("钱试二", {{"姓名", "钱二"}}, Keep::changes, ""); }) == "reason-missing");
  CHECK(refusal([&] { desk.correct("钱试二", {}); }) == "missing-argument");
  CHECK(desk.correct("钱试二", {{"姓名", "钱二"}}, Keep::nothing).fields == 1);
  CHECK(desk.database_bytes() == bytes);
}
