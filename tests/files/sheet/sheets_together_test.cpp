// The sheets of a workbook that are read together: a sheet for each class is one roster.
#include <doctest/doctest.h>

#include "files/input/workbook_bytes.h"
#include "files/sheet/roster_text.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

const std::string class_head = row_of({"学校名称", "年级", "班级", "姓名", "身份证件号"});
const std::string class_sheet =
    class_head + row_of({"石桥市第一初级中学", "七年级", "1班", "钱试二", "99018120130204103X"});
const std::string staff_sheet =
    row_of({"姓名", "职务", "单位", "起始日期"}) + row_of({"孙老师", "校长", "石桥市第一初级中学", "2026-09-01"});
const std::string notes_sheet = row_of({"填表须知"}) + row_of({"一、证件号请用文本格式"});
const std::string without_names = row_of({"学校名称", "年级", "班级", "身份证件号", "监护人姓名"});

using Sheets = std::vector<std::pair<std::string, std::string>>;

std::vector<Sheet> all_opened(const Sheets& sheets, const SheetOptions& options = {}) {
  return Sheet::all_of_bytes(zipped(workbook_of(sheets)), "名册.xlsx", layouts({}), options);
}

SheetOptions saying(const std::string& worksheet) {
  SheetOptions options;
  options.worksheet = worksheet;
  return options;
}

// "students 1班, students 2班"
std::string all_read(const Sheets& sheets, const SheetOptions& options = {}) {
  std::string all;
  for (const Sheet& sheet : all_opened(sheets, options))
    all += (all.empty() ? "" : ", ") + sheet.layout().name + " " + sheet.worksheet();
  return all;
}

}  // namespace

TEST_CASE("a sheet for each class is read whole, and messages say which sheet a line is of") {
  std::vector<Sheet> sheets = all_opened({{"1班", class_sheet}, {"2班", class_sheet}});
  REQUIRE(sheets.size() == 2);
  const Row* row = sheets[1].next();
  REQUIRE(row != nullptr);
  CHECK(row->origin(ColumnName::name) == Origin{"名册.xlsx[2班]", 2, 4});
  CHECK(sheets[1].place() == "名册.xlsx[2班]");
}

TEST_CASE("explanations beside the classes are reported and not read") {
  const std::vector<Sheet> sheets = all_opened({{"填表须知", notes_sheet}, {"1班", class_sheet}, {"2班", class_sheet}});
  REQUIRE(sheets.size() == 2);
  CHECK(codes_of(sheets[0].problems()) == "W_SHEETS_IGNORED");
  CHECK(codes_of(sheets[1].problems()) == "");
}

TEST_CASE("one sheet alone keeps the name of its file") {
  CHECK(all_opened({{"须知", notes_sheet}, {"1班", class_sheet}}).front().place() == "名册.xlsx");
}

TEST_CASE("two kinds of rosters in a workbook are refused until a person says which, or that both are meant") {
  const Sheets both = {{"1班", class_sheet}, {"教师", staff_sheet}, {"2班", class_sheet}};
  try {
    all_opened(both);
    FAIL("was read");
  } catch (const Error& error) {
    const Problem& problem = error.problems().front();
    CHECK(problem.code == "E_SHEETS_DIFFER");
    CHECK(problem.what.zh.find("（1班、2班）") != std::string::npos);
    CHECK(problem.what.zh.find("（教师）") != std::string::npos);
    CHECK(problem.remedy.zh.find("--sheet 1班,2班；") != std::string::npos);
  }
  CHECK(all_read(both, saying("1班,2班")) == "students 1班, students 2班");
  CHECK(all_read(both, saying("教师")) == "staff 教师");
  CHECK(all_read(both, saying("all")) == "students 1班, staff 教师, students 2班");
  SheetOptions of_students;
  of_students.layout = "students";
  CHECK(all_read(both, of_students) == "students 1班, students 2班");
}

TEST_CASE("one class whose sheet cannot be used stops the whole workbook, and is named") {
  try {
    all_opened({{"1班", class_sheet}, {"2班", without_names}});
    FAIL("was read");
  } catch (const Error& error) {
    CHECK(error.problems().front().code == "E_MISSING_COLUMN");
    CHECK(error.problems().front().origin.file == "名册.xlsx[2班]");
  }
}

TEST_CASE("given columns are those of one sheet, so a person says which") {
  SheetOptions given;
  given.columns = {"name", "class", "school"};
  const std::string bare = row_of({"钱试二", "1班", "石桥市第一初级中学"});
  CHECK(refusal_of([&] { all_read({{"甲", bare}, {"乙", bare}}, given); }) == "E_SHEETS_DIFFER");
  CHECK(all_read({{"甲", bare}, {"空", ""}}, given) == "students 甲");
  given.worksheet = "甲,乙";
  CHECK(all_read({{"甲", bare}, {"乙", bare}}, given) == "students 甲, students 乙");
}

TEST_CASE("a sheet that is opened again keeps its name, and its workbook is not read again") {
  std::vector<Sheet> sheets = all_opened({{"1班", class_sheet}, {"2班", class_sheet}});
  SheetOptions again;
  again.worksheet = "2班";
  again.place = sheets[1].place();
  again.book = sheets[1].book();
  Sheet second = Sheet::open("没有这个文件.xlsx", layouts({}), again);
  CHECK(second.place() == "名册.xlsx[2班]");
  CHECK(second.next() != nullptr);
}
