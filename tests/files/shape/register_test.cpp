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
  CHECK(codes_after(sheet_of(text)) == "W_FROM_TITLE W_FROM_TITLE W_FROM_TITLE W_IGNORED_COLUMNS");
}

TEST_CASE("how many empty cells count as present is known, unless a legend says what they mean") {
  const auto blanks = [](const std::string& text) {
    Sheet sheet = sheet_of(text);
    while (sheet.next() != nullptr) {
    }
    return sheet.blanks_as_there();
  };
  const std::string marks = "姓名,2,3,4\n钱试二,√,×,\n孙试三,√,,\n李试四,√,√,\n";
  CHECK(blanks(title + marks) == 1);
  CHECK(blanks(title + "说明：空白：出勤；√：出勤；×：旷课\n" + marks) == 0);
  CHECK(blanks("班级,姓名,日期,状态\n七年级1班,钱试二,2026-11-02,旷课\n") == 0);
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

TEST_CASE("the legend of a register may stand below the pupils, of several classes below the last one") {
  const std::string text =
      "七年级1班2026年11月,,\n姓名,2,3,4,5,6\n钱试二,K,,,,\n班主任：孙老师\n\n七年级2班,,\n姓名,2,3,4,5,6\n李试四,B,,,,"
      "\n图例：K＝旷课  "
      "B＝病假\n";
  CHECK(marks_of(sheet_of(text)) == "3:2 钱试二 2026-11-02 旷课\n8:2 李试四 2026-11-02 病假\n");
  CHECK(codes_after(sheet_of(text)) == "W_FOOTER_SKIPPED W_FROM_TITLE W_FROM_TITLE W_FROM_TITLE");
}

TEST_CASE("two legends that differ refuse a register") {
  const std::string first = "七年级1班2026年11月\n图例：△病假 ×旷课\n姓名,2,3,4,5,6\n钱试二,△,,,,\n";
  CHECK(refusal_of([&] { codes_after(sheet_of(first + "\n图例：△迟到 ×旷课\n")); }) == "E_LEGENDS_DIFFER");
  CHECK(refusal_of([&] { codes_after(sheet_of(first + "\n图例：△病假 ×旷课\n")); }) == "nothing");
}

TEST_CASE("halves of days stand in two columns or in two rows") {
  const std::string in_columns =
      "七1班2026年11月\n姓名,2,,3,\n,上午,下午,上午,下午\n钱试二,旷课,到校,,病假\n孙试三,到校,到校,,到校\n";
  CHECK(marks_of(sheet_of(in_columns)) ==
        "4:2 钱试二 2026-11-02上午 旷课\n4:3 钱试二 2026-11-02下午 到校\n4:5 钱试二 2026-11-03下午 病假\n"
        "5:2 孙试三 2026-11-02上午 到校\n5:3 孙试三 2026-11-02下午 到校\n5:5 孙试三 2026-11-03下午 到校\n");
  const std::string in_rows =
      "七1班\n姓名,午别,11月2日,11月3日\n钱试二,上午,旷课,\n,下午,,病假\n孙试三,上午,,\n,下午,,\n";
  CHECK(marks_of(sheet_of(in_rows)) ==
        "3:3 钱试二 2026-11-02上午 旷课\n4:4 钱试二 2026-11-03下午 病假\n5:3 孙试三 2026-11-02上午 出勤\n"
        "6:4 孙试三 2026-11-03下午 出勤\n");
}

TEST_CASE("a cell of a day that says both halves is a mark for each, and that it is read so is told once") {
  const std::string text =
      title + "图例：√到校 ×旷课 △病假\n姓名,2,3,4\n钱试二,√/×,√,上午旷，下午△\n孙试三,√,到/旷,√\n";
  CHECK(marks_of(sheet_of(text)) ==
        "4:3 钱试二 2026-11-03 到校\n4:2 钱试二 2026-11-02上午 到校\n4:4 钱试二 2026-11-04上午 旷\n"
        "4:2 钱试二 2026-11-02下午 旷课\n4:4 钱试二 2026-11-04下午 病假\n"
        "5:2 孙试三 2026-11-02 到校\n5:4 孙试三 2026-11-04 到校\n5:3 孙试三 2026-11-03上午 到\n"
        "5:3 孙试三 2026-11-03下午 旷\n");
  CHECK(codes_after(sheet_of(text)) == "W_FROM_TITLE W_FROM_TITLE W_FROM_TITLE W_HALVES_IN_CELL");
  // Of what is no two marks the cell stays as it is, for whoever reads it to judge.
  for (const char* cell : {"病假/流感", "1/2", "√/?", "上午下午旷", "√/×/√"}) {
    CAPTURE(cell);
    CHECK(marks_of(sheet_of(title + "姓名,2,3\n钱试二," + cell + ",√\n孙试三,√,√\n"))
              .starts_with(formatted("3:2 钱试二 2026-11-02 {}\n", cell)));
  }
}

TEST_CASE("上午 and 下午 beside 姓名 are the halves of the day that the title or a column of the table names") {
  const std::string of_title = "石桥市第一初级中学七年级1班2026年11月10日考勤表\n";
  CHECK(marks_of(sheet_of(of_title + "序号,姓名,上午,下午,备注\n1,钱试二,到,旷,\n2,孙试三,病假,到,发烧\n")) ==
        "3:3 钱试二 2026-11-10上午 到\n3:4 钱试二 2026-11-10下午 旷\n"
        "4:3 孙试三 2026-11-10上午 病假\n4:4 孙试三 2026-11-10下午 到\n");
  CHECK(marks_of(sheet_of(of_title + "姓名,早读,上午出勤情况,下午出勤情况,晚自习\n钱试二,旷,到,旷,旷\n")) ==
        "3:3 钱试二 2026-11-10上午 到\n3:4 钱试二 2026-11-10下午 旷\n");
  CHECK(marks_of(sheet_of("日期,班级,姓名,上午,下午\n2026-11-10,七1班,钱试二,到,旷\n"
                          "2026-11-11,七1班,钱试二,旷,病假\n2026-11-10,七1班,孙试三,,到\n")) ==
        "2:4 钱试二 2026-11-10上午 到\n2:5 钱试二 2026-11-10下午 旷\n3:4 钱试二 2026-11-11上午 旷\n"
        "3:5 钱试二 2026-11-11下午 病假\n4:4 孙试三 2026-11-10上午 出勤\n4:5 孙试三 2026-11-10下午 到\n");
  CHECK(marks_of(sheet_of("七1班\n姓名,上午,下午\n钱试二,旷,到\n", "表.csv", how({{"日期", "2026-11-10"}}))) ==
        "3:2 钱试二 2026-11-10上午 旷\n3:3 钱试二 2026-11-10下午 到\n");
  CHECK(refusal_of([] { sheet_of("七1班\n姓名,上午,下午\n钱试二,旷,到\n"); }) == "E_DATE_UNKNOWN");
  CHECK(marks_of(sheet_of("日期,班级,姓名,上午,下午,状态\n2026-11-10,七1班,钱试二,,,旷课\n")) ==
        "2:6 钱试二 2026-11-10 旷课\n");
}

TEST_CASE("the head of a register has days beside, above or under 姓名, months over them, and totals") {
  const struct {
    const char* head;
    const char* first;
  } heads[] = {
      {"姓名,2026-11-02,2026-11-03,合计", "2026-11-02"},
      {"日期/姓名,2日,3日,4日,备注", "2026-11-02"},
      {"序号,姓名,,\n,,11月2日（周一）,11月3日（周二）", "2026-11-02"},
      {"日期,2,3,4,5,6\n姓名,一,二,三,四,五", "2026-11-02"},
      {"姓名,10月,,11月,\n,29,30,2,3,4", "2026-10-29"},
      {"姓名,出勤情况,,,,\n,2,3,4,5,6", "2026-11-02"},
      {"姓名,11.2,11.3,11.4", "2026-11-02"},
      {"姓名,20261102,20261103", "2026-11-02"},
  };
  for (const auto& [head, first] : heads) {
    CAPTURE(head);
    const std::string before = std::string(head).starts_with("序号") ? "1,钱试二," : "钱试二,";
    Sheet sheet = sheet_of("七1班2026年11月\n" + std::string(head) + "\n" + before + "旷课\n");
    const Row* row = sheet.next();
    REQUIRE(row != nullptr);
    CHECK(row->cell(ColumnName::name) == "钱试二");
    CHECK(row->cell(ColumnName::date) == first);
    CHECK(row->cell(ColumnName::attendance) == "旷课");
  }
}

TEST_CASE("a register that does not say its month or class, or says two, is refused until it is given") {
  const std::string rows = "姓名,2,3,4,5,6\n钱试二,旷课,,,,\n";
  CHECK(refusal_of([&] { sheet_of("七1班\n" + rows); }) == "E_MONTH_UNKNOWN");
  CHECK(refusal_of([&] { sheet_of("七1班10月\n" + rows, "11月考勤.csv"); }) == "E_MONTH_UNKNOWN");
  CHECK(refusal_of([&] { sheet_of("七1班10月\n姓名,11月2日,11月3日\n钱试二,旷课,\n"); }) == "E_MONTH_UNKNOWN");
  CHECK(refusal_of([&] { sheet_of("11月\n" + rows); }) == "E_CLASS_UNKNOWN");
  CHECK(refusal_of([&] { sheet_of("七1班11月\n" + rows, "七2班.csv"); }) == "E_CLASS_UNKNOWN");
  const SheetOptions given = how({{"月份", "2026-10"}, {"班级", "七1班"}, {"学校", "一中"}});
  Sheet sheet = sheet_of("考勤\n" + rows, "七2班11月.csv", given);
  const Row* row = sheet.next();
  CHECK(row->cell(ColumnName::date) == "2026-10-02");
  CHECK(row->cell(ColumnName::school_class) == "七1班");
  CHECK(row->cell(ColumnName::school_name) == "一中");
  CHECK(refusal_of([&] { sheet_of("七1班11月\n班级,姓名,2,3,4,5,6\n七1班,钱试二,,,,,\n", "表.csv", given); }) ==
        "E_SET_COLUMN");
}

TEST_CASE("a month without a year is the latest that has begun, or that of the school year") {
  const auto first_day = [](const std::string& title_of_it) {
    Sheet sheet = sheet_of(title_of_it + "七1班\n姓名,2,3,4,5,6\n钱试二,旷课,,,,\n");
    return std::string(sheet.next()->cell(ColumnName::date));
  };
  CHECK(first_day("11月") == "2026-11-02");
  CHECK(first_day("12月") == "2025-12-02");
  CHECK(first_day("2025-2026学年11月") == "2025-11-02");
  CHECK(first_day("2025—2026学年第二学期 三月份") == "2026-03-02");
}

TEST_CASE("days that cannot be meant refuse a register, and so does a mark on a day that does not exist") {
  const auto refused = [](const std::string& head, const std::string& above = "七1班2026年11月\n") {
    return refusal_of([&] { sheet_of(above + head + "\n钱试二,旷课,旷课\n"); });
  };
  CHECK(refused("姓名,11月2日,11月2日") == "E_DAY_UNCLEAR");
  CHECK(refused("姓名,11.9,11.1,11.11") == "E_DAY_UNCLEAR");
  CHECK(refused("姓名,11月2日周二,11月3日周三") == "E_DAY_UNCLEAR");
  CHECK(refused("学校,班级,姓名,星期一,星期二,星期三,星期四,星期五") == "E_DAY_UNCLEAR");
  CHECK(refused("姓名,26,27,28,29,30,2,3") == "E_DAY_UNCLEAR");
  const std::string to_31 = "七1班2026年11月\n姓名,16,17,18,19,20,31\n钱试二,旷课,,,,,";
  CHECK(refusal_of([&] { codes_after(sheet_of(to_31 + "旷课\n")); }) == "E_DAY_UNCLEAR");
  CHECK(marks_of(sheet_of(to_31 + "\n")) == "3:2 钱试二 2026-11-16 旷课\n");
}

TEST_CASE("a weekday in the head that is another's is named with its column, and so is the one that is right") {
  const struct {
    const char* head;
    const char* contradiction;
    int line, column;
  } heads[] = {{"姓名,11月9日周一,11月10日周三", "“11月10日周三”：2026-11-10 是周二，不是周三", 2, 3},
               {"姓名,9,10,11,12,13\n星期,一,三,三,四,五", "“10”：2026-11-10 是周二，不是周三", 3, 3}};
  for (const auto& [head, contradiction, line, column] : heads) {
    CAPTURE(head);
    try {
      sheet_of("七1班2026年11月\n" + std::string(head) + "\n钱试二,旷课\n");
      FAIL("it was read");
    } catch (const Error& error) {
      const Problem& problem = error.problems().front();
      CHECK(problem.code == "E_DAY_UNCLEAR");
      CHECK(problem.what.zh.find(contradiction) != std::string::npos);
      CHECK(problem.origin.line == line);
      CHECK(problem.origin.column == column);
    }
  }
}

TEST_CASE("a title whose weekday is not that of its day refuses the file, and both are named") {
  const auto refused = [](const std::string& text) {
    try {
      codes_after(sheet_of(text));
    } catch (const Error& error) {
      return error.problems().front().what.zh;
    }
    return std::string("nothing");
  };
  const std::string halves = "姓名,上午,下午\n钱试二,到,旷\n",
                    list = "学校名称,班级,姓名,状态\n一中,七1班,钱试二,旷课\n",
                    report = "班级,应到,实到,缺勤学生姓名及原因\n七年级1班,12,11,张三（病假）\n";
  for (const std::string& table : {halves, list, report}) {
    CAPTURE(table);
    for (const char* wrong : {"七1班2026年11月10日（星期三）考勤\n", "七1班2026年11月10日 周三\n"}) {
      CAPTURE(wrong);
      CHECK(refused(wrong + table).find("第 1 行的标题：2026-11-10 是周二，不是周三") != std::string::npos);
    }
    for (const char* right : {"七1班2026年11月10日（星期二）考勤\n", "七1班2026年11月10日（周一至周五填写）\n",
                              "七1班2026年11月10日 每周一上报\n"}) {
      CAPTURE(right);
      CHECK(refused(right + table) == "nothing");
    }
  }
}

TEST_CASE("a name twice in a class is rejected, with both lines, unless numbers tell them apart") {
  Sheet sheet = sheet_of("七1班11月\n姓名,2,3,4,5,6\n钱试二,旷课,,,,\n孙试三,,,,,\n钱试二,,,,,\n");
  CHECK(marks_of(std::move(sheet)) ==
        "3:2 钱试二 2026-11-02 旷课(R_NAME_TWICE)\n4:2 孙试三 2026-11-02 出勤\n"
        "5:2 钱试二 2026-11-02 出勤(R_NAME_TWICE)\n");
  CHECK(marks_of(sheet_of("七1班11月\n姓名,学籍号,2,3,4,5,6\n钱试二,G1,旷课,,,,\n钱试二,G2,,,,,\n")) ==
        "3:3 钱试二 2026-11-02 旷课\n4:3 钱试二 2026-11-02 出勤\n");
}

TEST_CASE("a pupil without any mark is not taken as present where the others have theirs") {
  const std::string text = "七1班11月\n姓名,2,3,4,5,6\n钱试二,到校,到校,,,\n孙试三,到校,到校,,,\n李试四,,,,,\n";
  CHECK(codes_after(sheet_of(text)) == "W_FROM_TITLE W_FROM_TITLE W_PUPIL_UNMARKED");
  CHECK(marks_of(sheet_of(text)).find("李试四") == std::string::npos);
}

TEST_CASE("a row that has slipped is rejected whole, and one that is cut short is told") {
  CHECK(marks_of(sheet_of("七1班11月\n姓名,2,3,4,5,6\n钱试二,到校,到校,,,,旷课\n")) ==
        "3:2 钱试二 2026-11-02 到校(R_TOO_MANY_CELLS)\n3:3 钱试二 2026-11-03 到校(R_TOO_MANY_CELLS)\n");
  CHECK(marks_of(sheet_of("七1班11月\n姓名,2,3,4,5,6\n钱试二,旷课,到校\n")) ==
        "3:2 钱试二 2026-11-02 旷课(W_SHORT_ROW)\n3:3 钱试二 2026-11-03 到校\n");
}

TEST_CASE("a register of ten thousand columns is refused by name") {
  std::string head = "姓名";
  for (int i = 0; i < 10'000; ++i) head += ",2026-11-02";
  CHECK(refusal_of([&] { sheet_of("七1班\n" + head + "\n钱试二,√\n"); }) == "E_TOO_WIDE");
}

TEST_CASE("every class of a large register is settled by itself, whatever its length") {
  std::string text = "学校,班级,姓名,11月2日,11月3日\n";
  for (int i = 0; i < 3000; ++i)
    text += formatted("一中,七{}班,生{},{},\n", i / 50 + 1, i, i % 50 == 0 && i >= 50 ? "旷课" : "");
  Sheet sheet = sheet_of(text);
  int rows = 0, absent = 0;
  while (const Row* row = sheet.next()) {
    ++rows;
    absent += row->cell(ColumnName::attendance) == "旷课";
    CHECK(row->cell(ColumnName::school_class) != "七1班");
  }
  CHECK(rows == 2950);
  CHECK(absent == 59);
}

TEST_CASE("a list takes its school, class or date from its title where no column has them") {
  Sheet roster =
      sheet_of("石桥市第一初级中学七年级(1)班学生花名册,,\n姓名,性别,身份证号\n钱试二,男,99018120130204103X\n");
  const Row* row = roster.next();
  REQUIRE(row != nullptr);
  CHECK(row->cell(ColumnName::school_name) == "石桥市第一初级中学");
  CHECK(row->cell(ColumnName::school_class) == "七年级(1)班");
  CHECK(row->origin(ColumnName::school_class) == Origin{"表.csv", 3, 0});
  CHECK(row->cells().size() == roster.headers().size());
  Sheet bracketed =
      sheet_of("石桥市第一初级中学学生花名册（七年级1班）,,\n姓名,性别,身份证号\n钱试二,男,99018120130204103X\n");
  CHECK(bracketed.next()->cell(ColumnName::school_class) == "七年级1班");
  CHECK(codes_after(std::move(bracketed)).find("W_FROM_TITLE") != std::string::npos);
  Sheet absent = sheet_of("缺勤学生名单（2026年11月10日）\n学校名称,班级,姓名,状态\n一中,七1班,钱试二,旷课\n");
  CHECK(absent.next()->cell(ColumnName::date) == "2026-11-10");
  CHECK(refusal_of([] { sheet_of("缺勤名单\n学校名称,班级,姓名,状态,原因\n一中,七1班,钱试二,旷课,\n"); }) ==
        "E_MISSING_COLUMN");
  Sheet given = sheet_of("学校名称,班级,姓名,状态\n一中,七1班,钱试二,旷课\n", "表.csv", how({{"date", "2026-11-10"}}));
  CHECK(given.next()->cell(ColumnName::date) == "2026-11-10");
  CHECK(refusal_of([] {
          sheet_of("日期,班级,姓名,状态\n", "表.csv", how({{"date", "2026-11-10"}}));
        }) == "E_SET_COLUMN");
}

TEST_CASE("a list of attendance whose first row names a class and no pupil is a list") {
  for (const char* row : {"2026-10-08,9990180001,七年级,1班,,全勤", "2026-10-08,9990180001,7,1,,全勤"}) {
    CAPTURE(row);
    CHECK(marks_of(sheet_of(std::string("日期,学校标识码,年级,班级,姓名,状态\n") + row + "\n")) ==
          "2:6  2026-10-08 全勤\n");
  }
  CHECK(sheet_of("学校,年级,班级,姓名,入学日期,出生日期\n一中,7,1,,2026-09-01,2013-02-04\n").layout().name ==
        "students");
}

TEST_CASE("a column of marks without a head refuses a register, whatever made the head empty") {
  const auto refused = [](const std::string& rest) { return refusal_of([&] { codes_after(sheet_of(title + rest)); }); };
  CHECK(refused("姓名,2,3,4,5,6,,7\n钱试二,√,√,√,√,√,×,√\n") == "E_DAY_UNCLEAR");
  CHECK(refused("姓名,11月9日,,,11月10日,,\n,早,中,晚,早,中,晚\n钱试二,√,×,√,√,√,√\n") == "E_DAY_UNCLEAR");
  CHECK(refused("姓名,2,3,4,5,6,,7\n钱试二,√,√,√,√,√,5,√\n") == "nothing");
}

TEST_CASE("days of another year than that of the title refuse a register, and so does 11.3 where 11.30 may be meant") {
  const auto refused = [](const std::string& head) {
    return refusal_of([&] { codes_after(sheet_of("七1班2026年11月\n" + head + "\n钱试二,旷课,旷课\n")); });
  };
  CHECK(refused("姓名,2025-11-10,2025-11-11") == "E_MONTH_UNKNOWN");
  CHECK(refused("姓名,2026-11-10,2026-11-11") == "nothing");
  CHECK(refused("姓名,11.3,12.1,12.2") == "E_DAY_UNCLEAR");
  CHECK(refused("姓名,11.3,11.10,11.11") == "nothing");
}

TEST_CASE("the half of the day that a title names is that of all days without one of their own") {
  CHECK(marks_of(sheet_of("七1班2026年11月下午考勤表\n姓名,2,3,4,5,6\n钱试二,旷课,,,,\n")) ==
        "3:2 钱试二 2026-11-02下午 旷课\n");
  CHECK(marks_of(sheet_of("七1班2026年11月考勤表，每天下午放学前上报\n姓名,2,3,4,5,6\n钱试二,旷课,,,,\n")) ==
        "3:2 钱试二 2026-11-02 旷课\n");
  CHECK(refusal_of([] { sheet_of("七1班11月上午考勤表\n姓名,2,3,4,5,6\n钱试二,旷课,,,,\n", "下午.csv"); }) ==
        "E_SESSION_UNCLEAR");
  CHECK(marks_of(sheet_of("2026年11月10日下午缺勤学生登记表\n学校名称,班级,姓名,状态\n一中,七1班,钱试二,旷课\n")) ==
        "3:4 钱试二 2026-11-10下午 旷课\n");
}

TEST_CASE("rows of totals, signatures and weather below the pupils are no pupils") {
  const std::string pupils = title + "序号,姓名,2,3,4,5,6\n1,钱试二,旷课,,,,\n";
  for (const char* row :
       {",缺勤合计,1,0,0,0,0", ",统计,1,0,0,0,0", ",日出勤率,99%,100%,100%,100%,100%", ",点名人签字,王老师,王老师,,,",
        ",教务处（盖章）,,,,,", "今日缺勤,,1,0,0,0,0", "天气,,晴,晴,晴,晴,晴"}) {
    CAPTURE(row);
    CHECK(marks_of(sheet_of(pupils + row + "\n")) == "3:3 钱试二 2026-11-02 旷课\n");
    CHECK(codes_after(sheet_of(pupils + row + "\n")).find("W_FOOTER_SKIPPED") != std::string::npos);
  }
}

TEST_CASE("rows of totals in the column of the classes are no pupils, whatever stands beside them") {
  const std::string pupils = "学校,年级,班级,姓名,11月9日,11月10日,11月11日\n一中,七年级,1班,钱试二,旷课,,\n";
  for (const char* row : {",,合计,,1,0,0", "一中,七年级,小计,1人,1,0,0", "一中,七年级,1班小计,,98%,100%,100%",
                          "一中,七年级合计,,12人,1,0,0", "一中,总 计,,,1人次,0,0"}) {
    CAPTURE(row);
    CHECK(marks_of(sheet_of(pupils + row + "\n")) == "2:5 钱试二 2026-11-09 旷课\n");
    CHECK(codes_after(sheet_of(pupils + row + "\n")).find("W_FOOTER_SKIPPED") != std::string::npos);
  }
  CHECK(marks_of(sheet_of("日期,学校名称,班级,姓名,状态\n2026-11-10,一中,七1班,钱试二,旷课\n2026-11-10,一中,合计,,1人\n"
                          "2026-11-10,一中,小计,2人,1人\n")) == "2:5 钱试二 2026-11-10 旷课\n");
}

TEST_CASE("what schools write beside a name is no part of it, unless it says that the pupil has left") {
  for (const char* written : {"钱试二（走读）", "钱试二(转入)", "钱试二*", "★钱试二", "钱试二 女", "钱试二"}) {
    CAPTURE(written);
    CHECK(marks_of(sheet_of(title + "姓名,2,3,4,5,6\n" + written + ",旷课,,,,\n")) == "3:2 钱试二 2026-11-02 旷课\n");
  }
  CHECK(marks_of(sheet_of(title + "姓名,2,3,4,5,6\n钱试二（已转走）,旷课,,,,\n")) ==
        "3:2 钱试二（已转走） 2026-11-02 旷课\n");
}

TEST_CASE("a class in two halves side by side is refused with what to do about it") {
  try {
    sheet_of(title + "姓名,2,3,4,5,6,姓名,2,3,4,5,6\n钱试二,√,√,√,√,√,孙试三,×,√,√,√,√\n");
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(error.problems().front().code == "E_DUPLICATE_HEADER");
    CHECK(error.problems().front().remedy.zh.find("右半边") != std::string::npos);
  }
}

TEST_CASE("blanks say nothing in a column of clock times, and in a list to sign") {
  CHECK(marks_of(sheet_of(title + "姓名,2,3,4,5,6\n钱试二,07:40,,,,\n孙试三,,√,,,\n")) ==
        "3:2 钱试二 2026-11-02 07:40\n3:3 钱试二 2026-11-03 出勤\n4:3 孙试三 2026-11-03 √\n");
  CHECK(marks_of(sheet_of("七年级1班2026年11月签到表\n姓名,2,3,4,5,6\n钱试二,√,,,,\n孙试三,√,√,,,\n")) ==
        "3:2 钱试二 2026-11-02 √\n4:2 孙试三 2026-11-02 √\n4:3 孙试三 2026-11-03 √\n");
}

TEST_CASE("a few √ among blanks are asked about, unless a legend says what both mean") {
  const auto rows = [](const char* legend) {
    std::string text = title + legend + "姓名,2,3,4,5,6\n钱试二,√,,,,\n";
    for (const char* name : {"孙试三", "李试四", "周试五", "吴试六"}) text += std::string(name) + ",,,,,\n";
    return text;
  };
  CHECK(refusal_of([&] { codes_after(sheet_of(rows(""))); }) == "E_MARK_UNCLEAR");
  CHECK(refusal_of([&] { codes_after(sheet_of(rows("图例：√旷课 空白：出勤\n"))); }) == "nothing");
  std::string dense = title + "姓名,2,3,4,5,6\n";
  for (const char* name : {"孙试三", "李试四", "周试五", "吴试六"}) dense += std::string(name) + ",√,√,√,√,√\n";
  CHECK(refusal_of([&] { codes_after(sheet_of(dense + "钱试二,√,,√,√,√\n")); }) == "nothing");
}

TEST_CASE("a column of reasons that holds 旷课 and 病假 is the state, and no one is advised to call all truants") {
  CHECK(marks_of(sheet_of("学校名称,班级,姓名,缺勤日期,缺勤原因\n一中,七1班,钱试二,2026-11-10,旷课\n"
                          "一中,七1班,孙试三,2026-11-10,病假\n")) ==
        "2:5 钱试二 2026-11-10 旷课\n3:5 孙试三 2026-11-10 病假\n");
  try {
    sheet_of("学校名称,班级,姓名,缺勤日期,缺勤原因\n一中,七1班,钱试二,2026-11-10,上网\n");
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(error.problems().front().code == "E_MISSING_COLUMN");
    CHECK(error.problems().front().remedy.zh.find("状态=待核实") != std::string::npos);
    CHECK(error.problems().front().remedy.zh.find("状态=旷课") == std::string::npos);
  }
}
