// Class registers with days across, read through Sheet as whoever imports them does.
#include <doctest/doctest.h>

#include "files/shape/find_shape.h"
#include "files/sheet/roster_text.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

SheetOptions how(std::vector<TypedCell> given = {}) {
  SheetOptions options;
  options.shape = find_shape;
  options.today = Day::of(2026, 11, 23);
  options.given_cells = std::move(given);
  return options;
}

Sheet sheet_of(std::string text, const std::string& name = "表.csv", const SheetOptions& options = how()) {
  return Sheet::of_bytes(std::move(text), name, layouts({}), options);
}

// "3:2 钱试二 2026-11-02 旷课" for each row: line and column of the mark, name, date and half, state.
std::string marks_of(Sheet sheet) {
  std::string all;
  while (const Row* row = sheet.next()) {
    const Origin at = row->origin(ColumnName::attendance);
    all += formatted("{}:{} {} {}{} {}", at.line, at.column, row->cell(ColumnName::name), row->cell(ColumnName::date),
                     row->cell(ColumnName::session), row->cell(ColumnName::attendance));
    if (!row->problems().empty()) all += "(" + codes_of(row->problems()) + ")";
    all += "\n";
  }
  return all;
}

std::string codes_after(Sheet sheet) {
  while (sheet.next() != nullptr) {
  }
  return codes_of(sheet.problems());
}

const std::string title = "石桥市第一初级中学七年级1班2026年11月学生考勤表\n";

}  // namespace

TEST_CASE("a class register is read as a row of attendance for each mark, with month and class of its title") {
  const std::string text =
      title + "图例：√出勤 ×旷课 △病假\n序号,姓名,2,3,4,5,6,出勤天数\n1,钱试二,√,×,,△,,3\n2,孙试三,√,√,√,,,4\n";
  Sheet sheet = sheet_of(text);
  CHECK(sheet.layout().name == "attendance");
  CHECK(sheet.header_line() == 3);
  const Row* row = sheet.next();
  REQUIRE(row != nullptr);
  CHECK(row->cell(ColumnName::school_name) == "石桥市第一初级中学");
  CHECK(row->cell(ColumnName::school_class) == "七年级1班");
  CHECK(
      marks_of(sheet_of(text)) ==
      "4:3 钱试二 2026-11-02 出勤\n4:4 钱试二 2026-11-03 旷课\n4:5 钱试二 2026-11-04 出勤\n4:6 钱试二 2026-11-05 病假\n"
      "5:3 孙试三 2026-11-02 出勤\n5:4 孙试三 2026-11-03 出勤\n5:5 孙试三 2026-11-04 出勤\n5:6 孙试三 2026-11-05 "
      "出勤\n");
  CHECK(codes_after(sheet_of(text)) == "W_FROM_TITLE W_FROM_TITLE W_FROM_TITLE W_IGNORED_COLUMNS W_IGNORED_COLUMNS");
}

TEST_CASE("an empty column says nothing, and an empty cell of a day to come neither") {
  const std::string text = title + "姓名,2,3,4,5,24\n钱试二,旷课,,,,病假\n孙试三,,,事假,,\n";
  CHECK(marks_of(sheet_of(text)) ==
        "3:2 钱试二 2026-11-02 旷课\n3:4 钱试二 2026-11-04 出勤\n3:6 钱试二 2026-11-24 病假\n"
        "4:2 孙试三 2026-11-02 出勤\n4:4 孙试三 2026-11-04 事假\n");
}

TEST_CASE("a table with days in its header is never a roster") {
  SheetOptions as_roster = how();
  as_roster.layout = "students";
  const std::string text = "学校名称,班级,姓名,身份证件号,11月2日,11月3日\n一中,七1班,钱试二,99018120130204103X,√,√\n";
  CHECK(refusal_of([&] { sheet_of(text, "表.csv", as_roster); }) == "E_OTHER_SHAPE");
  CHECK(sheet_of(text).layout().name == "attendance");
  CHECK(marks_of(sheet_of(text)) == "2:5 钱试二 2026-11-02 √\n2:6 钱试二 2026-11-03 √\n");
}

TEST_CASE("a roster with birth dates, and a list of attendance, stay what they are") {
  CHECK(sheet_of(student_header + student_row("钱试二")).layout().name == "students");
  CHECK(sheet_of("姓名,学校,出生日期,1,2,3\n钱试二,一中,2013-02-04,,,\n").layout().name == "students");
  Sheet list = sheet_of("日期,姓名,班级,状态\n2026-11-02,钱试二,七1班,旷课\n");
  CHECK(list.next()->cell(ColumnName::date) == "2026-11-02");
}
