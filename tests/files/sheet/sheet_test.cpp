#include "files/sheet/sheet.h"

#include <doctest/doctest.h>

#include "files/input/workbook_bytes.h"
#include "files/sheet/roster_text.h"

using namespace ksbx;

namespace {

Sheet sheet_of(std::string text, const SheetOptions& options = {}) {
  return Sheet::of_bytes(std::move(text), "表.csv", layouts({}), options);
}

std::string refusal(const std::string& text, const SheetOptions& options = {}) {
  return refusal_of([&] { sheet_of(text, options); });
}

// "2:钱试二 3:孙试三(R_TOO_MANY_CELLS)"
std::string names_of(Sheet& sheet) {
  std::string all;
  while (const Row* row = sheet.next()) {
    all += (all.empty() ? "" : " ") + std::to_string(row->line()) + ":" + std::string(row->cell(ColumnName::name));
    if (!row->problems().empty()) all += "(" + codes_of(row->problems()) + ")";
  }
  return all;
}

std::string without_line_end(std::string row) {
  row.pop_back();
  return row;
}

}  // namespace

TEST_CASE("cells are found by the name of their column, wherever it stands") {
  Sheet sheet = sheet_of("联系电话,姓名,学校\n10000000001,钱试二,一中\n");
  CHECK(sheet.layout().name == "students");
  const Row* row = sheet.next();
  REQUIRE(row != nullptr);
  CHECK(row->cell(ColumnName::name) == "钱试二");
  CHECK(row->cell(ColumnName::phone) == "10000000001");
  CHECK(row->cell(ColumnName::grade).empty());
  CHECK(row->origin(ColumnName::name) == Origin{"表.csv", 2, 2});
  CHECK(sheet.header(ColumnName::school_name) == "学校");
  CHECK(sheet.header(ColumnName::grade) == "年级");
  CHECK_FALSE(sheet.has(ColumnName::grade));
  CHECK(sheet.next() == nullptr);
  CHECK(sheet.next() == nullptr);
}

TEST_CASE("titles above the header and totals below it are reported, not read") {
  std::string title = "石桥市第一初级中学花名册,,,,,,,,,,\n学校：,石桥市第一初级中学,年级,七年级,班级,1班,,,,,\n\n";
  std::string totals = "合 计,,,,2人,,,,,,\n\n填表人：钱老师,,,审核人：孙校长,,,,,,,\n共2人\n";
  Sheet sheet =
      sheet_of(title + student_header + student_row("钱试二") + ",,,,,,,,,,\n" + student_row("孙试三") + totals);
  CHECK(sheet.header_line() == 4);
  CHECK(names_of(sheet) == "5:钱试二 7:孙试三");
  CHECK(codes_of(sheet.problems()) ==
        "W_FOOTER_SKIPPED W_FOOTER_SKIPPED W_FOOTER_SKIPPED W_SKIPPED_ABOVE_HEADER "
        "W_SKIPPED_ABOVE_HEADER "
        "W_SKIPPED_ABOVE_HEADER");
  CHECK(sheet.problems().front().excerpt == "石桥市第一初级中学花名册");
  CHECK(sheet.rows() == 2);
}

TEST_CASE("who signs and seals a table is no child of it") {
  for (const char* words :
       {"村委会（盖章）", "柳树村村民委员会（公章）", "主要领导签字：", "单位审核人：", "村 干 部 签 字"}) {
    CAPTURE(words);
    Sheet sheet = sheet_of(student_header + student_row("钱试二") + words + ",,,,,,,,,,\n" + student_row("孙试三"));
    CHECK(names_of(sheet) == "2:钱试二 4:孙试三");
    CHECK(codes_of(sheet.problems()) == "W_FOOTER_SKIPPED");
  }
}

TEST_CASE("备注 beside the state is the reason of an absence, unless another column is") {
  const auto reason_in = [](const std::string& text) {
    Sheet sheet = Sheet::of_bytes(text, "表.csv", layouts({}));
    const Row* row = sheet.next();
    return row == nullptr ? std::string() : std::string(row->cell(ColumnName::reason));
  };
  CHECK(reason_in("日期,学校,班级,姓名,状态,备注\n2026-11-10,一中,七1班,钱试二,病假,发烧\n") == "发烧");
  CHECK(reason_in("日期,学校,班级,姓名,状态,原因,备注\n2026-11-10,一中,七1班,钱试二,病假,发烧,有假条\n") == "发烧");
  CHECK(reason_in("日期,学校,班级,姓名,状态,备注,备注\n2026-11-10,一中,七1班,钱试二,病假,发烧,有假条\n").empty());
}

TEST_CASE("a child is never taken for a total") {
  Sheet sheet = sheet_of(
      "姓名,学校,身份证件号,年级,班级,性别,现住址\n合计,,99018120130204103X,,,,\n共试一,一中,,"
      "七年级,1班,男,\n钱试二,一中,,,,,\n");
  CHECK(names_of(sheet) == "2:合计 3:共试一 4:钱试二");
  CHECK(sheet.problems().empty());
}

TEST_CASE("a header that is printed again on every page is skipped") {
  Sheet sheet = sheet_of(student_header + student_row("钱试二") + student_header + student_row("孙试三"));
  CHECK(names_of(sheet) == "2:钱试二 4:孙试三");
  CHECK(codes_of(sheet.problems()) == "W_REPEATED_HEADER");
}

TEST_CASE("the shape of each row is judged") {
  std::string short_row = "9990180001,石桥市第一初级中学,七年级,1班,短试一\n";
  Sheet sheet = sheet_of(student_header + short_row + without_line_end(student_row("长试二")) + ",多出一格\n" +
                         without_line_end(student_row("空试三")) + ",,\n" + student_row("引试四", "青石镇\"小\"街") +
                         student_row("乱试五", "\"青石镇\"小街") + student_row("好试六"));
  CHECK(names_of(sheet) ==
        "2:短试一(W_SHORT_ROW) 3:长试二(R_TOO_MANY_CELLS) 4:空试三 5:引试四(W_BARE_QUOTE) "
        "6:乱试五(R_STRAY_QUOTE) 7:好试六");
  CHECK(sheet.problems().empty());
}

TEST_CASE("only what cannot be trusted is an error in a row") {
  Sheet sheet = sheet_of(student_header + "9990180001,,,,短试一\n" + without_line_end(student_row("长试二")) + ",x\n");
  CHECK_FALSE(has_errors(sheet.next()->problems()));
  const Row* long_row = sheet.next();
  CHECK(has_errors(long_row->problems()));
  CHECK(long_row->problems().front().origin == Origin{"表.csv", 3, 12});
  CHECK(long_row->cells().size() == 12);
}

TEST_CASE("a file that cannot be read as a roster is refused as a whole") {
  CHECK(refusal("\n\n \n") == "E_EMPTY");
  CHECK(refusal(std::string(3'000'000, 'x')) == "E_NO_HEADER");  // its only cell is too long to be kept
  CHECK(refusal(student_row("钱试二")) == "E_NO_HEADER");
  CHECK(refusal("学校标识码,年级,班级,性别\n") == "E_MISSING_COLUMN");
  CHECK(refusal("姓名,学校,联系电话,联系电话\n") == "E_DUPLICATE_HEADER");
  CHECK(refusal("姓名,学校,性别,备注,备注\n") == "nothing");
  std::string below(25, '\n');
  CHECK(refusal(below + student_header) == "E_NO_HEADER");
}

TEST_CASE("a missing column is reported with the most similar one") {
  try {
    sheet_of("学校标识码,年级,班级,性别,学生姓各\n");
    FAIL("was not refused");
  } catch (const Error& error) {
    const Problem& problem = error.problems().front();
    CHECK(problem.what.zh == "学生花名册缺少必需的列：姓名。");
    CHECK(problem.remedy.zh.find("“学生姓各”是不是姓名") != std::string::npos);
  }
}

TEST_CASE("a kind that the user names is not guessed, and what he says need not be in the file") {
  std::string list = "姓名,班级,状态\n钱试二,1班,病假\n";
  SheetOptions attendance;
  attendance.layout = "attendance";
  CHECK(refusal(list, attendance) == "E_MISSING_COLUMN");
  attendance.given = {ColumnName::date};
  Sheet sheet = sheet_of(list, attendance);
  CHECK(sheet.layout().kind == RosterKind::attendance);
  CHECK(sheet.next()->cell(ColumnName::attendance) == "病假");
}

TEST_CASE("a header without rows is a warning for the caller to judge") {
  Sheet sheet = sheet_of(student_header);
  CHECK(sheet.next() == nullptr);
  CHECK(codes_of(sheet.problems()) == "W_NO_ROWS");
}

TEST_CASE("the fields of a record kind are found by their label") {
  RecordKind kind;
  kind.kind = "contact";
  kind.label = {"联系", "contact"};
  Field mode;
  mode.name = "mode";
  mode.label = {"方式", "mode"};
  kind.fields = {mode};
  Sheet sheet = Sheet::of_bytes("日期,姓名,记录人,方式\n2026-10-12,钱试二,王老师,家访\n", "表.csv", layouts({kind}));
  CHECK(sheet.layout().name == "contact");
  const Row* row = sheet.next();
  REQUIRE(row != nullptr);
  CHECK(row->field(0) == "家访");
  CHECK(row->field_origin(0) == Origin{"表.csv", 2, 4});
  CHECK(row->cell(ColumnName::by) == "王老师");
}

TEST_CASE("a form about one child is read as a list of one row, labels to the left") {
  RecordKind kind;
  kind.kind = "contact";
  kind.label = {"联系", "contact"};
  Field mode;
  mode.name = "mode";
  mode.label = {"方式", "mode"};
  kind.fields = {mode};
  const std::string form =
      "家访记录单,,,\n学生姓名,李试豪,班级,七(1)班\n日期,2026-10-14,记录人,苏老师\n方式：,电话,角色,班主任\n";
  Sheet sheet = Sheet::of_bytes(form + "家长签字,,教师签字,苏老师\n", "表.csv", layouts({kind}));
  CHECK(sheet.layout().name == "contact");
  const Row* row = sheet.next();
  REQUIRE(row != nullptr);
  CHECK(row->cell(ColumnName::name) == "李试豪");
  CHECK(row->cell(ColumnName::school_class) == "七(1)班");
  CHECK(row->cell(ColumnName::date) == "2026-10-14");
  CHECK(row->cell(ColumnName::by) == "苏老师");
  CHECK(row->cell(ColumnName::by_role) == "班主任");
  CHECK(row->field(0) == "电话");
  CHECK(row->field_origin(0) == Origin{"表.csv", 2, 2});
  CHECK(sheet.next() == nullptr);
  CHECK(codes_of(sheet.problems()) == "W_FOOTER_SKIPPED W_SKIPPED_ABOVE_HEADER");
}

TEST_CASE("a form about one child that is not a label and a cell each is refused with what to do") {
  RecordKind kind;
  kind.kind = "contact";
  kind.label = {"联系", "contact"};
  try {
    Sheet::of_bytes("学生姓名,李试豪,班级,七(1)班\n日期,2026-10-14,记录人,苏老师\n谈话经过,,,\n孩子不想读书,,,\n",
                    "表.csv", layouts({kind}));
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(codes_of(error.problems()) == "E_NO_HEADER");
    CHECK(error.problems().front().origin.line == 1);
    CHECK(error.problems().front().remedy.zh.find("左边栏目") != std::string::npos);
  }
}

TEST_CASE("a list below a line of labels is no form about one child") {
  Sheet sheet = Sheet::of_bytes("班级,七1班,日期,2026-11-10\n日期,学校,姓名,状态\n2026-11-10,一中,钱试二,旷课\n",
                                "表.csv", layouts({}));
  CHECK(sheet.layout().kind == RosterKind::attendance);
}

TEST_CASE("a header of two rows is put together, and no one's mother is taken for the pupil") {
  Sheet sheet = sheet_of(
      "石桥市第一初级中学花名册,,,,,,,\n学校,年级,班级,学生信息,,监护人,,母亲,\n,,,姓名,性别,姓名,电话,姓名,电话\n"
      "一中,七年级,1班,钱试二,男,钱家长,10000000001,钱母亲,10000000002\n");
  CHECK(sheet.header_line() == 3);
  CHECK(sheet.headers() == std::vector<std::string>{"学校", "年级", "班级", "学生姓名", "性别", "监护人姓名",
                                                    "监护人电话", "母亲姓名", "母亲电话"});
  const Row* row = sheet.next();
  REQUIRE(row != nullptr);
  CHECK(row->line() == 4);
  CHECK(row->cell(ColumnName::name) == "钱试二");
  CHECK(row->cell(ColumnName::guardian) == "钱家长");
  CHECK(row->cell(ColumnName::guardian_phone) == "10000000001");
  CHECK(codes_of(sheet.problems()) == "W_IGNORED_COLUMNS W_IGNORED_COLUMNS W_SKIPPED_ABOVE_HEADER");
}

TEST_CASE("many columns that are not read are named in one line, a few each with its place") {
  const auto told = [](const std::string& headers) {
    Sheet sheet = sheet_of("学校,班级,姓名" + headers + "\n一中,七(1)班,钱试二\n");
    names_of(sheet);
    std::string all;
    for (const Problem& problem : sheet.problems())
      if (problem.code == "W_IGNORED_COLUMNS") all += formatted("{} {}\n", problem.origin.column, problem.what.zh);
    return all;
  };
  CHECK(told(",血型,特长") == "4 “血型”这一列不需要，没有读取。\n5 “特长”这一列不需要，没有读取。\n");
  CHECK(told(",血型,特长,,邮箱,爱好,鞋码") == "0 这些列不需要，没有读取：血型、特长、邮箱、爱好、鞋码。\n");
  SheetOptions own;
  own.untold = {"原行号"};
  Sheet mended = sheet_of("学校,班级,姓名,原行号\n一中,七(1)班,钱试二,3\n", own);
  names_of(mended);
  CHECK(codes_of(mended.problems()).empty());
}

TEST_CASE("a group over one column is a header of two rows, too, and the first pupil is none") {
  Sheet one = sheet_of("学校,班级,姓名,监护人\n,,,电话\n一中,1班,钱试二,10000000001\n");
  CHECK(one.next()->cell(ColumnName::guardian_phone) == "10000000001");
  Sheet plain = sheet_of("学校,班级,姓名,监护人\n一中,,钱试二,\n");
  CHECK(names_of(plain) == "2:钱试二");
}

TEST_CASE("numbered lines for more children than there are, are no children") {
  Sheet sheet = sheet_of("序号,学校,班级,姓名\n1,一中,1班,钱试二\n2,,,\n3,　,,\n,一中,1班,\n");
  CHECK(names_of(sheet) == "2:钱试二 5:");
}

TEST_CASE("what a person says of the headers goes before what is known of them") {
  SheetOptions said;
  said.mapping.headers = {
      {"联系电话#2", "phone"}, {"孩子", "姓名"}, {"学校", "-"}, {"就读于", "school_name"}, {"微信", "phone"}};
  Sheet sheet = sheet_of("就读于,学校,孩子,联系电话,联系电话\n一中,别处,钱试二,10000000001,10000000002\n", said);
  const Row* row = sheet.next();
  REQUIRE(row != nullptr);
  CHECK(row->cell(ColumnName::name) == "钱试二");
  CHECK(row->cell(ColumnName::school_name) == "一中");
  CHECK(row->cell(ColumnName::phone) == "10000000002");
  CHECK(codes_of(sheet.problems()) == "W_IGNORED_COLUMNS W_MAPPED_HEADER");
  // The rejects of such a file are read right without the mapping.
  Sheet again = sheet_of([&] {
    std::string text;
    for (const std::string& header : sheet.lasting_headers()) text += (text.empty() ? "" : ",") + header;
    return text + "\n一中,别处,钱试二,10000000001,10000000002\n";
  }());
  CHECK(again.next()->cell(ColumnName::phone) == "10000000002");
}

TEST_CASE("a file without a header is read by the columns that a person names") {
  SheetOptions said;
  said.columns = {"学校名称", "class", "姓名", "-", "身份证号"};
  Sheet sheet = sheet_of("一中,1班,钱试二,x,99018120130204103X\n一中,1班,孙试三,y,990181201303071046\n", said);
  CHECK(sheet.layout().name == "students");
  CHECK(names_of(sheet) == "1:钱试二 2:孙试三");
  CHECK(sheet.header_line() == 0);
  CHECK(sheet.problems().empty());
  CHECK(sheet.headers() == std::vector<std::string>{"学校名称", "班级", "姓名", "第4列", "身份证件号"});
  CHECK(refusal("学校,班级,姓名,备注,身份证号\n一中,1班,钱试二,,\n", said) == "E_UNEXPECTED_HEADER");
  said.columns = {"学校", "班急", "姓名"};
  CHECK(refusal("一中,1班,钱试二\n", said) == "E_NO_HEADER");
}

TEST_CASE("a row that is kept stays as it was when the sheet goes on") {
  Sheet sheet = sheet_of("姓名,学校,联系电话\n钱试二,一中,10000000001\n孙试三,\"第二\",\n");
  KeptRow kept;
  kept.keep(*sheet.next());
  const Row* second = sheet.next();
  CHECK(kept.row().cell(ColumnName::name) == "钱试二");
  CHECK(kept.row().cell(ColumnName::phone) == "10000000001");
  CHECK(kept.row().line() == 2);
  kept.keep(*second);
  CHECK(kept.row().cell(ColumnName::school_name) == "第二");
  CHECK(kept.row().origin(ColumnName::school_name) == Origin{"表.csv", 3, 2});
}

TEST_CASE("a header in English is answered with a mapping made of it") {
  try {
    Sheet::of_bytes("Full Name,DOB,Section,Remarks2\nWang,2012-01-01,1,x\n", "r.csv", layouts({}));
    FAIL("was read");
  } catch (const Error& error) {
    const Problem& problem = error.problems().front();
    CHECK(problem.code == "E_NO_HEADER");
    CHECK(problem.origin.line == 1);
    CHECK(problem.remedy.zh.find("--map \"Full Name=姓名\" --map \"DOB=出生日期\" --map \"Section=") !=
          std::string::npos);
  }
}

TEST_CASE(
    "a list of ten thousand columns is refused by name, in a text and in a workbook, and nothing of it is cut off") {
  std::string text = "学校名称,年级,班级,姓名,身份证件号,出生日期", cells;
  for (int i = 0; i < 10'000; ++i) {
    text += ",列" + std::to_string(i);
    cells += text_cell("列" + std::to_string(i));
  }
  CHECK(refusal(text + "\n一中,七年级,1班,钱试二,,2013-02-04\n") == "E_TOO_WIDE");
  std::string head = row_of({"学校名称", "年级", "班级", "姓名", "身份证件号", "出生日期"});
  head.insert(head.find("</row>"), cells);
  const std::string book = zipped(workbook_parts(head + row_of({"一中", "七年级", "1班", "钱试二", "", "2013-02-04"})));
  CHECK(refusal_of([&] { Sheet::of_bytes(book, "名册.xlsx", layouts({}), {}); }) == "E_TOO_WIDE");
  std::string most = "学校名称,年级,班级,姓名,身份证件号,出生日期";
  for (int i = 6; i < 256; ++i) most += ",列" + std::to_string(i);
  CHECK(refusal(most + "\n一中,七年级,1班,钱试二,,2013-02-04\n") == "nothing");
}
