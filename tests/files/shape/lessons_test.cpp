// Attendance by lessons and by weekdays, and months of clock-in programs, read through Sheet as whoever imports them
// does.
#include <doctest/doctest.h>

#include "files/shape/clock_words.h"
#include "files/shape/find_shape.h"
#include "files/shape/period_list.h"
#include "files/shape/week_words.h"
#include "files/sheet/roster_text.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

// Four lessons in the morning, four in the afternoon; half of them make the half day.
std::vector<Layout> with_lessons() {
  Rulebook rulebook;
  for (const std::int64_t value : {4, 4, 50}) {
    Parameter::Dated dated;
    dated.from = *Day::of(2016, 8, 12);
    dated.value = value;
    Parameter parameter;
    parameter.values.push_back(dated);
    rulebook.parameters.push_back(parameter);
  }
  rulebook.lessons = {0, 1, 2};
  rulebook.attendance_codes.push_back({"G", text("公务", "duty"), Presence::excused});
  return layouts_of(rulebook);
}

SheetOptions options_of(std::vector<TypedCell> given) {
  SheetOptions options;
  options.shape = find_shape;
  options.today = Day::of(2026, 11, 23);
  options.given_cells = std::move(given);
  return options;
}

Sheet lesson_sheet(std::string text, std::vector<TypedCell> given = {}, const std::string& name = "表.csv") {
  return Sheet::of_bytes(std::move(text), name, with_lessons(), options_of(std::move(given)));
}

// "3:2 钱试二 2026-11-02上午 旷课" for each row.
std::string lines_of(Sheet sheet) {
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

std::string told_by(Sheet sheet) {
  while (sheet.next() != nullptr) {
  }
  return codes_of(sheet.problems());
}

const std::string lesson_head = "班级,姓名,第1节,第2节,第3节,第4节,第5节,第6节,第7节\n";
const std::vector<TypedCell> tenth = {{"日期", "2026-11-10"}};

}  // namespace

TEST_CASE("a half day is missed if half of its lessons are, and lessons missed are named") {
  const std::string text = lesson_head + "七年级1班,钱试二,√,×,×,√,√,√,√\n七年级1班,孙试三,√,√,√,√,×,×,×\n";
  CHECK(lines_of(lesson_sheet(text, tenth)) ==
        "2:3 钱试二 2026-11-10上午 旷课（第2、3节）\n2:7 钱试二 2026-11-10下午 出勤\n"
        "3:3 孙试三 2026-11-10上午 出勤\n3:7 孙试三 2026-11-10下午 旷课\n");
}

TEST_CASE("fewer lessons than half are no missed half day, and each case is told") {
  Sheet sheet = lesson_sheet(lesson_head + "七年级1班,钱试二,×,√,√,√,√,√,迟到\n", tenth);
  CHECK(lines_of(std::move(sheet)) == "2:3 钱试二 2026-11-10上午 出勤\n2:7 钱试二 2026-11-10下午 迟到\n");
  CHECK(told_by(lesson_sheet(lesson_head + "七年级1班,钱试二,×,√,√,√,√,√,√\n", tenth)) == "W_LESSONS_FEW");
}

TEST_CASE(
    "leave and truancy that only together make half a day are unverified, and so are lessons that no one marked") {
  CHECK(lines_of(lesson_sheet(lesson_head + "七年级1班,钱试二,×,病假,√,√,,,\n", tenth)) ==
        "2:3 钱试二 2026-11-10上午 待核实（第1、2节）\n");
  CHECK(lines_of(lesson_sheet(lesson_head + "七年级1班,钱试二,×,√,,,,,\n", tenth)) ==
        "2:3 钱试二 2026-11-10上午 待核实（第1节）\n");
  CHECK(lines_of(lesson_sheet(lesson_head + "七年级1班,钱试二,G,G,G,G,,,\n", tenth)) ==
        "2:3 钱试二 2026-11-10上午 请假\n");
}

TEST_CASE("a mark of a lesson that is no known word rejects its half day alone") {
  CHECK(lines_of(lesson_sheet(lesson_head + "七年级1班,钱试二,√,不知,√,√,√,√,√\n", tenth)) ==
        "2:4 钱试二 2026-11-10上午 不知\n2:7 钱试二 2026-11-10下午 出勤\n");
}

TEST_CASE("上午 and 下午 over the lessons say which half they are, and evening lessons count for neither") {
  CHECK(lines_of(lesson_sheet(
            "七年级1班2026年11月10日考勤\n姓名,上午,,下午,\n,第1节,第2节,第1节,第2节\n钱试二,×,√,√,√\n")) ==
        "4:2 钱试二 2026-11-10上午 旷课（第1节）\n4:4 钱试二 2026-11-10下午 出勤\n");
  CHECK(lines_of(lesson_sheet("班级,姓名,早读,第1节,第2节,第9节,晚自习\n七年级1班,钱试二,×,√,√,×,×\n", tenth)) ==
        "2:4 钱试二 2026-11-10上午 出勤\n");
}

TEST_CASE("上午 and 下午 may stand below the first of their lessons") {
  CHECK(lines_of(lesson_sheet("七年级1班2026年11月10日课堂点名表\n姓名,第1节,第2节,第3节,第4节,第5节,第6节,第7节\n"
                              ",上午,,,,下午,,\n钱试二,√,×,×,√,√,√,√\n孙试三,√,√,√,√,×,×,×\n")) ==
        "4:2 钱试二 2026-11-10上午 旷课（第2、3节）\n4:6 钱试二 2026-11-10下午 出勤\n"
        "5:2 孙试三 2026-11-10上午 出勤\n5:6 孙试三 2026-11-10下午 旷课\n");
}

TEST_CASE("days with their lessons below, as columns or as rows, are half days") {
  CHECK(lines_of(lesson_sheet("七年级1班考勤表\n姓名,11月9日,,,11月10日,,\n,第1节,第2节,第5节,第1节,第2节,第5节\n"
                              "钱试二,√,√,√,×,×,√\n")) ==
        "4:2 钱试二 2026-11-09上午 出勤\n4:4 钱试二 2026-11-09下午 出勤\n4:5 钱试二 2026-11-10上午 旷课\n"
        "4:7 钱试二 2026-11-10下午 出勤\n");
  CHECK(lines_of(lesson_sheet("七年级1班考勤表\n姓名,11月9日,,,11月10日,,\n节次,1,2,5,1,2,5\n钱试二,√,√,√,×,×,√\n")) ==
        "4:2 钱试二 2026-11-09上午 出勤\n4:4 钱试二 2026-11-09下午 出勤\n4:5 钱试二 2026-11-10上午 旷课\n"
        "4:7 钱试二 2026-11-10下午 出勤\n");
  CHECK(lines_of(lesson_sheet("七年级1班考勤表\n姓名,节次,11月9日,11月10日\n钱试二,1,√,×\n,2,√,×\n,5,√,√\n")) ==
        "3:3 钱试二 2026-11-09上午 出勤\n3:4 钱试二 2026-11-10上午 旷课\n"
        "5:3 钱试二 2026-11-09下午 出勤\n5:4 钱试二 2026-11-10下午 出勤\n");
}

TEST_CASE("bare numbers beside 早读, or under a title of one day, are lessons and no days of the month") {
  const std::string beside = "七年级1班2026年11月10日\n姓名,早读,1,2,3,4,5,6,7,8,晚自习\n钱试二,×,√,√,√,√,√,×,×,×,√\n";
  CHECK(lines_of(lesson_sheet(beside)) ==
        "3:3 钱试二 2026-11-10上午 出勤\n3:7 钱试二 2026-11-10下午 旷课（第6、7、8节）\n");
  const std::string day = "七年级1班2026年11月10日（星期二）课堂考勤\n";
  const std::string seven = "姓名,1,2,3,4,5,6,7\n钱试二,√,√,√,√,×,×,×\n";
  CHECK(lines_of(lesson_sheet(day + seven)) == "3:2 钱试二 2026-11-10上午 出勤\n3:6 钱试二 2026-11-10下午 旷课\n");
  CHECK(refusal_of([&] { Sheet::of_bytes(day + seven, "表.csv", layouts({}), options_of({})); }) == "E_PERIODS");
  CHECK(refusal_of([&] { lesson_sheet(day + "姓名,1,2,3,4,5,6,7,8,9,10\n钱试二,√,√,√,√,×,×,×,√,√,√\n"); }) ==
        "E_DAY_UNCLEAR");
  const std::string days = "2:2 钱试二 2026-11-01 √\n";
  CHECK(lines_of(lesson_sheet(seven, {{"月份", "2026-11"}, {"班级", "七年级1班"}}, "考勤2026年11月10日.csv"))
            .starts_with(days));
  CHECK(lines_of(lesson_sheet("七年级1班2026年11月1日-7日考勤\n" + seven)).starts_with("3:2 钱试二 2026-11-01 √\n"));
}

TEST_CASE("a list by lessons without a date, or without a rule of the rulebook, is refused with what to do") {
  CHECK(refusal_of([] { lesson_sheet(lesson_head + "七年级1班,钱试二,√,×,√,√,√,√,√\n"); }) == "E_DATE_UNKNOWN");
  CHECK(refusal_of([] {
          Sheet::of_bytes(lesson_head + "七年级1班,钱试二,√,×,√,√,√,√,√\n", "表.csv", layouts({}), options_of(tenth));
        }) == "E_PERIODS");
  CHECK(lines_of(lesson_sheet("日期,班级,姓名,第1节,第2节\n2026-11-09,七年级1班,钱试二,√,√\n"
                              "2026-11-10,七年级1班,钱试二,×,×\n")) ==
        "2:4 钱试二 2026-11-09上午 出勤\n3:4 钱试二 2026-11-10上午 旷课\n");
}

TEST_CASE("a column for one kind of missed lessons says what they were") {
  CHECK(lines_of(lesson_sheet("姓名,旷课节次,请假节次\n钱试二,1-2,\n孙试三,,下午\n",
                              {{"日期", "2026-11-10"}, {"班级", "七年级1班"}})) ==
        "2:2 钱试二 2026-11-10上午 旷课（第1、2节）\n3:3 孙试三 2026-11-10下午 请假\n");
  CHECK(refusal_of([] { lesson_sheet("班级,姓名,缺课节次\n七年级1班,钱试二,1\n"); }) == "E_DATE_UNKNOWN");
}

TEST_CASE("lessons in one cell are counted into half days") {
  const std::string head = "日期,班级,姓名,缺课节次,状态\n2026-11-10,七年级1班,";
  CHECK(lines_of(lesson_sheet(head + "钱试二,第1-3节,旷课\n")) == "2:4 钱试二 2026-11-10上午 旷课（第1、2、3节）\n");
  CHECK(lines_of(lesson_sheet(head + "钱试二,\"3,4,5\",病假\n")) ==
        "2:4 钱试二 2026-11-10上午 病假（第3、4节）\n2:4 钱试二 2026-11-10下午 出勤\n");
  CHECK(lines_of(lesson_sheet(head + "钱试二,全天,\n")) ==
        "2:4 钱试二 2026-11-10上午 待核实\n2:4 钱试二 2026-11-10下午 待核实\n");
  CHECK(lines_of(lesson_sheet(head + "钱试二,两节,旷课\n")) == "2:4 钱试二 2026-11-10 旷课(R_LESSONS_UNREAD)\n");
}

TEST_CASE("cells of lessons") {
  const auto lessons = [](std::string_view cell) {
    const std::vector<Layout> all = with_lessons();
    const LessonRule& rule = *std::ranges::find(all, RosterKind::attendance, &Layout::kind)->lessons;
    const auto read = read_lessons(cell, rule, *Day::of(2026, 11, 10));
    std::string words = read ? "" : "?";
    if (read)
      for (const int one : *read) words += std::to_string(one);
    return words;
  };
  CHECK(lessons("1,2,3") == "123");
  CHECK(lessons("第1、2节") == "12");
  CHECK(lessons("第5至7节") == "567");
  CHECK(lessons("上午第1节 下午第1、2节") == "156");
  CHECK(lessons("下午5、6节") == "56");
  CHECK(lessons("上午") == "1234");
  CHECK(lessons("1-4节") == "1234");
  CHECK(lessons("第三节") == "3");
  CHECK(lessons("下午三节") == "?");
  CHECK(lessons("2节") == "?");
  CHECK(lessons("9") == "?");
  CHECK(lessons("1-") == "?");
  CHECK(lessons("体育") == "?");
}

TEST_CASE("weekdays are dates where the title, the file or --set names the week") {
  const std::string head = "班级,姓名,星期一,星期二,星期三,星期四,星期五\n七年级1班,钱试二,√,×,√,√,√\n";
  const std::string sixteenth =
      "3:3 钱试二 2026-11-16 √\n3:4 钱试二 2026-11-17 ×\n3:5 钱试二 2026-11-18 √\n3:6 钱试二 2026-11-19 √\n"
      "3:7 钱试二 2026-11-20 √\n";
  CHECK(lines_of(lesson_sheet("第12周考勤 11月16日—11月20日\n" + head)) == sixteenth);
  CHECK(lines_of(lesson_sheet("第12周考勤\n" + head, {}, "考勤11.16-11.20.csv")) == sixteenth);
  CHECK(lines_of(lesson_sheet("第12周考勤\n" + head, {{"日期", "2026-11-18"}})) == sixteenth);
  CHECK(refusal_of([&] { lesson_sheet("第12周考勤\n" + head); }) == "E_DAY_UNCLEAR");
  CHECK(refusal_of([&] { lesson_sheet("第12周考勤 11月16日—11月19日\n" + head); }) == "E_DAY_UNCLEAR");
  CHECK(lines_of(lesson_sheet("班级,姓名,周一 (11.16),周二（11.17）\n七年级1班,钱试二,√,×\n")) ==
        "2:3 钱试二 2026-11-16 √\n2:4 钱试二 2026-11-17 ×\n");
}

TEST_CASE("weeks that titles name") {
  const auto week = [](std::string_view title) {
    const auto found = week_in(title, Day::of(2026, 11, 23));
    return found ? found->first.iso() + " " + found->last.iso() : std::string();
  };
  CHECK(week("第12周（11月16日至20日）") == "2026-11-16 2026-11-20");
  CHECK(week("2026年11月16日—2026年11月20日") == "2026-11-16 2026-11-20");
  CHECK(week("2026.11.16-11.20") == "2026-11-16 2026-11-20");
  CHECK(week("11/16~11/22") == "2026-11-16 2026-11-22");
  CHECK(week("12月28日-1月1日") == "2025-12-28 2026-01-01");
  CHECK(week("11月16日（星期一）至11月20日（星期五）") == "2026-11-16 2026-11-20");
  CHECK(week("11月1日至11月30日").empty());
  CHECK(week("2026-2027学年第12周").empty());
  CHECK(week("11月9日-13日，11月16日-20日").empty());
}

TEST_CASE("a month of a clock-in program is read, with a missing clock-in unverified and days of rest left out") {
  const std::string month =
      "月度汇总 统计日期：2026-11-01 至 2026-11-30\n姓名,考勤组,部门,出勤天数,考勤结果,,,,\n,,,,\"六\n7\",9,10,11,12\n"
      "钱试二,学生,石桥市第一初级中学-七年级1班,3,休息,正常,旷工,上班迟到15分钟;下班缺卡,\n"
      "孙试三,学生,七年级1班,3,休息,缺卡(上午),请假(病假),事假11-11 08:00到11-11 17:00 1天,事假11-12 13:30到11-12 "
      "17:00\n";
  CHECK(lines_of(lesson_sheet(month)) ==
        "5:6 钱试二 2026-11-09 到校\n5:7 钱试二 2026-11-10 旷课\n5:8 钱试二 2026-11-11上午 迟到\n"
        "5:8 钱试二 2026-11-11下午 待核实\n"
        "6:7 孙试三 2026-11-10 病假\n6:8 孙试三 2026-11-11 事假\n"
        "6:6 孙试三 2026-11-09上午 待核实\n6:9 孙试三 2026-11-12上午 到校\n"
        "6:6 孙试三 2026-11-09下午 到校\n6:9 孙试三 2026-11-12下午 事假\n");
}

TEST_CASE("when a program wrote an export says nothing of the month that it is about") {
  const std::string head = "姓名,考勤组,部门,考勤结果,,,,\n,,,2,3,4,5,6\n";
  const std::string pupil = "钱试二,学生,石桥市第一初级中学-七年级1班,正常,旷工,正常,正常,正常\n";
  for (const char* written : {"报表生成时间：2026-11-01 09:00", "生成于 2026-11-01", "导出时间：2026/11/1 08:00",
                              "下载日期 2026年11月1日", "打印：2026-11-02"}) {
    CAPTURE(written);
    CHECK(lines_of(lesson_sheet("月度汇总 统计日期：2026-10-01 至 2026-10-31\n" + std::string(written) + "\n" + head +
                                pupil))
              .find("5:5 钱试二 2026-10-03 旷课") != std::string::npos);
  }
  try {
    lines_of(lesson_sheet("2026年10月月度汇总\n2026年11月\n" + head + pupil));
    FAIL("two months were not refused");
  } catch (const Error& error) {
    CHECK(codes_of(error.problems()) == "E_MONTH_UNKNOWN");
    CHECK(error.problems().front().origin.line == 1);
    CHECK(error.problems().front().origin.column == 0);
  }
}

TEST_CASE("a weekend day that a clock-in program heads with its weekday alone is the day of its place") {
  const std::string title = "月度汇总 统计日期：2026-11-01 至 2026-11-30\n姓名,考勤组,部门,考勤结果,,,,,,\n";
  const std::string pupil = "钱试二,学生,石桥市第一初级中学-七年级1班,休息,正常,旷工,正常,正常,正常,休息\n";
  CHECK(lines_of(lesson_sheet(title + ",,,日,2,3,4,5,6,六\n" + pupil)) ==
        "4:5 钱试二 2026-11-02 到校\n4:6 钱试二 2026-11-03 旷课\n4:7 钱试二 2026-11-04 到校\n"
        "4:8 钱试二 2026-11-05 到校\n4:9 钱试二 2026-11-06 到校\n");
  CHECK(refusal_of([&] { lines_of(lesson_sheet(title + ",,,六,2,3,4,5,6,日\n" + pupil)); }) == "E_DAY_UNCLEAR");
}

TEST_CASE("one clock-in and a cell for the day say the same with the same words") {
  const struct {
    const char *cell, *state;
  } cases[] = {{"缺卡", "待核实"},   {"无打卡", "待核实"}, {"外勤", "到校"}, {"已补卡", "到校"},
               {"补卡通过", "到校"}, {"旷工迟到", "迟到"}, {"休息", ""},     {"正常（休息）", ""},
               {"--", ""},           {"加班2小时", ""},    {"/", ""}};
  for (const auto& [cell, state] : cases) {
    CAPTURE(cell);
    CHECK(state_of_result(cell) == state);
    CHECK(result_of_day(cell, std::nullopt).morning == state);
  }
}

TEST_CASE("cells of a month of clock-ins") {
  const auto halves = [](std::string_view cell) {
    const DayResult result = result_of_day(cell, Day::of(2026, 11, 10));
    return result.morning + "|" + result.afternoon;
  };
  CHECK(halves("正常（外勤）") == "到校|到校");
  CHECK(halves("旷工迟到") == "迟到|到校");
  CHECK(halves("未打卡") == "待核实|待核实");
  CHECK(halves("休息并打卡") == "|");
  CHECK(halves("--") == "|");
  CHECK(halves("事假11-09 13:30到11-11 17:00 2.5天") == "事假|事假");
  CHECK(halves("事假11-10 08:00到11-10 12:00 0.5天") == "事假|到校");
  CHECK(halves("事假0.5天") == "事假0.5天|事假0.5天");
  CHECK(halves("病假审批中") == "病假审批中|病假审批中");
  CHECK(halves("出差") == "出差|出差");
}
