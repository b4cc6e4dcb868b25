#include "files/cell/cell.h"

#include <doctest/doctest.h>

#include <vector>

#include "files/cell/cell_words.h"

using namespace ksbx;

namespace {

const Day autumn = *Day::parse("2026-11-23");

struct Case {
  std::string cell;
  std::string value;
  CellIssue issue = CellIssue::none;
};

template <class Read>
void check(const std::vector<Case>& cases, Read read) {
  for (const Case& c : cases) {
    CAPTURE(c.cell);
    Parsed<std::string> parsed = read(c.cell);
    CHECK(parsed.value == c.value);
    CHECK(parsed.issue == c.issue);
  }
}

std::string iso(const std::optional<Day>& day) {
  return day ? day->iso() : "";
}

}  // namespace

TEST_CASE("a name is the same however its dot and its spaces are written") {
  check({{"钱试二", "钱试二"},
         {"买买提·测试", "买买提·测试"},
         {"买买提•测试", "买买提·测试"},
         {"买买提・测试", "买买提·测试"},
         {"阿依古丽.测试", "阿依古丽·测试"},
         {"阿依古丽 · 测试", "阿依古丽·测试"},
         {"周 试", "周试"},
         {"　吴试六　", "吴试六"},
         {"'钱试二", "钱试二"},
         {"＇钱试二", "钱试二"},
         {"=\"钱试二\"", "钱试二"},
         {"阿依古丽。测试", "阿依古丽·测试"},
         {"阿依古丽‧测试", "阿依古丽·测试"},
         {"阿依古丽．测试", "阿依古丽·测试"},
         {"李〇一", "李〇一"},
         {"钱\n试二", "钱试二"},
         {"钱\u200B试二", "钱试二"},
         {"John  Smith", "John Smith"},
         {"\uE816试二", "𠂇试二"},
         {"李\uE863", "李䶮"},
         {"𬱖试三", "𬱖试三"}},
        read_name);
}

TEST_CASE("words that say nothing are no name") {
  for (const char* cell : {"NULL", "null", "#N/A", "—", "——", "不详", "无", "/", "*", "同上", "N/A"}) {
    CAPTURE(cell);
    CHECK(read_name(cell) == Parsed<std::string>{"", CellIssue::name_missing});
  }
}

TEST_CASE("a name with notes in it is kept and flagged, a destroyed one is not a name") {
  check({{"", "", CellIssue::name_missing},
         {" 　", "", CellIssue::name_missing},
         {"郑试七（女）", "郑试七（女）", CellIssue::name_suspect},
         {"王试八1", "王试八1", CellIssue::name_suspect},
         {"张?三", "张?三", CellIssue::name_suspect},
         {"张*三", "张*三", CellIssue::name_suspect},
         {"[王+月]试三", "[王+月]试三", CellIssue::name_suspect},
         {"⽅试三", "⽅试三", CellIssue::name_suspect},  // a radical, as copied from a PDF, not 方
         {"张", "张", CellIssue::name_suspect},
         {"锟斤拷锟", "锟斤拷锟", CellIssue::mojibake},
         {"\uFFFD\uFFFD二", "\uFFFD\uFFFD二", CellIssue::mojibake}},
        read_name);
}

TEST_CASE("an id number is read through what spreadsheets and people put around it") {
  const std::string id = "99018120130204103X";
  for (const char* cell : {"99018120130204103X", "99018120130204103x", "'99018120130204103X", "‘99018120130204103X",
                           "=\"99018120130204103X\"", "\t99018120130204103X ", "９９０１８１２０１３０２０４１０３Ｘ",
                           "990181 20130204 103X", "\uFEFF99018120130204103X", "990181-20130204-103X",
                           "99018120130204103×", "99018120130204103Х", "99018120130204103Ⅹ",
                           "\u202D99018120130204103X\u202C", "＇99018120130204103X", "\"99018120130204103X\""}) {
    CAPTURE(std::string(cell));
    CHECK(read_id_number(cell) == ReadIdNumber{IdNumber::parse(id), CellIssue::none});
  }
}

TEST_CASE("an id number that cannot be used is empty and says why") {
  check({{"", "", CellIssue::id_missing},
         {"无", "", CellIssue::id_missing},
         {"办理中", "", CellIssue::id_missing},
         {"-", "", CellIssue::id_missing},
         {"0", "", CellIssue::id_missing},
         {"9.90181E+17", "", CellIssue::id_scientific},
         {"9.90181e17", "", CellIssue::id_scientific},
         {"9.90181201303071E+17", "", CellIssue::id_precision},  // as a workbook keeps it
         {"９．９０１８１Ｅ＋１７", "", CellIssue::id_scientific},
         {"990181201303071000", "", CellIssue::id_precision},
         {"990181201303071040.0", "", CellIssue::id_precision},
         {"990181201303071040.00", "", CellIssue::id_precision},
         {"9901812013030710466", "", CellIssue::id_format},
         {"99018120130307104", "", CellIssue::id_format},
         {"待补", "", CellIssue::id_missing},
         {"/", "", CellIssue::id_missing},
         {"——", "", CellIssue::id_missing},
         {"#N/A", "", CellIssue::id_missing},
         {"990181201302041031", "", CellIssue::id_checkdigit},
         {"990181201302301031", "", CellIssue::id_birth_date},
         {"99018120130204", "", CellIssue::id_format},
         {"E12345678", "", CellIssue::id_format},
         {"990181801332103", "", CellIssue::id_birth_date}},
        [](std::string_view cell) {
          const ReadIdNumber id = read_id_number(cell);
          return Parsed<std::string>{std::string(id.value ? id.value->text() : ""), id.issue};
        });
  const ReadIdNumber old = read_id_number("990181800204103");
  CHECK(old.issue == CellIssue::id_15_digits);
  REQUIRE(old.value);
  CHECK(old.value->birth().iso() == "1980-02-04");
}

TEST_CASE("a school register number has its letter") {
  check({{"G99018120130204103X", "G99018120130204103X"},
         {"g99018120130204103x", "G99018120130204103X"},
         {"L990181201303071046", "L990181201303071046"},
         {"", ""},
         {"无", ""},
         {"990181201303071046", "", CellIssue::xueji_format},
         {"X990181201303071046", "", CellIssue::xueji_format}},
        read_xueji);
}

TEST_CASE("a date is read in five spellings and never guessed") {
  for (const char* cell : {"2013-02-04",
                           "2013/2/4",
                           "20130204",
                           "2013年2月4日",
                           "2013.2.4",
                           "2013 年 2 月 4 日",
                           "2013/2/4 0:00",
                           "2013-02-04T08:30:00",
                           "２０１３／２／４",
                           "'2013-2-4",
                           "2013年02月04",
                           "20130204 00:00:00",
                           "2013年2月4号",
                           "2013—02—04",
                           "2013－2－4",
                           "2013–02–04",
                           "2013‑02‑04",
                           "2013−2−4",
                           "2013。2。4",
                           "2013、2、4",
                           "2013 02 04",
                           "2013，2，4",
                           "2013\\2\\4",
                           "2013．2．4",
                           "二〇一三年二月四日",
                           "二零一三年二月四日",
                           "2013/2/4 上午12:00:00",
                           "2013/2/4 12:00:00 AM",
                           "2013-02-04 00:00:00.000",
                           "2013-02-04T00:00:00+08:00",
                           "2013-02-04T00:00:00Z",
                           "=\"2013-02-04\"",
                           "2013/02/04 ",
                           "\u200E2013/2/4"}) {
    CAPTURE(std::string(cell));
    CHECK(iso(read_date(cell).value) == "2013-02-04");
    CHECK(read_date(cell).issue == CellIssue::none);
  }
  struct Bad {
    const char* cell;
    CellIssue issue;
  };
  for (const Bad& bad : {Bad{"03/04/2013", CellIssue::date_ambiguous},
                         Bad{"3-4-13", CellIssue::date_ambiguous},
                         Bad{"2013-02-30", CellIssue::date_unreadable},
                         Bad{"2013年2月", CellIssue::date_unreadable},
                         Bad{"41309", CellIssue::date_unreadable},
                         Bad{"201302", CellIssue::date_unreadable},
                         Bad{"2013/2.4", CellIssue::date_unreadable},
                         Bad{"9999-12-31", CellIssue::date_unreadable},
                         Bad{"2013-02-03T16:00:00.000Z", CellIssue::date_unreadable},
                         Bad{"13/2/4", CellIssue::date_ambiguous},
                         Bad{"4.2.2013", CellIssue::date_ambiguous},
                         Bad{"4-Feb-13", CellIssue::date_unreadable},
                         Bad{"130204", CellIssue::date_unreadable},
                         Bad{"2013.02", CellIssue::date_unreadable},
                         Bad{"2013-13-01", CellIssue::date_unreadable},
                         Bad{"20132304", CellIssue::date_unreadable},
                         Bad{"2013年2月30日", CellIssue::date_unreadable},
                         Bad{"1900-01-00", CellIssue::date_unreadable},
                         Bad{"########", CellIssue::date_unreadable},
                         Bad{"2013-02-04-05", CellIssue::date_unreadable},
                         Bad{"二月四日", CellIssue::date_unreadable},
                         Bad{"201324", CellIssue::date_unreadable}}) {
    CAPTURE(std::string(bad.cell));
    CHECK_FALSE(read_date(bad.cell).value);
    CHECK(read_date(bad.cell).issue == bad.issue);
  }
  CHECK(read_date(" ") == Parsed<std::optional<Day>>{});
}

TEST_CASE("a weekday behind a date must be that of the date") {
  for (const char* cell : {"2026-11-10 星期二", "2026-11-10星期二", "2026年11月10日（周二）", "2026/11/10(二)",
                           "二〇二六年十一月十日 礼拜二", "20261110 周二"}) {
    CAPTURE(cell);
    CHECK(iso(read_date(cell).value) == "2026-11-10");
  }
  CHECK(iso(read_date("2026-11-15 星期天").value) == "2026-11-15");
  CHECK(iso(read_date("二〇二六年十一月十日").value) == "2026-11-10");
  for (const char* cell : {"2026-11-10 星期三", "2026年11月10日（周三）", "20261110 周三"}) {
    CAPTURE(cell);
    CHECK(read_date(cell) == Parsed<std::optional<Day>>{std::nullopt, CellIssue::date_weekday});
    CHECK(weekday_contradiction(cell) ==
          Text{"2026-11-10 是周二，不是周三", "2026-11-10 is a Tuesday, not a Wednesday"});
  }
  CHECK(read_date("2026-11-31 星期二").issue == CellIssue::date_unreadable);
  CHECK(read_date("2026-11-10 三").issue == CellIssue::date_unreadable);
}

TEST_CASE("a time within a minute of midnight is the day that is meant") {
  const struct {
    std::string cell, day;
    bool is_rounded = true;
  } cases[] = {{"2026-11-10 23:59:17", "2026-11-11"},           {"2026/11/10 23:59", "2026-11-11"},
               {"2026年11月10日 23:59:30", "2026-11-11"},       {"20261110 23:59:17", "2026-11-11"},
               {"2026-11-10T23:59:17.000+08:00", "2026-11-11"}, {"2026-11-10T15:59:17.000Z", "2026-11-11"},
               {"2026-11-10 11:59:17 PM", "2026-11-11"},        {"2026-11-10 下午11:59:17", "2026-11-11"},
               {"2026-12-31 23:59:17", "2027-01-01"},           {"2026-11-10 11:59:17", "2026-11-10", false},
               {"2026-11-10 23:58:59", "2026-11-10", false},    {"2026-11-10 00:00:43", "2026-11-10", false},
               {"2026-11-10T14:59:17Z", "2026-11-10", false}};
  for (const auto& one : cases) {
    CAPTURE(one.cell);
    CHECK(iso(read_date(one.cell).value) == one.day);
    CHECK(is_rounded_up(one.cell) == one.is_rounded);
  }
  CHECK(excel_date_text(46336.99950231, ExcelEpoch::y1900) == "2026-11-10 23:59:17");
  CHECK(excel_date_text(46336.5, ExcelEpoch::y1900) == "2026-11-10");
  CHECK(excel_date_text(46337.0005, ExcelEpoch::y1900) == "2026-11-11");
  CHECK(excel_date_text(46336.9999999, ExcelEpoch::y1900) == "2026-11-11");
}

TEST_CASE("the last day of a time ends at 23:59:59") {
  CHECK(iso(read_last_day("2026-11-10 23:59:59").value) == "2026-11-10");
  CHECK(iso(read_last_day("2026-11-10 23:59").value) == "2026-11-10");
  CHECK(iso(read_last_day("2026-11-10 23:59:17").value) == "2026-11-11");
}

TEST_CASE("a workbook's date is counted from its own epoch") {
  CHECK(iso(read_excel_date(41309, ExcelEpoch::y1900).value) == "2013-02-04");
  CHECK(iso(read_excel_date(39847.5, ExcelEpoch::y1904).value) == "2013-02-04");
  CHECK(iso(read_excel_date(59, ExcelEpoch::y1900).value) == "1900-02-28");
  CHECK_FALSE(read_excel_date(60, ExcelEpoch::y1900).value);
  CHECK_FALSE(read_excel_date(-1, ExcelEpoch::y1900).value);
  CHECK_FALSE(read_excel_date(1e18, ExcelEpoch::y1900).value);
}

TEST_CASE("a grade has one number in all its spellings") {
  struct GradeCase {
    const char* grade;
    const char* school_class;
    const char* school;
    int number;
  };
  const char* junior = "石桥市第一初级中学";
  const GradeCase cases[] = {
      {"七年级", "1班", junior, 7},
      {"初一", "七(1)班", junior, 7},
      {"7", "七（1）班", junior, 7},
      {"2026级", "初一(1)班", "石桥市第一中学", 7},
      {"2026级", "1班", junior, 7},
      {"2024级", "1班", junior, 9},
      {"2026", "1班", junior, 7},
      {"初2025级", "1班", "", 8},
      {"九年级", "3", junior, 9},
      {"初三", "3", junior, 9},
      {"初中三年级", "3", junior, 9},
      {"小学三年级", "三年级二班", junior, 3},
      {"三年级", "2班", "", 3},
      {"高一", "1班", "", 10},
      {"高中二年级", "1班", "", 11},
      {"学前班", "大班", "", 0},
      {"", "七(1)班", junior, 7},
      {"", "三年级二班", "", 3},
      {"", "初二3班", junior, 8},
      {"2026级", "1班", "青石镇中心小学", 1},
      {"十一年级", "1班", "", 11},
      {"07", "1班", "", 7},
      {"七", "1班", "", 7},
      {"九年级（毕业班）", "九(2)班", "", 9},
      {"九年级（毕业班）", "2班", "", 9},
      {"7.0", "1.0", "", 7},
      {"七年级上学期", "1班", "", 7},
      {"七年", "1班", "", 7},
      {"七年级1班", "", "", 7},
      {"Grade 7", "1", "", 7},
      {"G7", "1", "", 7},
      {"26级", "1班", junior, 7},
      {"2026年级", "1班", junior, 7},
      {"初中七年级", "1班", "", 7},
      {"初一年级", "1班", "", 7},
      {"", "七一班", "", 7},
      {"", "七1班", "", 7},
      {"", "七年1班", "", 7},
      {"", "三年二班", "", 3},
      {"", "7/1", "", 7},
      {"", "九.2", "", 9},
      {"", "26级1班", junior, 7},
      {"小一", "1班", "", 1},
      {"职高一年级", "1班", "", 10},
      {"六年级", "初一(1)班", "", 6},
  };
  for (const GradeCase& c : cases) {
    CAPTURE(std::string(c.grade));
    CAPTURE(std::string(c.school_class));
    auto grade = read_grade(c.grade, c.school_class, c.school, autumn);
    REQUIRE(grade.value);
    CHECK(grade.value->number == c.number);
    bool compulsory = c.number >= 1 && c.number <= 9;
    CHECK(grade.issue == (compulsory ? CellIssue::none : CellIssue::outside_compulsory));
  }
}

TEST_CASE("a grade that nothing shows stays unknown") {
  CHECK(read_grade("", "1班", "石桥市第一初级中学", autumn).issue == CellIssue::grade_missing);
  CHECK(read_grade("", "12", "", autumn).issue == CellIssue::grade_missing);
  CHECK(read_grade("甲", "1班", "", autumn).issue == CellIssue::grade_unreadable);
  CHECK(read_grade("7.5", "1班", "", autumn).issue == CellIssue::grade_unreadable);
  CHECK(read_grade("十三年级", "1班", "", autumn).issue == CellIssue::grade_unreadable);
  CHECK(read_grade("", "十一班", "", autumn).issue == CellIssue::grade_missing);
  CHECK(read_grade("", "二十一班", "", autumn).issue == CellIssue::grade_missing);
  CHECK(read_grade("2026级", "1班", "石桥市第一中学", autumn).issue == CellIssue::grade_unreadable);
  CHECK(read_grade("2020级", "1班", "石桥市第一初级中学", autumn).issue == CellIssue::grade_unreadable);
  CHECK(read_grade("2026届", "1班", "石桥市第一初级中学", autumn).issue == CellIssue::grade_unreadable);
}

TEST_CASE("the school year begins in August") {
  CHECK(read_grade("2025级", "", "石桥市第一初级中学", *Day::parse("2026-07-31")).value->number == 7);
  CHECK(read_grade("2025级", "", "石桥市第一初级中学", *Day::parse("2026-08-01")).value->number == 8);
}

TEST_CASE("a class is the same class in all its spellings") {
  for (const char* cell :
       {"1班",       "七(1)班",      "七（1）班", "初一(1)班", "一班",     "1",         "01",      "(1)班",
        "7.1",       "7-1班",        "七年级1班", "701",       "0701",     "2026级1班", "⑴班",     "七年级（一）班",
        "(1班)",     "1.0",          "七1班",     "七一班",    "七年一班", "7年1班",    "7/1",     "第1班",
        "第一班",    "七年级第一班", "26级1班",   "①班",       "１班",     " 1 班 ",    "初一1班", "初中一年级(1)班",
        "七【1】班", "七〔1〕班",    "七年级-1",  "'1"}) {
    CAPTURE(std::string(cell));
    CHECK(read_class(cell, Grade{7}) == Parsed<std::string>{"1", CellIssue::none});
  }
  check({{"大班", "大"},
         {"12班", "12"},
         {"十二班", "12"},
         {"实验班", "实验"},
         {"A班", "A"},
         {"", "", CellIssue::class_missing},
         {"班", "", CellIssue::class_missing},
         {"周安平 13812345678班", "", CellIssue::class_unreadable},
         {"138-1234-5678", "", CellIssue::class_unreadable},
         {"138.1234–5678班", "", CellIssue::class_unreadable},
         {"2026级12班", "12"},
         {"周安平一三八一二三四五六七八班", "", CellIssue::class_unreadable},
         {"20260901班", "", CellIssue::class_unreadable}},
        [](std::string_view cell) { return read_class(cell, Grade{7}); });
  CHECK(read_class("三年级二班", Grade{3}).value == "2");
  CHECK(read_class("十班", Grade{7}).value == "10");
  CHECK(read_class("1(双语)班", Grade{7}) == Parsed<std::string>{"1(双语)", CellIssue::none});
  CHECK(read_class("七(实验)班", Grade{7}).value == "实验");
  CHECK(read_class("1班(东校区)", Grade{7}).value != read_class("1班(西校区)", Grade{7}).value);
  CHECK(read_class("七年级1班(实验)", Grade{7}).value == "1");
  CHECK(read_class("2班（重点）", Grade{7}).value == "2");
  CHECK(read_class("7班1", Grade{7}).value == "1");
  CHECK(read_class("7班1", Grade{8}).value != "1");
  CHECK(read_class("1203", Grade{12}).value == "3");
  CHECK(read_class("701", std::nullopt).value == "701");
}

TEST_CASE("a class of which a spreadsheet made a date is the day where the month is the grade") {
  for (const char* cell : {"2026-07-01", "2026/7/1", "7月1日", "1-Jul", "Jul-01", "2026-07-01 00:00:00"}) {
    CAPTURE(std::string(cell));
    CHECK(read_class(cell, Grade{7}) == Parsed<std::string>{"1", CellIssue::class_is_date});
    CHECK(read_class(cell, Grade{8}) == Parsed<std::string>{"", CellIssue::class_is_date});
    CHECK(read_class(cell, std::nullopt) == Parsed<std::string>{"", CellIssue::class_is_date});
  }
  for (const char* cell : {"7-1", "7.1", "701", "7/1", "1"}) CHECK(read_class(cell, Grade{7}).issue == CellIssue::none);
}

TEST_CASE("a class that names another grade than its own column is reported, and stays in the grade of that column") {
  CHECK(read_class("八(1)班", Grade{7}) == Parsed<std::string>{"1", CellIssue::class_contradicts});
  CHECK(read_class("初一(1)班", Grade{7}).issue == CellIssue::none);
  CHECK(read_class("初一(1)班", Grade{6}).issue == CellIssue::none);  // where junior school begins after five years
  CHECK(read_class("八(1)班", std::nullopt).issue == CellIssue::none);
}

TEST_CASE("telephone numbers lose what is only typed around them") {
  check({{"10000000001", "10000000001"},
         {"+86 100-0000-0001", "10000000001"},
         {"1000 000 0001", "10000000001"},
         {"0536-1234567", "05361234567"},
         {"10000000001/10000000002", "10000000001、10000000002"},
         {"10000000001、10000000002", "10000000001、10000000002"},
         {"１００００００００１２", "10000000012"},
         {"", ""},
         {"无", ""},
         {"0086 10000000001", "10000000001"},
         {"(0536)1234567", "05361234567"},
         {"10000000001.0", "10000000001"},
         {"10000000001（父）", "10000000001"},
         {"父10000000001 母10000000002", "10000000001、10000000002"},
         {"父亲:10000000001；母亲：10000000002", "10000000001、10000000002"},
         {"10000000001 10000000002", "10000000001、10000000002"},
         {"10000000001\n10000000002", "10000000001、10000000002"},
         {"10000000001,1000000000", "10000000001", CellIssue::phone_format},
         {"0536-1234567转801", "05361234567", CellIssue::phone_format},
         {"1000000000", "", CellIssue::phone_format},
         {"20000000001", "", CellIssue::phone_format},
         {"100****0001", "", CellIssue::phone_format},
         {"weixin10000000001", "", CellIssue::phone_format},
         {"1.0E+10", "", CellIssue::phone_format},
         {"123", "", CellIssue::phone_format}},
        read_phone);
}

TEST_CASE("text is kept as text, also where a spreadsheet would run it") {
  check({{" 青石镇　柳树村 1号 ", "青石镇柳树村 1号"},
         {"石桥市青石镇\n柳树村1号", "石桥市青石镇柳树村1号"},
         {"=HYPERLINK(\"x\")", "=HYPERLINK(\"x\")", CellIssue::formula_text},
         {"+1+1", "+1+1", CellIssue::formula_text},
         {"@SUM(A1:A9)", "@SUM(A1:A9)", CellIssue::formula_text},
         {"-2+3", "-2+3", CellIssue::formula_text},
         {"＝1+1", "＝1+1", CellIssue::formula_text},
         {"-5", "-5"},
         {"-", "-"},
         {"'+1+1", "+1+1", CellIssue::formula_text},
         {"\xF0\xA0\x82\x87村", "𠂇村"}},
        read_text);
}

TEST_CASE("a list is cut at every mark that people put between names") {
  const std::vector<std::string> both = {"青石镇", "990181004"};
  for (const char* cell : {"青石镇、990181004", "青石镇，990181004", "青石镇,990181004", " 青石镇; 990181004 ",
                           "青石镇；；990181004", "青石镇　990181004", "青石镇\n990181004、"}) {
    CAPTURE(cell);
    CHECK(read_list(cell) == both);
  }
  CHECK(read_list(" 、， ").empty());
  CHECK(read_list("").empty());
}

TEST_CASE("codes are compared without spaces, apostrophes and width") {
  CHECK(read_code("'9990180001 ") == "9990180001");
  CHECK(read_code("=\"9990180001\"") == "9990180001");
  CHECK(read_code("９９９０１８０００１") == "9990180001");
  CHECK(read_code("990181 003") == "990181003");
  CHECK(read_code(" ").empty());
}

TEST_CASE("words of a register mean what a teacher means by them") {
  CHECK(read_attendance("旷课").value->presence == Presence::unexcused);
  CHECK(read_attendance("病假").value == Attended{Presence::excused, false, "病假"});
  CHECK(read_attendance("请假").value == Attended{Presence::excused, false, ""});
  CHECK(read_attendance("待核实").value->presence == Presence::unverified);
  CHECK(read_attendance(" 到 校 ").value->presence == Presence::present);
  CHECK(read_attendance("全勤").value->nobody_absent);
  CHECK(read_attendance("").issue == CellIssue::status_unreadable);
  CHECK(read_attendance("在").issue == CellIssue::status_unreadable);
  CHECK(read_attendance("迟到").value->presence == Presence::late);
  CHECK(read_attendance("早退").value->presence == Presence::left_early);
}

TEST_CASE("half a day and hours are no whole number of days") {
  for (const char* part : {"0.5", "0.5天", "半天", "1.5", "3小时"}) {
    CAPTURE(part);
    CHECK(is_part_of_days(part));
  }
  for (const char* whole : {"", "1", "2天", "1.0", "5.0天"}) {
    CAPTURE(whole);
    CHECK(!is_part_of_days(whole));
  }
  CHECK(time_behind_date("2026-11-10 14:00") == 14 * 60);
  CHECK(!time_behind_date("2026-11-10"));
}

TEST_CASE("words of registers are read as offices write them, and signs of one school are not") {
  const auto read = [](const char* cell) {
    const auto attended = read_attendance(cell);
    if (!attended.value) return std::string("-");
    std::string words = std::string(name_of(attended.value->presence)) + " " + attended.value->reason;
    if (attended.value->half) words += *attended.value->half == Half::morning ? " am" : " pm";
    return words + (attended.value->is_part ? " part" : "");
  };
  for (const char* word : {"旷", "缺", "缺席", "未到", "×", "旷 课", "旷课。", "无故缺席"}) {
    CAPTURE(word);
    CHECK(read(word) == "unexcused ");
  }
  for (const char* word : {"√", "✓", "到", "出勤", "在校"}) {
    CAPTURE(word);
    CHECK(read(word) == "present ");
  }
  CHECK(read("病") == "excused 病假");
  CHECK(read("事") == "excused 事假");
  CHECK(read("病假1天") == "excused 病假：1天");
  CHECK(read("病假(流感)") == "excused 病假：流感");
  CHECK(read("请假（发烧）") == "excused 发烧");
  CHECK(read("请 假") == "excused ");
  CHECK(read("发烧请假") == "excused 发烧");
  CHECK(read("感冒请假。") == "excused 感冒");
  CHECK(read("家中有事请假") == "excused 家中有事");
  CHECK(read("身体不适请假1天") == "excused 身体不适：1天");
  CHECK(read("感冒发烧病假") == "excused 病假：感冒发烧");
  CHECK(read("因家里有急事请事假") == "excused 事假：因家里有急事");
  CHECK(read("上午看牙请假") == "excused 看牙 am");
  for (const char* word : {"忘记请假", "发烧未请假", "家长没请假", "张三感冒请假", "发烧", "家里请假"}) {
    CAPTURE(word);
    CHECK(read(word) == "-");
  }
  CHECK(read("病假。") == "excused 病假");
  CHECK(read("迟到10分钟") == "late 10分钟");
  CHECK(read("上午旷课") == "unexcused  am");
  CHECK(read("旷课（下午）") == "unexcused  pm");
  CHECK(read("旷课2节") == "unexcused 2节 part");
  CHECK(read("事假半天") == "excused 事假：半天 part");
  CHECK(read("旷0.5") == "unexcused 0.5 part");
  CHECK(read("病假0.5天") == "excused 病假：0.5天 part");
  CHECK(read("事1/2") == "excused 事假：1/2 part");
  CHECK(read("旷2") == "unexcused 2 part");
  CHECK(read("旷课2天") == "unexcused 2天");
  for (const char* word : {"未请假", "没请假"}) CHECK(read(word) == "unexcused ");
  for (const char* word : {"△",
                           "○",
                           "◎",
                           "☆",
                           "1",
                           "0",
                           "A",
                           "P",
                           "——",
                           "休学",
                           "辍学",
                           "线上",
                           "回老家",
                           "外出",
                           "住院",
                           "请假（未批准）",
                           "病假（已返校）",
                           "到校（旷课2节）",
                           "旷课/病假",
                           "上午旷课下午到校"}) {
    CAPTURE(word);
    CHECK(read(word) == "-");
  }
  CHECK(read_session("上午").value == Half::morning);
  CHECK(read_session("PM").value == Half::afternoon);
  CHECK(read_session("").value == Half::whole_day);
  CHECK(read_session("晚上").issue == CellIssue::session_unreadable);
}

TEST_CASE("a time of day is read as clocks, people and spreadsheets write it, and never guessed") {
  for (const char* half_past_two : {"14:30", "14：30", "14:30:00", "14时30分", "14点30分", "0.604166666666667"}) {
    CAPTURE(half_past_two);
    CHECK(read_time(half_past_two).value == 14 * 60 + 30);
  }
  CHECK(read_time("8点").value == 8 * 60);
  CHECK(read_time("0:05").value == 5);
  CHECK_FALSE(read_time("").value.has_value());
  CHECK(read_time("").issue == CellIssue::none);
  for (const char* none : {"14", "24:00", "14:60", "14:3", "下午", "14:30x", "1430", "1.5"}) {
    CAPTURE(none);
    CHECK(read_time(none).issue == CellIssue::time_unreadable);
    CHECK_FALSE(read_time(none).value.has_value());
  }
}

TEST_CASE("yes and no, sex, boarding, enrolment and kinds of unit are read from the words in use") {
  CHECK(read_yes_no("是").value == true);
  CHECK(read_yes_no("0").value == false);
  CHECK_FALSE(read_yes_no("").value.has_value());
  CHECK(read_yes_no("也许").issue == CellIssue::yes_no_unreadable);
  for (const char* other_question : {"见到家长", "联系不上", "没人接"})
    CHECK(read_yes_no(other_question).issue == CellIssue::yes_no_unreadable);
  CHECK(read_sex("女").value == Sex::female);
  CHECK(read_sex("1").value == Sex::male);
  CHECK(read_sex("？").issue == CellIssue::sex_unreadable);
  CHECK(read_boarding("住校").value);
  CHECK_FALSE(read_boarding("走读").value);
  CHECK(read_boarding("是").value);
  CHECK(read_enrolment("休学").value == Enrolment::suspended);
  CHECK(read_enrolment("已毕业").value == Enrolment::graduated);
  CHECK(read_enrolment("idle").value == Enrolment::idle);
  struct Standing {
    const char* cell;
    Enrolment enrolment;
  };
  for (const Standing& standing :
       {Standing{"在籍在校", Enrolment::enrolled}, Standing{"已转入", Enrolment::enrolled},
        Standing{"送教上门", Enrolment::enrolled}, Standing{"复学", Enrolment::enrolled},
        Standing{"因病休学", Enrolment::suspended}, Standing{"已转出", Enrolment::transferred_out},
        Standing{"已退学", Enrolment::dropped_out}, Standing{"已辍学", Enrolment::dropped_out},
        Standing{"已死亡", Enrolment::deceased}, Standing{"病故", Enrolment::deceased}}) {
    CAPTURE(std::string(standing.cell));
    CHECK(read_enrolment(standing.cell).value == standing.enrolment);
  }
  for (const char* doubtful : {"疑似辍学", "未报到", "空挂", "其他", "出国", "1"}) {
    CAPTURE(std::string(doubtful));
    CHECK(read_enrolment(doubtful).issue == CellIssue::enrolment_unreadable);
  }
  CHECK(read_enrolment("火星").issue == CellIssue::enrolment_unreadable);
  CHECK(read_unit_kind("镇街") == UnitKind::town);
  CHECK(read_unit_kind("县级市") == UnitKind::city);
  CHECK(read_unit_kind("police_station") == UnitKind::police_station);
  CHECK_FALSE(read_unit_kind("公司"));
}

TEST_CASE("a mark such as 留守儿童 applies unless the cell denies it") {
  for (const char* yes : {"是", "1", "2", "单亲留守儿童", "听力残疾", "√"}) {
    CAPTURE(std::string(yes));
    CHECK(read_flag(yes));
  }
  for (const char* no : {"", "否", "0", "非留守儿童", "无", "无残疾", "不是", "-", "N", "×", "正常", "健康", "双亲家庭",
                         "一般户", "父母双全", "本地", "☐", "0.0"}) {
    CAPTURE(std::string(no));
    CHECK_FALSE(read_flag(no));
  }
}

TEST_CASE("a record's field is read by its type") {
  Field mode;
  mode.name = "mode";
  mode.type = {Type::Kind::choice, {"home_visit", "phone"}};
  mode.choice_labels = {{"家访", "home visit"}, {"电话", "phone call"}};
  mode.required = true;
  CHECK(read_field("家访", mode).value == FieldValue("home_visit"));
  CHECK(read_field("phone", mode).value == FieldValue("phone"));
  CHECK(read_field("短信", mode).issue == CellIssue::choice_unknown);
  CHECK(read_field(" ", mode).issue == CellIssue::value_missing);

  Field count;
  count.type = {Type::Kind::integer};
  CHECK(read_field("３", count).value == FieldValue(std::int64_t{3}));
  CHECK(read_field("-12", count).value == FieldValue(std::int64_t{-12}));
  CHECK(read_field("3.0", count).value == FieldValue(std::int64_t{3}));
  CHECK(read_field("3.5", count).issue == CellIssue::number_unreadable);
  CHECK(read_field("三", count).issue == CellIssue::number_unreadable);
  CHECK(read_field("99999999999999999999", count).issue == CellIssue::number_unreadable);
  CHECK(read_field("", count) == Parsed<FieldValue>{});

  Field day;
  day.type = {Type::Kind::date};
  CHECK(read_field("2026/10/9", day).value == FieldValue(*Day::parse("2026-10-09")));
  Field reached;
  reached.type = {Type::Kind::boolean};
  CHECK(read_field("是", reached).value == FieldValue(true));
}

TEST_CASE("small numbers are read in digits and in Chinese") {
  for (const auto& spelled :
       {std::pair{"一", 1}, {"十", 10}, {"十二", 12}, {"二十", 20}, {"二十三", 23}, {"07", 7}, {"99", 99}}) {
    CAPTURE(spelled.first);
    CHECK(small_number(spelled.first) == spelled.second);
  }
  for (const char* word : {"", "百", "三二", "十十", "100", "1x"}) {
    CAPTURE(std::string(word));
    CHECK_FALSE(small_number(word));
  }
}

TEST_CASE("an issue is reported with its column and never with the value") {
  Problem problem = problem_of(CellIssue::id_checkdigit, {"表.csv", 3, 7}, "身份证件号");
  CHECK(problem.code == "W_ID_CHECKDIGIT");
  CHECK(problem.severity == Severity::warning);
  CHECK(problem.what.zh == "身份证件号：证件号的校验码不对，至少有一位填错。");
  CHECK(problem_of(CellIssue::name_missing, {}, "姓名").code == "R_NAME_MISSING");
  CHECK(problem_of(CellIssue::mojibake, {}, "姓名").code == "R_MOJIBAKE");
  CHECK(problem_of(CellIssue::date_unreadable, {}, "日期", Severity::error).code == "R_DATE_UNREADABLE");
  for (int i = 1; i <= static_cast<int>(CellIssue::formula_text); ++i) {
    CAPTURE(i);
    Problem told = problem_of(static_cast<CellIssue>(i), {}, "列");
    CHECK(told.code != "W_UNREADABLE");
    CHECK_FALSE(told.remedy.zh.empty());
    CHECK_FALSE(told.remedy.en.empty());
  }
}
