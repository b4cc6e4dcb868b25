// Attendance as it arrives: day reports by class, lists of chat groups, exports of clock-in programs; read through
// Sheet as whoever imports them does.
#include <doctest/doctest.h>

#include "files/shape/absentees.h"
#include "files/shape/find_shape.h"
#include "files/sheet/roster_text.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

SheetOptions how_lists(std::vector<TypedCell> given = {}) {
  SheetOptions options;
  options.shape = find_shape;
  options.today = Day::of(2026, 11, 23);
  options.given_cells = std::move(given);
  return options;
}

Sheet list_sheet(std::string text, const SheetOptions& options = how_lists(), const std::string& name = "表.csv") {
  return Sheet::of_bytes(std::move(text), name, layouts({}), options);
}

// "3:2 七年级1班 钱试二 2026-11-02上午 旷课" for each row: line and column of the state, class, name, date and half,
// state.
std::string said_rows(Sheet sheet) {
  std::string all;
  while (const Row* row = sheet.next()) {
    const Origin at = row->origin(ColumnName::attendance);
    all += formatted("{}:{} {} {} {}{} {}", at.line, at.column, row->cell(ColumnName::school_class),
                     row->cell(ColumnName::name), row->cell(ColumnName::date), row->cell(ColumnName::session),
                     row->cell(ColumnName::attendance));
    if (!row->problems().empty()) all += "(" + codes_of(row->problems()) + ")";
    all += "\n";
  }
  return all;
}

std::string codes_behind(Sheet sheet) {
  while (sheet.next() != nullptr) {
  }
  return codes_of(sheet.problems());
}

// "李四=旷课 ?发烧" for each, with "nobody" where the words say so.
std::string named(std::string_view words, std::string_view state = {}) {
  const Absentees found = read_absentees(words, state);
  std::string all = found.nobody ? "nobody" : "";
  for (const Absentee& one : found.all)
    all += (all.empty() ? "" : " ") + (one.name.empty() ? "?" + one.words : one.name + "=" + one.state);
  return all;
}

const std::string day_report_head =
    "石桥市第一初级中学2026年11月10日到校情况\n班级,应到,实到,缺勤学生姓名及原因,备注\n";

}  // namespace

TEST_CASE("names and reasons in one cell are cut into children with their states") {
  CHECK(named("张三（病假）、李四 旷课 2节、王五：事假半天") == "张三=病假 李四=旷课2节 王五=事假半天");
  CHECK(named("李测四（旷课）、吴测六（病假）") == "李测四=旷课 吴测六=病假");
  CHECK(named("李测四 旷课 吴测六 病假") == "李测四=旷课 吴测六=病假");
  CHECK(named("李测四，旷课；吴测六，病假") == "李测四=旷课 吴测六=病假");
  CHECK(named("张三病假，李四旷课。") == "张三=病假 李四=旷课");
  CHECK(named("病假：张三、李四；旷课2人：王五、赵六") == "张三=病假 李四=病假 王五=旷课 赵六=旷课");
  CHECK(named("1.张三 病假（发烧） 2、李四 旷课") == "张三=病假(发烧) 李四=旷课");
  CHECK(named("张三、李四", "旷课") == "张三=旷课 李四=旷课");
}

TEST_CASE("更正 before a name is no part of it, and a number behind a state is a count of heads") {
  CHECK(named("更正：李测四旷课") == "李测四=旷课");
  CHECK(named("补报李测四（病假）") == "李测四=病假");
  CHECK(named("病假3：张三、李四、王五；旷课1：赵六") == "张三=病假 李四=病假 王五=病假 赵六=旷课");
  CHECK(said_rows(list_sheet("2026年11月10日\n七(1)班 到齐\n更正：七(1)班 李测四旷课\n", how_lists(), "群.txt")) ==
        "2:1 七(1)班  2026-11-10 全勤\n3:1 七(1)班 李测四 2026-11-10 旷课\n");
}

TEST_CASE("leave in one word with its cause is leave, and the cause stays with the child") {
  CHECK(named("张三发烧请假、李四 感冒请假，王五（家中有事请假）") == "张三=发烧请假 李四=感冒请假 王五=家中有事请假");
  CHECK(named("发烧请假：张三、李四") == "张三=发烧请假 李四=发烧请假");
}

TEST_CASE("everybody but those who are named was there, and these are what is said of them") {
  for (const char* words : {"全勤（除张三病假）", "全勤，除张三（病假）", "除张三病假外全勤",
                            "全班到齐（张三病假除外）", "除了张三（病假）以外，全部到校"}) {
    CAPTURE(words);
    CHECK(named(words) == "张三=病假");
  }
  CHECK(named("全勤（张三除外）") == "张三=");
  CHECK(named("张三病假，其余全勤") == "张三=病假");
  CHECK(named("全勤(除张三病假、李四旷课)") == "张三=病假 李四=旷课");
  CHECK(named("全勤（除外）") == "?除外 ?全勤");
  CHECK(named("全勤，张三病假") == "张三=病假 ?全勤");
  CHECK(said_rows(list_sheet("2026年11月10日\n七(1)班 全勤（张三除外）\n七(2)班 全勤(除李四病假)\n七(3)班 全勤\n",
                             how_lists(), "群.txt")) ==
        "2:1 七(1)班 张三 2026-11-10 待核实(W_STATE_MISSING)\n3:1 七(2)班 李四 2026-11-10 病假\n"
        "4:1 七(3)班  2026-11-10 全勤\n");
  CHECK(said_rows(list_sheet(day_report_head + "七年级1班,12,11,全勤（张三病假除外）,\n")) ==
        "3:4 七年级1班 张三 2026-11-10 病假\n");
}

TEST_CASE("what is no name with a state is kept as words, and nobody is guessed") {
  CHECK(named("张三") == "张三=");
  CHECK(named("张三、李四 病假") == "张三= 李四=病假");
  CHECK(named("张三：感冒发烧") == "张三=感冒发烧");
  CHECK(named("ABC 旷课") == "?ABC ?旷课");
  CHECK(named("旷课") == "?旷课");
  CHECK(named("王小到") == "王小到=");
  CHECK(named("李四 旷课 病假") == "李四=旷课(病假)");
  for (const char* nobody : {"无", "全勤", "0", "全部到校"}) CHECK(named(nobody) == "nobody");
  CHECK(named("") == "");
  CHECK(named("无，李四 旷课") == "李四=旷课 ?全勤");
}

TEST_CASE("what is told of a child behind a comma is a remark about him and never another child") {
  const auto with_remarks = [](std::string_view words) {
    std::string all;
    for (const Absentee& one : read_absentees(words).all)
      all += (all.empty() ? "" : " ") + one.name + "=" + one.state + "[" + one.remark + "]";
    return all;
  };
  CHECK(with_remarks("黄测九未到，电话没人接") == "黄测九=未到[电话没人接]");
  CHECK(with_remarks("李测四 骨折请假") == "李测四=骨折请假[]");
  CHECK(with_remarks("王测二 发烧，上午没来") == "王测二=上午没来[发烧]");
  CHECK(with_remarks("张三 感冒") == "张三=[感冒]");
  CHECK(with_remarks("张三未到，家长不接电话，李四 病假") == "张三=未到[家长不接电话] 李四=病假[]");
  CHECK(with_remarks("张三，李四 旷课，王五") == "张三=[] 李四=旷课[] 王五=[]");
}

TEST_CASE("why a child was not there may stand in brackets, behind its state, or in one word with it") {
  const auto with_remarks = [](std::string_view words) {
    std::string all;
    for (const Absentee& one : read_absentees(words).all)
      all += (all.empty() ? "" : " ") + one.name + "=" + one.state + "[" + one.remark + "]";
    return all;
  };
  CHECK(with_remarks("王雪（病假）、李子豪（旷课，电话打不通）；陈小雨 事假") ==
        "王雪=病假[] 李子豪=旷课[电话打不通] 陈小雨=事假[]");
  CHECK(with_remarks("高飞（原因不明），宋佳(感冒)") == "高飞=不明[原因不明] 宋佳=[感冒]");
  CHECK(with_remarks("孙浩（感冒，病假）") == "孙浩=病假[感冒]");
  CHECK(with_remarks("孙浩 旷课（电话打不通）") == "孙浩=旷课[电话打不通]");
  CHECK(with_remarks("郑一诺 下午请假看牙") == "郑一诺=下午请假[看牙]");
  CHECK(with_remarks("郑一诺下午请假看牙，孙浩请假去医院") == "郑一诺=下午请假[看牙] 孙浩=请假[去医院]");
  CHECK(with_remarks("张三 感冒，孩子请假看病") == "张三=[感冒，孩子请假看病]");
  CHECK(named("旷课（李四、王五）") == "李四=旷课 王五=旷课");
  // What may take a leave back is for a person to read.
  CHECK(named("张三（请假，老师没批）") == "张三=请假,老师没批");
  CHECK(named("张三 病假（老师说已返校）") == "张三=病假(老师说已返校)");
  CHECK(named("李四 病假王五") == "李四= 王五=病假");
}

TEST_CASE("that no one could be reached does not make a truant's state unreadable") {
  CHECK(is_state("旷课，电话打不通"));
  CHECK_FALSE(is_state("未到，电话打不通"));
  CHECK_FALSE(is_state("旷课（已补假，电话打不通）"));
}

TEST_CASE("names in brackets behind a state are those of whom it is true") {
  CHECK(named("缺勤（李四、王五）病假：赵六") == "李四=缺勤 王五=缺勤 赵六=病假");
  CHECK(named("病假（发烧）张三") == "?发烧 张三=病假");
}

TEST_CASE("a line of a parent is about the child, and what it says of him is his state") {
  CHECK(named("黄测九妈妈：孩子今天迟到") == "黄测九=迟到");
  CHECK(named("张三家长：请假") == "张三=请假");
  CHECK(named("李妈妈：迟到") == "李妈妈=迟到");
  CHECK(named("张三的爸爸：感冒请假") == "张三=感冒请假");
}

TEST_CASE("a list that a chat program began is read with its title, its sample line and its remarks") {
  const std::string chat =
      "#接龙\n七年级1班 11月10日 缺课接龙（没来的请班长报）\n例 姓名 原因\n\n1. 李测四 骨折请假\n"
      "2. 王测二 发烧，上午没来\n3、黄测九未到，电话没人接\n4. 吴测六妈妈：孩子今天迟到\n5. 郑测七 旷课\n";
  CHECK(said_rows(list_sheet(chat, how_lists(), "群.txt")) ==
        "5:1 七年级1班 李测四 2026-11-10 骨折请假\n6:1 七年级1班 王测二 2026-11-10 上午没来\n"
        "7:1 七年级1班 黄测九 2026-11-10 未到\n8:1 七年级1班 吴测六 2026-11-10 迟到\n"
        "9:1 七年级1班 郑测七 2026-11-10 旷课\n");
  CHECK(codes_behind(list_sheet(chat, how_lists(), "群.txt")) == "W_FOOTER_SKIPPED W_FROM_TITLE");
  Sheet list = list_sheet(chat, how_lists(), "群.txt");
  list.next();
  CHECK(list.next()->cell(ColumnName::reason) == "发烧");
  CHECK(list.next()->cell(ColumnName::reason) == "电话没人接");
  CHECK(said_rows(list_sheet("11月10日\n七(1)班 缺勤（李测四）\n", how_lists(), "群.txt")).find("李测四") !=
        std::string::npos);
}

TEST_CASE("a title that asks to report, and answers of those who read it, are no pupils") {
  const std::string chat =
      "#接龙\n七（2）班10月15日缺勤接龙，没来的请班长报一下\n应到6人，实到3人\n\n1. 周婷 病假（阑尾炎）\n"
      "2. 孙浩　未到，联系不上\n3、郑一诺 下午请假看牙\n4. 钱多 迟到\n5. 吴昊天 到校\n6. 收到👌\n7. 老师收到，谢谢！\n"
      "七（2）班 收到\n";
  CHECK(said_rows(list_sheet(chat, how_lists(), "群.txt")) ==
        "5:1 七(2)班 周婷 2026-10-15 病假(阑尾炎)\n6:1 七(2)班 孙浩 2026-10-15 未到\n"
        "7:1 七(2)班 郑一诺 2026-10-15 下午请假\n8:1 七(2)班 钱多 2026-10-15 迟到\n"
        "9:1 七(2)班 吴昊天 2026-10-15 到校\n");
  CHECK(codes_behind(list_sheet(chat, how_lists(), "群.txt")) ==
        "W_FOOTER_SKIPPED W_FOOTER_SKIPPED W_FOOTER_SKIPPED W_FROM_TITLE");
  CHECK(said_rows(list_sheet("11月10日\n没来的请班长报一下\n七(1)班 李测四 旷课，没来的请班长报一下\n", how_lists(),
                             "群.txt")) == "3:1 七(1)班 李测四 2026-11-10 旷课\n");
}

TEST_CASE("a day report by class says who was missing and which classes were complete") {
  const std::string report =
      "日期,学校名称,年级,班级,应到人数,实到人数,缺勤人数,缺勤学生姓名及原因,班主任\n"
      "2026-11-10,一中,七年级,1班,12,10,2,李测四（旷课）、吴测六（病假）,王班主任\n"
      "2026-11-10,一中,七年级,2班,12,12,0,,孙班主任\n"
      "合计,,,,24,22,2,,\n";
  CHECK(said_rows(list_sheet(report)) ==
        "2:8 1班 李测四 2026-11-10 旷课\n2:8 1班 吴测六 2026-11-10 病假\n"
        "3:8 2班  2026-11-10 全勤\n");
  Sheet sheet = list_sheet(report);
  CHECK(sheet.layout().name == "attendance");
  CHECK(sheet.header_line() == 1);
  CHECK(sheet.next()->cell(ColumnName::by) == "王班主任");
  CHECK(codes_behind(list_sheet(report)) == "W_FOOTER_SKIPPED");
}

TEST_CASE("a part of the day of which no half is said is unverified, and the child is named") {
  Sheet report = list_sheet(day_report_head + "七年级1班,12,10,\"李测四 旷课2节，吴测六（事假，下午）\",\n");
  const Row* row = report.next();
  REQUIRE(row != nullptr);
  CHECK(row->cell(ColumnName::attendance) == "待核实");
  CHECK(row->cell(ColumnName::reason) == "旷课2节");
  REQUIRE(codes_of(row->problems()) == "W_SESSION_MISSING");
  CHECK(row->problems().front().what.zh.find("李*四") != std::string::npos);
  CHECK(said_rows(list_sheet(day_report_head + "七年级1班,12,11,李测四（下午旷课2节）,\n")) ==
        "3:4 七年级1班 李测四 2026-11-10 下午旷课2节\n");
}

TEST_CASE("a total of a day report may stand in the column of the classes") {
  const std::string report =
      "日期,年级,班级,应到人数,实到人数,缺勤学生姓名及原因\n2026-11-10,七年级,1班,12,11,李测四（旷课）\n"
      "2026-11-10,七年级,小计,12,11,\n,七年级合计,,12,11,\n";
  CHECK(said_rows(list_sheet(report)) == "2:6 1班 李测四 2026-11-10 旷课\n");
  CHECK(codes_behind(list_sheet(report)) == "W_FOOTER_SKIPPED W_FOOTER_SKIPPED");
}

TEST_CASE("of a class that names fewer than are missing a row is rejected") {
  CHECK(said_rows(
            list_sheet(day_report_head + "七年级1班,12,9,张三（病假）,\n七年级2班,12,11,,\n七年级3班,12,12,无,\n")) ==
        "3:4 七年级1班 张三 2026-11-10 病假\n3:4 七年级1班  2026-11-10 (R_NAMES_MISSING)\n"
        "4:4 七年级2班  2026-11-10 (R_NAMES_MISSING)\n5:4 七年级3班  2026-11-10 全勤\n");
  CHECK(said_rows(list_sheet(day_report_head + "七年级1班,,,,\n七年级2班,12,13,,\n七年级3班,,,无,\n")) ==
        "3:4 七年级1班  2026-11-10 (R_CLASS_UNREPORTED)\n4:4 七年级2班  2026-11-10 (R_CLASS_UNREPORTED)\n"
        "5:4 七年级3班  2026-11-10 全勤\n");
  CHECK(said_rows(list_sheet(day_report_head + "七年级1班,12,12,张三 病假,\n七年级2班,12,12,李四 迟到,\n")) ==
        "3:4 七年级1班 张三 2026-11-10 病假(W_COUNTS_DIFFER)\n4:4 七年级2班 李四 2026-11-10 迟到\n"
        "4:4 七年级2班  2026-11-10 全勤\n");
}

TEST_CASE("a name without a state is unverified, and words that are no name are rejected for themselves") {
  CHECK(said_rows(list_sheet(day_report_head + "七年级1班,12,10,张三、A01,\n")) ==
        "3:4 七年级1班 张三 2026-11-10 待核实(W_STATE_MISSING)\n3:4 七年级1班 A01 2026-11-10 (R_NAMES_UNREAD)\n");
}

TEST_CASE("a day report has columns for each kind of absence, a reason beside one name, and no date by chance") {
  const std::string kinds = "班级,应到,实到,旷课学生,请假学生\n七年级1班,12,9,张三,李四、王五（病假）\n";
  CHECK(said_rows(list_sheet(kinds, how_lists({{"日期", "2026-11-10"}}))) ==
        "2:4 七年级1班 张三 2026-11-10 旷课\n2:5 七年级1班 李四 2026-11-10 请假\n"
        "2:5 七年级1班 王五 2026-11-10 病假\n");
  CHECK(said_rows(list_sheet("日期,班级,缺勤名单,缺勤原因\n2026-11-10,七年级1班,张三,旷课\n")) ==
        "2:3 七年级1班 张三 2026-11-10 旷课\n");
  CHECK(refusal_of([&] { list_sheet(kinds); }) == "E_DATE_UNKNOWN");
  CHECK(refusal_of([&] {
          list_sheet(day_report_head + "七年级1班,12,12,,\n", how_lists({{"班级", "七年级1班"}}));
        }) == "E_SET_COLUMN");
}

TEST_CASE("a state before a name is that of the name, and 暂无 is nobody") {
  CHECK(named("旷课孙测三，病假李测四") == "孙测三=旷课 李测四=病假");
  CHECK(named("事假1人韩测十五") == "韩测十五=事假");
  CHECK(named("韩测十五\n（事假）") == "韩测十五=事假");
  for (const char* nobody : {"暂无", "零"}) CHECK(named(nobody) == "nobody");
}

TEST_CASE("pupils of one class may stand in rows below each other, each with a reason") {
  const std::string head = "石桥市第一初级中学2026年11月10日日报\n班级,应到,实到,缺勤学生,原因\n";
  CHECK(said_rows(list_sheet(head + "七年级1班,12,10,孙测三,旷课\n,,,李测四,病假\n七年级2班,12,12,无,\n")) ==
        "3:4 七年级1班 孙测三 2026-11-10 旷课\n4:4 七年级1班 李测四 2026-11-10 病假\n"
        "5:4 七年级2班  2026-11-10 全勤\n");
  CHECK(list_sheet(head + "七年级1班,12,11,孙测三,旷课\n").next()->cell(ColumnName::reason).empty());
  Sheet sheet = list_sheet(head + "七年级1班,12,11,孙测三,感冒\n");
  const Row* row = sheet.next();
  REQUIRE(row != nullptr);
  CHECK(row->cell(ColumnName::attendance) == "待核实");
  CHECK(row->cell(ColumnName::reason) == "感冒");
  CHECK(codes_of(row->problems()) == "W_STATE_MISSING");
}

TEST_CASE("names may stand under the bare word of a state, and those without leave are not on leave") {
  const std::string day = "石桥市第一初级中学2026年11月10日日报\n";
  CHECK(said_rows(list_sheet(day + "班级,旷课,病假,事假,迟到学生\n七年级1班,孙测三,李测四,无,无\n"
                                   "七年级2班,无,无,无,无\n七年级3班,2,无,无,无\n")) ==
        "3:2 七年级1班 孙测三 2026-11-10 旷课\n3:3 七年级1班 李测四 2026-11-10 病假\n"
        "4:2 七年级2班  2026-11-10 全勤\n5:2 七年级3班  2026-11-10 (R_NAMES_MISSING)\n");
  CHECK(said_rows(list_sheet(day + "班级,应到,实到,请假学生,未请假学生\n七年级1班,12,10,李测四,孙测三\n")) ==
        "3:4 七年级1班 李测四 2026-11-10 请假\n3:5 七年级1班 孙测三 2026-11-10 未请假\n");
}

TEST_CASE(
    "a day report of counts alone closes the classes of which no one is missing, and asks for names of the others") {
  CHECK(said_rows(list_sheet("石桥市第一初级中学每日考勤日报 11月10日\n班级,应到,实到,病假,事假,旷课\n"
                             "七年级1班,12,10,1,0,1\n七年级2班,12,12,0,0,0\n")) ==
        "3:4 七年级1班  2026-11-10 (R_NAMES_MISSING)\n4:4 七年级2班  2026-11-10 全勤\n");
}

TEST_CASE("a day report of the afternoon is one of the afternoon") {
  CHECK(said_rows(list_sheet("石桥市第一初级中学2026年11月10日下午到校情况日报\n班级,应到,实到,缺勤学生姓名及原因\n"
                             "七年级1班,12,11,孙测三（旷课）\n七年级2班,12,12,无\n")) ==
        "3:4 七年级1班 孙测三 2026-11-10下午 旷课\n4:4 七年级2班  2026-11-10下午 全勤\n");
}

TEST_CASE("of four clock-ins none between the first and the last is dropped") {
  const std::string top = "姓名,部门,日期,班次,上班1打卡结果,下班1打卡结果,上班2打卡结果,下班2打卡结果\n";
  CHECK(said_rows(list_sheet(top + "孙测三,七年级1班,26-11-10 星期二,上学,正常,正常,旷工,\n"
                                   "李测四,七年级1班,26-11-10 星期二,上学,缺卡,正常,正常,缺卡\n"
                                   "周测五,七年级1班,26-11-10 星期二,上学,旷工,旷工,正常,正常\n"
                                   "吴测六,七年级1班,26-11-10 星期二,上学,正常,旷工,正常,正常\n")) ==
        "2:5 七年级1班 孙测三 2026-11-10上午 正常\n2:8 七年级1班 孙测三 2026-11-10下午 旷工\n"
        "3:5 七年级1班 李测四 2026-11-10 正常\n4:5 七年级1班 周测五 2026-11-10上午 旷工\n"
        "4:8 七年级1班 周测五 2026-11-10下午 正常\n5:5 七年级1班 吴测六 2026-11-10上午 待核实\n"
        "5:8 七年级1班 吴测六 2026-11-10下午 正常\n");
}

TEST_CASE("a comma between names without quotes rejects the row") {
  CHECK(said_rows(list_sheet(day_report_head + "七年级1班,12,10,张三 病假,李四 旷课,\n")) != "");
  CHECK(said_rows(list_sheet("日期,班级,应到,实到,缺勤学生\n2026-11-10,七年级1班,12,10,张三 病假,李四 旷课\n")) ==
        "2:5 七年级1班 张三 2026-11-10 病假(R_TOO_MANY_CELLS)\n2:5 七年级1班  2026-11-10 (R_NAMES_MISSING)\n");
}

TEST_CASE("a chat list names classes and children line by line") {
  const std::string chat =
      "#接龙\n11月10日缺勤\n1. 七(1)班 李测四 旷课，吴测六 病假😷\n2. 王老师 七(2)班 全勤\n"
      "3、韩测十五 七(3)班 事假\n";
  CHECK(said_rows(list_sheet(chat, how_lists(), "群.txt")) ==
        "3:1 七(1)班 李测四 2026-11-10 旷课\n3:1 七(1)班 吴测六 2026-11-10 病假\n4:1 七(2)班  2026-11-10 全勤\n"
        "5:1 七(3)班 韩测十五 2026-11-10 事假\n");
  CHECK(codes_behind(list_sheet(chat, how_lists(), "群.txt")) == "W_FROM_TITLE");
  const std::string plain = "七(1)班 李测四 旷课 吴测六 病假\n七(2)班 韩测十五 事假\n";
  CHECK(
      said_rows(list_sheet(plain, how_lists({{"日期", "2026-11-10"}}), "群.txt")) ==
      "1:1 七(1)班 李测四 2026-11-10 旷课\n1:1 七(1)班 吴测六 2026-11-10 病假\n2:1 七(2)班 韩测十五 2026-11-10 事假\n");
  CHECK(refusal_of([&] { said_rows(list_sheet(plain, how_lists(), "群.txt")); }) == "E_DATE_UNKNOWN");
}

TEST_CASE("a class of a chat list goes on over lines, with its counts") {
  CHECK(said_rows(
            list_sheet("2026年11月10日\n七(1)班：应到45人 实到43人\n李测四 旷课\n吴测六 病假\n七(2)班 应到40 实到39\n",
                       how_lists(), "群.txt")) ==
        "3:1 七(1)班 李测四 2026-11-10 旷课\n4:1 七(1)班 吴测六 2026-11-10 病假\n"
        "5:1 七(2)班  2026-11-10 (R_NAMES_MISSING)\n");
}

TEST_CASE("a line of a chat list that is not understood is rejected with its words, and none is skipped") {
  CHECK(said_rows(
            list_sheet("请各班上报\n11月10日\n七(1)班 李测四 旷课\n七(2)班、七(3)班 全勤\n", how_lists(), "群.txt")) ==
        "1:1  请各班上报  (R_LINE_UNREAD)\n3:1 七(1)班 李测四 2026-11-10 旷课\n"
        "4:1 七(1)班 七(2)班、七(3)班 全勤 2026-11-10 (R_LINE_UNREAD)\n");
}

TEST_CASE("lists with name@class, headers or no class are no chat lists") {
  CHECK(refusal_of([] { list_sheet("王小明@七(1)班,上午,病假\n", how_lists(), "名单.txt"); }) == "E_NO_HEADER");
  CHECK(refusal_of([] { list_sheet("张三 旷课\n", how_lists(), "名单.txt"); }) == "E_NO_HEADER");
  CHECK(said_rows(list_sheet("张三 旷课\n", how_lists({{"班级", "七年级1班"}, {"日期", "2026-11-10"}}), "名单.txt")) ==
        "1:1 七年级1班 张三 2026-11-10 旷课\n");
}

TEST_CASE("of clock-ins the first is the morning and the last the afternoon, and a missing one is unverified") {
  const std::string top = "姓名,部门,日期,班次,上班1打卡结果,下班1打卡结果\n";
  CHECK(said_rows(list_sheet(top + "钱测二,石桥市第一初级中学-七年级1班,26-11-10 星期二,上学,正常,正常\n"
                                   "李测四,石桥市第一初级中学-七年级1班,26-11-10 星期二,上学,旷工,缺卡\n"
                                   "吴测六,石桥市第一初级中学-七年级1班,26-11-10 星期二,上学,迟到,请假\n"
                                   "郑测七,石桥市第一初级中学-七年级1班,26-11-15 星期日,休息,,\n")) ==
        "2:5 七年级1班 钱测二 2026-11-10 正常\n3:5 七年级1班 李测四 2026-11-10上午 旷工\n"
        "3:6 七年级1班 李测四 2026-11-10下午 待核实\n4:5 七年级1班 吴测六 2026-11-10上午 迟到\n"
        "4:6 七年级1班 吴测六 2026-11-10下午 请假\n");
  CHECK(said_rows(list_sheet(top + "钱测二,七年级1班,26-11-10 星期三,上学,正常,正常\n")) ==
        "2:5 七年级1班 钱测二 2026-11-10 星期三 正常\n");
}

TEST_CASE("attendance by periods is refused without a rule for it, and a list with a column of periods is not") {
  CHECK(refusal_of([] { list_sheet("日期,班级,姓名,第1节,第2节,第三节\n2026-11-10,七年级1班,张三,√,×,√\n"); }) ==
        "E_PERIODS");
  CHECK(said_rows(list_sheet("日期,班级,姓名,节次,状态\n2026-11-10,七年级1班,张三,上午,旷课\n")) ==
        "2:5 七年级1班 张三 2026-11-10上午 旷课\n");
}

TEST_CASE("a head of clock-ins over two rows is read as one") {
  CHECK(said_rows(list_sheet("姓名,部门,日期,上班1,,下班1,\n,,,打卡时间,打卡结果,打卡时间,打卡结果\n"
                             "钱测二,七年级1班,2026-11-10,07:50,正常,17:00,早退\n")) ==
        "3:5 七年级1班 钱测二 2026-11-10上午 正常\n3:7 七年级1班 钱测二 2026-11-10下午 早退\n");
}

TEST_CASE("what stands before a class in a chat is the half or the day, and never who reports") {
  const SheetOptions on_tuesday = how_lists({{"日期", "2026-11-10"}});
  CHECK(said_rows(list_sheet("上午七(1)班 孙测三 旷课\n下午七(2)班 韩测十五 旷课\n", on_tuesday, "群.txt")) ==
        "1:1 七(1)班 孙测三 2026-11-10上午 旷课\n2:1 七(2)班 韩测十五 2026-11-10下午 旷课\n");
  CHECK(said_rows(list_sheet("七(1)班上午 孙测三 旷课\n", on_tuesday, "群.txt")) ==
        "1:1 七(1)班 孙测三 2026-11-10上午 旷课\n");
  CHECK(said_rows(list_sheet("周二 七(1)班 孙测三 旷课\n周一鸣 七(2)班 旷课\n", on_tuesday, "群.txt")) ==
        "1:1 七(1)班 孙测三 2026-11-10 旷课\n2:1 七(2)班 周一鸣 2026-11-10 旷课\n");
  for (const char* other : {"周一 七(1)班 孙测三 旷课\n", "昨天七(1)班 孙测三 旷课\n七(2)班 韩测十五 病假\n"})
    CHECK(refusal_of([&] { said_rows(list_sheet(other, on_tuesday, "群.txt")); }) == "E_DATE_UNKNOWN");
  CHECK(said_rows(list_sheet("上午七(1)班 全勤\n七(2)班 孙测三 旷课\n", on_tuesday, "群.txt")) ==
        "1:1 七(1)班 上午七(1)班 全勤 2026-11-10 (R_LINE_UNREAD)\n2:1 七(2)班 孙测三 2026-11-10 旷课\n");
}

TEST_CASE("a state before a class is that of the children behind it") {
  CHECK(said_rows(list_sheet("已到校：七(1)班 孙测三 李测四\n七(2)班 韩测十五 旷课\n",
                             how_lists({{"日期", "2026-11-10"}}), "群.txt")) ==
        "1:1 七(1)班 孙测三 2026-11-10 已到校\n1:1 七(1)班 李测四 2026-11-10 已到校\n"
        "2:1 七(2)班 韩测十五 2026-11-10 旷课\n");
}

TEST_CASE("messages that were copied with who sent them and when are read") {
  const std::string rows = "2:1 七(1)班 孙测三 2026-11-10 旷课\n5:1 七(2)班  2026-11-10 全勤\n";
  CHECK(said_rows(list_sheet("王班主任 2026/11/10 07:52:13\n七(1)班 孙测三 旷课\n\n孙班主任 2026/11/10 07:58:40\n"
                             "七(2)班 全勤\n收到\n@王老师 收到\n[玫瑰]\n",
                             how_lists(), "群.txt")) == rows);
  Sheet named = list_sheet("王班主任：\n七(1)班 孙测三 旷课\n", how_lists({{"日期", "2026-11-10"}}), "群.txt");
  CHECK(named.next()->cell(ColumnName::by) == "王班主任");
}

TEST_CASE("two classes in one line are told apart by a semicolon") {
  CHECK(said_rows(list_sheet("11月10日 七(1)班：李测四未到，吴测六病假；七(2)班全到\n", how_lists(), "群.txt")) ==
        "1:1 七(1)班 李测四 2026-11-10 未到\n1:1 七(1)班 吴测六 2026-11-10 病假\n1:1 七(2)班  2026-11-10 全勤\n");
}

TEST_CASE("a table whose columns no one knows is no chat list") {
  CHECK(refusal_of([] { list_sheet("编号,娃娃,所在班,特殊情况\n1,钱测二,七(1)班,病假\n2,孙测三,七(1)班,无\n"); }) ==
        "E_NO_HEADER");
}

TEST_CASE("gates and clock-in programs that say one result of the day are read with their department") {
  CHECK(said_rows(list_sheet("人员姓名,部门,日期,第一次刷脸,最后一次刷脸,考勤状态\n"
                             "钱测二,石桥市第一初级中学/七年级1班,2026-11-10,07:41:20,17:03:11,正常\n"
                             "孙测三,石桥市第一初级中学/七年级1班,2026-11-10,,,缺勤\n")) ==
        "2:6 七年级1班 钱测二 2026-11-10 正常\n3:6 七年级1班 孙测三 2026-11-10 缺勤\n");
  CHECK(said_rows(list_sheet("打卡日报\n时间,姓名,账号,基础信息,,考勤结果\n,,,部门,所属规则,\n"
                             "2026/11/10 星期二,孙测三,u1,石桥市第一初级中学/七年级1班,学生,旷工(1天)\n"
                             "2026/11/10 星期二,李测四,u2,石桥市第一初级中学/七年级1班,学生,缺卡(2次)\n"
                             "2026/11/10 星期二,吴测六,u3,石桥市第一初级中学/七年级1班,学生,缺卡1次\n")) ==
        "4:6 七年级1班 孙测三 2026-11-10 旷工\n5:6 七年级1班 李测四 2026-11-10 待核实\n"
        "6:6 七年级1班 吴测六 2026-11-10 待核实\n");
}

TEST_CASE(
    "the times beside one result of the day say which half a clock-in is missing of, and a day of rest says nothing") {
  const std::string top = "时间,姓名,部门,班次,最早,最晚,打卡次数(次),考勤结果,假勤申请\n";
  const auto row = [](const std::string& name, const std::string& says) {
    return "2026/11/10 星期二," + name + ",石桥市第一初级中学/七年级/1班,07:50-17:00," + says + "\n";
  };
  CHECK(said_rows(list_sheet(top + row("钱测二", "07:40,17:03,2,正常,--") + row("李测四", "07:40,--,1,缺卡1次,--") +
                             row("周测五", "17:03,17:03,1,缺卡1次,--") + row("吴测六", "--,--,0,正常（休息）,--") +
                             row("郑测七", "--,--,0,正常,事假1天") + row("王测八", "--,--,0,正常,--") +
                             row("冯测九", "12:10,--,1,缺卡1次,--"))) ==
        "2:8 1班 钱测二 2026-11-10 正常\n3:8 1班 李测四 2026-11-10上午 到校\n3:8 1班 李测四 2026-11-10下午 待核实\n"
        "4:8 1班 周测五 2026-11-10上午 待核实\n4:8 1班 周测五 2026-11-10下午 到校\n6:8 1班 郑测七 2026-11-10 事假\n"
        "7:8 1班 王测八 2026-11-10 待核实\n8:8 1班 冯测九 2026-11-10 待核实\n");
}

TEST_CASE("leave that was applied for in a clock-in program is leave, though the program calls the day 正常") {
  const std::string top = "时间,姓名,部门,考勤结果,假勤申请,上班1打卡状态,下班1打卡状态\n";
  const std::string who = "石桥市第一初级中学/七年级/1班,";
  CHECK(said_rows(list_sheet(top + "2026/11/10 星期二,钱测二," + who + "正常,--,正常,正常\n" +
                             "2026/11/10 星期二,李测四," + who + "正常,病假1天,--,--\n" + "2026/11/10 星期二,周测五," +
                             who + "正常,事假11/10 08:00-11/10 18:00,,\n" + "2026/11/10 星期二,吴测六," + who +
                             "正常,病假1天,正常,正常\n" + "2026/11/10 星期二,郑测七," + who + "旷工,病假1天,--,--\n" +
                             "2026/11/10 星期二,王测八," + who + "正常,补卡申请,正常,正常\n")) ==
        "2:4 1班 钱测二 2026-11-10 正常\n3:4 1班 李测四 2026-11-10 病假\n4:4 1班 周测五 2026-11-10 事假\n"
        "5:4 1班 吴测六 2026-11-10 待核实\n6:4 1班 郑测七 2026-11-10 待核实\n7:4 1班 王测八 2026-11-10 正常\n");
}
