#include "files/sheet/title_words.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

// "school=… grade=… class=… month=… day=…", as far as the title says it.
std::string said(std::string_view title) {
  const TitleWords words = read_title(title);
  std::string all;
  const auto add = [&all](const char* name, const std::string& value) {
    if (!value.empty()) all += formatted("{}{}={}", all.empty() ? "" : " ", name, value);
  };
  add("school", words.several_schools ? "?" : words.school);
  add("grade", words.grade);
  add("class", words.several_classes ? "?" : words.school_class);
  add("month", words.several_months ? "?" : words.month ? words.month->written() : "");
  add("day", words.several_days ? "?" : words.day ? words.day->iso() : "");
  return all;
}

}  // namespace

TEST_CASE("a title says school, class, month and day as offices write them") {
  const struct {
    const char* title;
    const char* says;
  } titles[] = {
      {"石桥市第一初级中学七年级1班2026年11月学生考勤表", "school=石桥市第一初级中学 class=七年级1班 month=2026-11"},
      {"2026年秋季石桥市第一初级中学七年级（1）班花名册", "school=石桥市第一初级中学 class=七年级(1)班"},
      {"2026-2027学年第一学期青石镇中心小学三年级二班", "school=青石镇中心小学 class=三年级二班"},
      {"学校：石桥中学    班级：七1班   月份：11月   班主任：孙某", "school=石桥中学 class=七1班 month=11"},
      {"学校名称: 石桥中学班级: 8.2班", "school=石桥中学 class=8.2班"},
      {"七(1)班", "class=七(1)班"},
      {"(1)班", "class=(1)班"},
      {"白沙乡中心小学2026年秋季学生花名册（五年级1班）", "school=白沙乡中心小学 class=五年级1班"},
      {"学生花名册（五年级（1）班）", "class=五年级(1)班"},
      {"花名册【五(1)班】", "class=五(1)班"},
      {"七1班11月考勤", "class=七1班 month=11"},
      {"缺勤学生名单（2026年11月10日）", "month=2026-11 day=2026-11-10"},
      {"缺勤名单2026-11-10", "month=2026-11 day=2026-11-10"},
      {"考勤20261110", "month=2026-11 day=2026-11-10"},
      {"二〇二六年十一月份", "month=2026-11"},
      {"2026.11考勤", "month=2026-11"},
      {"七年级 2026年11月2日至6日", "grade=七年级 month=2026-11 day=2026-11-02"},
      {"七年级1班、2班合并花名册", "class=?"},
      {"七年级1-2班", "class=七年级1-2班"},
      {"10月26日—11月6日", "month=? day=?"},
      {"石桥市第一初级中学  填表日期：2026年12月1日", "school=石桥市第一初级中学"},
      {"全市中小学生学籍表", ""},
      {"班主任签字：", ""},
      {"Sheet1", ""},
      {"学生花名册", ""},
      {"", ""},
  };
  for (const auto& [title, says] : titles) {
    CAPTURE(title);
    CHECK(said(title) == says);
  }
}

TEST_CASE("a sheet or file is also called by its class without 班") {
  const struct {
    const char* name;
    const char* says;
  } names[] = {
      {"七（2）", "class=七(2)班"},
      {"七(2)", "class=七(2)班"},
      {"七2", "class=七2班"},
      {"八（十）", "class=八(十)班"},
      {"初一（3）", "class=初一(3)班"},
      {"高二(1)", "class=高二(1)班"},
      {"七年级（2）", "class=七年级(2)班"},
      {"七年级2", "class=七年级2班"},
      {"7（2）", "class=7(2)班"},
      {"七（2） 10月", "class=七(2)班 month=10"},
      {"云溪中学七（2）学生考勤表（2026年10月）", "school=云溪中学 class=七(2)班 month=2026-10"},
      {"13八1", "class=八1班"},
      {"七（1）、七（2）", ""},
      {"附件三（2）", ""},
      {"表七（2）", ""},
      {"三（2）填写说明", ""},
      {"考勤7(2)", ""},
      {"十一1", ""},
      {"七年级", "grade=七年级"},
  };
  for (const auto& [name, says] : names) {
    CAPTURE(name);
    CHECK(said(name) == says);
  }
}

TEST_CASE("the number of a file or an attachment is not part of its class") {
  const struct {
    const char* name;
    const char* says;
  } names[] = {
      {"13八1班半天", "class=八1班"},
      {"附件13八年级（1）班10月考勤", "class=八年级(1)班 month=10"},
      {"附件13 八1班", "class=八1班"},
      {"13号八1班", "class=八1班"},
      {"13.八1班", "class=八1班"},
      {"13-八1班", "class=八1班"},
      {"13、八1班", "class=八1班"},
      {"1、七年级1班", "class=七年级1班"},
      {"附件3 7(1)班", "class=7(1)班"},
      {"附件3 701班", "class=701班"},
      {"7.1班", "class=7.1班"},
      {"7-1班", "class=7-1班"},
      {"2026级1班", "class=2026级1班"},
      {"七年级 1班", "class=七年级1班"},
      {"附件3 一班", "class=一班"},
      {"七1班、七2班", "class=?"},
      {"1、2班", "class=?"},
  };
  for (const auto& [name, says] : names) {
    CAPTURE(name);
    CHECK(said(name) == says);
  }
}

TEST_CASE("the number of a copy of a file is no class") {
  CHECK(stem_of("表/七年级(1).xlsx") == "七年级");
  CHECK(stem_of("七年级 (2).xlsx[Sheet1]") == "七年级");
  CHECK(stem_of("七1班(1).csv") == "七1班");
  CHECK(stem_of("七(1).xlsx") == "七(1)");
  CHECK(stem_of("七年级（1）.xlsx") == "七年级（1）");
}

TEST_CASE("titles that say the same are one, and those that differ are none") {
  const auto today = Day::of(2026, 11, 23);
  const auto reading = [&](const char* title, const char* sheet) {
    return read_titles({{title, text("标题", "title"), 1}, {sheet, text("工作表名", "sheet"), 0}}, today);
  };
  CHECK(reading("初一（1）班", "七1班").school_class.value == "初一(1)班");
  CHECK(reading("初一（1）班", "七2班").school_class.value.empty());
  CHECK(reading("初一（1）班", "七2班").school_class.contradicts);
  CHECK(reading("2026年11月", "11月").month.value == "2026-11");
  CHECK(reading("10月", "11月").month.contradicts);
  CHECK(reading("", "Sheet1").month.value.empty());
}

TEST_CASE("a day without its year is the latest that has come, and two days contradict") {
  const auto day_of = [](const std::vector<TitleText>& texts) { return read_titles(texts, Day::of(2026, 11, 23)).day; };
  CHECK(day_of({{"11月10日缺勤", text("文件名", "name"), 0}}).value == "2026-11-10");
  CHECK(day_of({{"12月1日缺勤", text("文件名", "name"), 0}}).value == "2025-12-01");
  CHECK(day_of({{"2026年11月10日缺勤", text("标题", "title"), 1}, {"11月10日", text("文件名", "name"), 0}}).value ==
        "2026-11-10");
  CHECK(
      day_of({{"2026年11月10日缺勤", text("标题", "title"), 1}, {"11月11日", text("文件名", "name"), 0}}).contradicts);
}

TEST_CASE("what the titles of all sheets of a workbook say is one line, each thing once") {
  const auto sheet = [](const char* name, const char* school_class) {
    const std::string place = std::string("考勤.xlsx[") + name + "]";
    return Problems{taken_from_title({place, 1, 0}, text("学校", "school"), "云溪中学", text("标题", "title")),
                    Problem{Severity::warning, "W_NO_ROWS", {place, 0, 0}, text("空", "empty"), {}},
                    taken_from_title({place, 0, 0}, text("班级", "class"), school_class, text("工作表名", "sheet"))};
  };
  Problems first = sheet("七1", "七1班"), second = sheet("七（2）", "七(2)班");
  gather_titles({&first, &second});
  REQUIRE(first.size() == 2);
  CHECK(first[0].what.zh ==
        "取自标题或名称，用于表里所有行：学校“云溪中学”（标题）、班级“七1班”（工作表名）、班级“七(2)班”（工作表名）");
  CHECK(first[0].origin == Origin{"考勤.xlsx", 0, 0});
  REQUIRE(second.size() == 1);
  CHECK(second[0].code == "W_NO_ROWS");
}
