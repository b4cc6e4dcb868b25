#include "app/import/import.h"

#include <algorithm>

#include "app/office.h"
#include "store/roster/import_store.h"
#include "store/roster/student_row.h"

using namespace ksbx;

namespace {

const std::string header = "学校名称,年级,班级,姓名,身份证件号,出生日期,现住址\n";
const std::string school = "石桥市第一初级中学";

// `count` pupils without id numbers, who are told apart by their names.
std::string roster(int count, const std::string& grade = "七年级") {
  std::string text = header;
  for (int i = 0; i < count; ++i)
    text += school + "," + grade + ",1班,学" + std::to_string(i) + "号生,,2013-02-04,青石镇柳树村\n";
  return text;
}

// One file of each kind about the six pupils of the roster.
std::vector<std::string> one_of_each(const Office& office) {
  return {hazards + "units.csv", hazards + "u06_roster_v1.csv",
          office.file("staff.csv",
                      "姓名,职务,单位,年级,班级,起始日期\n孙老师,班主任,石桥市第一初级中学,七年级,"
                      "1班,2026-09-01\n"),
          office.file("attendance.csv",
                      "日期,学校名称,年级,班级,姓名,时段,状态\n"
                      "2026-11-16,石桥市第一初级中学,七年级,1班,钱试二,全天,无故\n"
                      "2026-11-17,石桥市第一初级中学,七年级,1班,,全天,全勤\n"),
          office.file("contact.csv",
                      "日期,身份证件号,记录人,方式,是否联系上\n2026-11-16,99018120130204103X,"
                      "孙老师,电话,是\n")};
}

std::string everything(Office& office) {
  return office.rows(
             "SELECT class_code, student_name, id_number, birth, village FROM students ORDER BY 3, "
             "2") +
         office.rows("SELECT day, student_name, session, presence FROM absences ORDER BY 1, 2, 3") +
         office.rows("SELECT day, class_code FROM registers ORDER BY 1, 2") +
         office.rows("SELECT person, role, unit_code FROM staff ORDER BY 1") +
         office.rows("SELECT day, kind, student_name, by FROM records ORDER BY 1, 2, 3");
}

}  // namespace

TEST_CASE("a pupil whose two rows contradict each other is refused, and has not vanished") {
  Office office;
  REQUIRE(office.import_on("2026-11-20", {hazards + "units.csv", hazards + "u06_roster_v1.csv"}).total().rejected == 0);
  const std::string head = "学校标识码,学校名称,年级,班级,姓名,身份证件号\n";
  const std::string who = "9990180001,石桥市第一初级中学,七年级,";
  const RowCounts counts =
      office
          .import_on("2026-11-21", {office.file("twice.csv", head + who + "1班,钱试二,99018120130204103X\n" + who +
                                                                 "2班,钱试二,99018120130204103X\n" + who +
                                                                 "1班,孙试三,990181201303071046\n")})
          .total();
  CHECK(counts.rejected == 2);
  CHECK(counts.vanished == 4);  // the other four of the class
}

TEST_CASE("a contradiction at the end of a roster leaves nothing of what its first row said") {
  Office office;
  office.import_on("2026-11-20", {hazards + "units.csv", hazards + "u06_roster_v1.csv"});
  const std::string head = "学校标识码,学校名称,年级,班级,姓名,身份证件号,联系电话\n";
  const std::string who = "9990180001,石桥市第一初级中学,";
  // The first row alone would open a class, move a pupil, change his telephone number and warn of it.
  const std::string twice = who + "九年级,8班,钱试二,99018120130204103X,12\n" + who +
                            "七年级,1班,孙试三,990181201303071046,13800000003\n" + who +
                            "七年级,1班,钱试二,99018120130204103X,13800000002\n";
  const ImportOutcome outcome = office.import_on("2026-11-21", {office.file("late.csv", head + twice)});
  CHECK(outcome.total().rows == 3);
  CHECK(outcome.total().rejected == 2);
  CHECK(outcome.total().changed == 1);
  for (const Problem& problem : outcome.files.front().problems) CHECK(problem.code != "W_PHONE_FORMAT");
  CHECK(office.rows("SELECT count(*) FROM classes WHERE class_code LIKE '9990180001/9/%'") == "0\n");
  CHECK(office.rows("SELECT class, phone FROM students WHERE student_name = '钱试二'") == "1班,10000000001\n");
  CHECK(office.rows("SELECT DISTINCT student FROM t_student_change") ==
        office.rows("SELECT id FROM t_student WHERE name = '孙试三'"));
}

TEST_CASE("a number that a spreadsheet rounded casts doubt on those above it") {
  Office office;
  office.import_on("2026-11-20", {hazards + "units.csv"});
  const std::string head = "学校名称,年级,班级,姓名,身份证件号\n", who = school + ",七年级,1班,";
  // The first passes its check by chance; the second cannot.
  const ImportOutcome outcome = office.import_on(
      "2026-11-20",
      {office.file("rounded.csv", head + who + "甲甲,990181201302043000\n" + who + "乙乙,990181201303071000\n")});
  CHECK(outcome.total().provisional == 2);
  CHECK(outcome.total().accepted == 0);
}

TEST_CASE("importing the same files again changes nothing, whatever they hold") {
  Office office;
  const std::vector<std::string> files = one_of_each(office);
  const RowCounts first = office.import_on("2026-11-20", files).total();
  CHECK(first.rejected == 0);
  CHECK(first.added == 6 + 1 + 2 + 1);
  const std::string before = everything(office);
  const std::int64_t entries = office.entries();
  const RowCounts again = office.import_on("2026-11-21", files).total();
  CHECK(again.rows == first.rows);
  CHECK(again.added + again.changed + again.rejected + again.vanished == 0);
  CHECK(again.unchanged == again.rows);
  CHECK(everything(office) == before);
  CHECK(office.entries() == entries);
}

TEST_CASE("in whatever order the files stand, the same comes of them") {
  Office straight, reversed;
  straight.import_on("2026-11-20", one_of_each(straight));
  std::vector<std::string> files = one_of_each(reversed);
  std::reverse(files.begin(), files.end());
  CHECK(reversed.import_on("2026-11-20", files).total().rejected == 0);
  CHECK(everything(reversed) == everything(straight));
}

TEST_CASE("a rehearsal counts the same and leaves every byte of the database alone") {
  Office office;
  const std::vector<std::string> files = one_of_each(office);
  const std::string before = office.database_bytes();
  const RowCounts tried = office.import_on("2026-11-20", files, Keep::nothing).total();
  CHECK(office.database_bytes() == before);
  CHECK(tried.added == office.import_on("2026-11-20", files).total().added);
}

TEST_CASE("a row that cannot be taken is kept as it stood, with its line and the reason") {
  Office office;
  const std::string text = header + school + ",七年级,1班,,,,河口村\n";
  const ImportedFile file = office.imported_on("2026-11-20", office.file("students.csv", text));
  std::vector<Reject> kept;
  each_reject(office.database, file.import_id, [&](const Reject& reject) {
    kept.push_back(reject);
    return true;
  });
  REQUIRE(kept.size() == 1);
  CHECK(kept.front().code == "R_NAME_MISSING");
  CHECK(kept.front().line == 2);
  CHECK(kept.front().cells == std::vector<std::string>{school, "七年级", "1班", "", "", "", "河口村"});
}

TEST_CASE("a corrected file of rejects is part of a roster: no one counts as missing from it") {
  Office office;
  office.import_on("2026-11-20", {office.file("students.csv", roster(40))});
  std::string mended = header;
  mended.back() = ',';
  mended += "来源文件,原行号,拒收代码,拒收原因\n" + school +
            ",七年级,1班,新来生,,2013-02-04,青石镇柳树村,名册.csv,42,R_NAME_MISSING,没有姓名\n";
  const ImportedFile file = office.imported_on("2026-11-20", office.file("back.csv", mended));
  CHECK(file.counts.added == 1);
  CHECK(file.counts.vanished == 0);
  for (const Problem& problem : file.problems) CHECK(problem.code == "W_ID_MISSING");
}

TEST_CASE(
    "a roster that lacks a third of last week's pupils is stopped, unless someone says that it is "
    "right") {
  Office office;
  office.import_on("2026-11-20", {office.file("students.csv", roster(40))});
  const std::int64_t entries = office.entries();
  ImportRequest request;
  request.files = {office.file("fewer.csv", roster(28))};
  CHECK(refusal([&] { office.import_on("2026-11-21", request); }) == "snapshot-guard");
  CHECK(office.entries() == entries);
  request.accept = true;
  CHECK(office.import_on("2026-11-21", request).total().vanished == 12);
  CHECK(office.count("students") == 40);
}

TEST_CASE(
    "a pupil whose grade is not known waits in a class of the school; no one takes him for one "
    "without a school") {
  Office office;
  const std::string no_grade = header + school + ",,1班,钱试二,99018120130204103X,,\n";
  const std::string with_grade = header + school + ",七年级,1班,钱试二,99018120130204103X,,\n";
  CHECK(office.import_on("2026-11-20", {office.file("a.csv", no_grade)}).total().accepted == 1);
  CHECK(office.rows("SELECT grade, class, enrolment FROM students") == "年级不明,1班,enrolled\n");
  office.import_on("2026-11-20", {office.file("b.csv", with_grade)});
  CHECK(office.rows("SELECT grade, class FROM students") == "七年级,1班\n");
  office.import_on("2026-11-20", {office.file("c.csv", no_grade + school + ",七年级,1班,孙试三,,,\n")});
  CHECK(office.rows("SELECT grade, class FROM students WHERE student_name = '钱试二'") == "七年级,1班\n");
}

TEST_CASE("a provisional pupil whose id number comes in later is still one child") {
  Office office;
  const std::string row = school + ",七年级,1班,钱试二,";
  office.import_on("2026-11-20", {office.file("a.csv", header + row + "待办理,2013-02-04,\n")});
  CHECK(office.rows("SELECT provisional FROM students") == "1\n");
  office.import_on("2026-11-21", {office.file("b.csv", header + row + "99018120130204103X,2013-02-04,\n")});
  CHECK(office.rows("SELECT id_number, provisional FROM students") == "99018120130204103X,0\n");
}

TEST_CASE(
    "attendance of days to come, outside every calendar, or of no one known is turned back row by "
    "row") {
  Office office;
  office.enrol();
  const std::string text =
      "日期,学校名称,年级,班级,姓名,时段,状态\n"
      "2026-11-16,石桥市第一初级中学,七年级,1班,钱试二,上午,无故\n"
      "2026-11-24,石桥市第一初级中学,七年级,1班,钱试二,上午,无故\n"
      "2019-11-18,石桥市第一初级中学,七年级,1班,钱试二,上午,无故\n"
      "2026-11-16,石桥市第一初级中学,七年级,1班,无名氏,上午,无故\n"
      "2026-11-16,石桥市第一初级中学,七年级,9班,,全天,全勤\n";
  const ImportedFile file = office.imported_on("2026-11-20", office.file("a.csv", text));
  std::string codes;
  for (const Reject& reject : Office::all(file.rejects)) codes += reject.code + " ";
  CHECK(codes == "R_FUTURE_DATE R_OUTSIDE_CALENDAR R_UNKNOWN_PUPIL R_UNKNOWN_UNIT ");
  CHECK(office.rows("SELECT day, student_name, session FROM absences") == "2026-11-16,钱试二,am\n");
}

TEST_CASE("a roster without a column leaves that field of every pupil as it is") {
  Office office;
  const std::string all =
      "SELECT student_code, id_number, xueji, sex, birth, ethnicity, class_code, town, village, address, hukou, phone, "
      "guardian, "
      "guardian_relation, guardian_phone, boarding, special, enrolment FROM students";
  office.import_on(
      "2026-11-20",
      {office.file("whole.csv",
                   "学校名称,年级,班级,姓名,身份证件号,所在村,现住址,户籍地址,联系电话,成员1姓名,成员1关系,"
                   "成员1联系电话,就读方式,是否留守儿童,单亲,学籍状态,民族\n" +
                       school +
                       ",七年级,1班,钱试二,99018120130204103X,青石镇柳树村,青石镇柳树村1号,青石镇,"
                       "10000000001,钱家长二,父,10000000002,住校,是,是,休学,回族\n")});
  const std::string before = office.rows(all);
  REQUIRE(before.find("柳树村,青石镇柳树村1号,青石镇,10000000001,钱家长二,父,10000000002,1,留守、单亲,suspended") !=
          std::string::npos);
  const std::string narrow = "学校名称,年级,班级,姓名,身份证件号\n" + school + ",七年级,1班,";
  const RowCounts counts =
      office.import_on("2026-11-21", {office.file("narrow.csv", narrow + "钱试二,99018120130204103X\n")}).total();
  CHECK(counts.unchanged == 1);
  CHECK(office.rows(all) == before);
  SUBCASE("a column that is there and an empty cell of it empty the field") {
    office.import_on("2026-11-22",
                     {office.file("empty.csv", "学校名称,年级,班级,姓名,身份证件号,成员1姓名,单亲\n" + school +
                                                   ",七年级,1班,钱试二,99018120130204103X,,\n")});
    CHECK(office.rows("SELECT guardian, guardian_relation, special FROM students") == ",父,留守\n");
  }
  SUBCASE("whom a roster places in another class goes to school there") {
    office.import_on("2026-11-22", {office.file("moved.csv", "学校名称,年级,班级,姓名,身份证件号\n" + school +
                                                                 ",七年级,2班,钱试二,99018120130204103X\n")});
    CHECK(office.rows("SELECT class, guardian, enrolment FROM students") == "2班,钱家长二,enrolled\n");
  }
}

TEST_CASE("what a roster says in a column of its own is entered, and a roster without the column leaves it") {
  Office office;
  const Layout students = layouts({}).at(2);
  std::string headers = "学校名称,年级,班级,姓名,身份证件号";
  std::string cells = school + ",七年级,1班,钱试二,99018120130204103X";
  Student wanted;
  int columns = 0;
  for (const FieldColumns& one : plain_columns()) {
    const auto rule =
        std::ranges::find_if(students.columns, [&](const ColumnRule& r) { return r.column == one.column; });
    REQUIRE(rule != students.columns.end());
    const bool is_flag = std::holds_alternative<bool Student::*>(one.field->member);
    const bool is_phone = one.field->spelling == StudentField::Spelling::phones;
    const std::string number = std::to_string(10'000'000'001 + columns++);
    const std::string value = is_flag ? "1" : is_phone ? number : rule->headers.front() + number;
    headers += "," + rule->headers.front();
    cells += "," + value;
    set_field(wanted, one.field->name, value);
  }
  CHECK(columns == 8);
  const auto check_all = [&] {
    Statement row(office.database, select_students());
    REQUIRE(row.step());
    const Student found = student_in(row);
    for (const FieldColumns& one : plain_columns()) {
      CAPTURE(one.field->name);
      std::visit([&](auto member) { CHECK(found.*member == wanted.*member); }, one.field->member);
    }
  };
  office.import_on("2026-11-20", {office.file("whole.csv", headers + "\n" + cells + "\n")});
  check_all();
  office.import_on("2026-11-21", {office.file("narrow.csv", "学校名称,年级,班级,姓名,身份证件号\n" + school +
                                                                ",七年级,1班,钱试二,99018120130204103X\n")});
  check_all();
}

TEST_CASE("a cell that no one can read leaves what is known of the pupil as it is") {
  Office office;
  const std::string head = "学校名称,年级,班级,姓名,全国学籍号,性别,出生日期,现住址,联系电话,就读方式,学籍状态\n" +
                           school + ",七年级,1班,钱试二,G99018120130204103X,";
  office.import_on("2026-11-20",
                   {office.file("a.csv", head + "女,2013-02-04,青石镇柳树村1号,13800000001,住校,休学\n")});
  const std::string all =
      "SELECT sex, birth, address, village, phone, guardian_phone, boarding, enrolment FROM students";
  const std::string before = office.rows(all);
  REQUIRE(before == "female,2013-02-04,青石镇柳树村1号,柳树村,13800000001,13800000001,1,suspended\n");
  const ImportOutcome outcome = office.import_on(
      "2026-11-21", {office.file("b.csv", head + "不明,03/04/2013,青石\uFFFD\uFFFD村,12,看情况,疑似辍学\n")});
  CHECK(office.rows(all) == before);
  CHECK(outcome.total().unchanged == 1);
  CHECK(office.rows("SELECT count(*) FROM data_issues") == "7\n");  // and no id number
}

TEST_CASE("a roster with the same word for every name does not keep anyone waiting") {
  Office office;
  office.import_on("2026-11-20", {hazards + "units.csv"});
  // Compared with each other, five thousand pupils of one name would be twenty-five million pairs.
  const auto boys = [](const std::string& phone) {
    std::string text = "学校名称,年级,班级,姓名,出生日期,联系电话\n";
    for (int i = 0; i < 5000; ++i)
      text += school + ",七年级,1班,男," + (*Day::of(2000, 1, 1) + i).iso() + "," + phone + "\n";
    return text;
  };
  CHECK(office.import_on("2026-11-20", {office.file("a.csv", boys("13800000001"))}).total().added == 5000);
  CHECK(office.import_on("2026-11-21", {office.file("b.csv", boys("13800000002"))}).total().changed == 5000);
}

TEST_CASE("the same cells under another header are not the same row") {
  Office office;
  const std::string cells = school + ",七年级,1班,钱试二,99018120130204103X,10000000001\n";
  office.import_on("2026-11-20", {office.file("own.csv", "学校名称,年级,班级,姓名,身份证件号,联系电话\n" + cells)});
  office.import_on("2026-11-21",
                   {office.file("guardian.csv", "学校名称,年级,班级,姓名,身份证件号,成员1姓名\n" + cells)});
  CHECK(office.rows("SELECT phone, guardian FROM students") == "10000000001,10000000001\n");
}

TEST_CASE("a pupil found by his 学籍号 keeps what his id number says") {
  Office office;
  const std::string head = "学校名称,年级,班级,姓名,全国学籍号,身份证件号,出生日期\n" + school + ",七年级,1班,钱试二,";
  office.import_on("2026-11-20", {office.file("a.csv", head + "G99018120130204103X,99018120130204103X,2013-02-04\n")});
  office.import_on("2026-11-21", {office.file("b.csv", head + "G99018120130204103X,,\n")});
  CHECK(office.rows("SELECT id_number, birth, sex FROM students") == "99018120130204103X,2013-02-04,male\n");
}

TEST_CASE("a new school that is to be entered from a roster without its code is asked for the code") {
  Office office;
  ImportRequest request;
  request.create_units = true;
  request.accept = true;
  request.files = {
      office.file("r.csv", "学校名称,年级,班级,姓名,身份证件号\n新桥小学,五年级,1班,钱试二,99018120130204103X\n")};
  const ImportOutcome outcome = office.import_on("2026-09-10", request);
  REQUIRE(outcome.files.front().problems.size() == 1);
  const Problem& problem = outcome.files.front().problems.front();
  CHECK(problem.code == "R_UNKNOWN_UNIT");
  CHECK(problem.remedy.zh.find("学校标识码") != std::string::npos);
}
