#include "files/render/chart.h"

#include <doctest/doctest.h>

#include "day.h"
#include "said.h"

using namespace ksbx;

namespace {

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

Chart roles() {
  return {"p1", "责任主体", {"班主任", "校长"}, {{"逾期", {3, 0}}, {"未到期", {9, 1}}}};
}

}  // namespace

TEST_CASE("a bar chart has a name for screen readers, every row's name and sum, and a legend") {
  const std::string svg = svg_bars(roles());
  CHECK(svg.starts_with("<svg viewBox=\"0 0 400 "));
  CHECK(contains(svg, "role=\"img\" aria-label=\"责任主体\""));
  CHECK(contains(svg, "<title>责任主体</title>"));
  for (const char* words : {">班主任<", ">校长<", ">12<", ">1<", ">逾期<", ">未到期<"}) {
    CAPTURE(words);
    CHECK(contains(svg, words));
  }
}

TEST_CASE("parts of a bar differ by filling, not by colour alone") {
  const std::string svg = svg_bars(roles());
  CHECK(contains(svg, "<pattern id=\"p1f1\""));
  CHECK(contains(svg, "url(#p1f1)"));
}

TEST_CASE("a value that is not known is no nought") {
  Chart chart = roles();
  chart.series = {{"率", {97.5, std::nullopt}}};
  chart.targets = {98.0, std::nullopt};
  chart.target_name = "目标";
  const std::string svg = svg_bars(chart);
  CHECK(contains(svg, ">97.5<"));
  CHECK(contains(svg, ">—<"));
  CHECK(count(svg, "class=\"mark\"") == 2);  // one row has a target, and the legend
}

TEST_CASE("a rate above a hundred has a sign at its bar, and the legend says what the sign means") {
  Chart chart = roles();
  chart.series = {{"率", {102.5, 97.5}}};
  chart.doubtful = {0};
  chart.doubt_name = "超过100%或为负，请核对";
  const std::string svg = svg_bars(chart);
  CHECK(contains(svg, ">102.5！<"));
  CHECK(contains(svg, ">97.5<"));
  CHECK(contains(svg, ">超过100%或为负，请核对<"));
}

TEST_CASE("bars of nothing but noughts are drawn, and have their numbers") {
  Chart chart = roles();
  chart.series = {{"逾期", {0, 0}}};
  CHECK(count(svg_bars(chart), ">0<") == 2);
}

TEST_CASE("lines have a dash and a mark each, and the last value at their end") {
  const std::string svg = svg_lines({"p1", "每月", {"2026-09", "2026-10"}, {{"缺课", {5, 12}}, {"任务", {1, 2}}}});
  CHECK(count(svg, "<polyline") == 4);  // two lines and their samples in the legend
  CHECK(contains(svg, "stroke-dasharray=\"6 4\""));
  CHECK(contains(svg, ">12<"));
  CHECK(contains(svg, ">2026-10<"));
}

TEST_CASE("one month alone is a point") {
  const std::string svg = svg_lines({"p1", "每月", {"2026-10"}, {{"缺课", {5}}}});
  CHECK(contains(svg, "<circle"));
  CHECK_FALSE(contains(svg, "nan"));
  CHECK_FALSE(contains(svg, "inf"));
}

TEST_CASE("a calendar has a square for each day, darker for more, with day and number in words") {
  const std::string svg =
      svg_calendar("缺课", {{day("2026-10-12"), 0}, {day("2026-10-16"), 8}, {day("2026-10-19"), 2}}, Language::zh);
  CHECK(count(svg, "<rect") == 3 + 5);  // and the legend
  CHECK(contains(svg, "<title>2026-10-16\u30008</title>"));
  CHECK(contains(svg, "fill=\"#173b5c\""));
  CHECK(contains(svg, ">10月<"));
  CHECK(svg_calendar("缺课", {}, Language::zh).empty());
}

TEST_CASE("a month stands over the first week that begins in it, not over the last days of the month before") {
  const std::string svg =
      svg_calendar("缺课", {{day("2026-09-28"), 1}, {day("2026-09-30"), 2}, {day("2026-10-08"), 3}}, Language::zh);
  const std::size_t september = svg.find(">9月<"), october = svg.find(">10月<");
  REQUIRE(september != std::string::npos);
  REQUIRE(october != std::string::npos);
  CHECK(september < october);
}

TEST_CASE("a strip has a letter in each square") {
  const std::vector<Sign> signs = {{"到", {"到校", ""}, 1}, {"缺", {"缺课", ""}, 3}};
  const std::string svg = svg_strip("到课", {"上午", "下午"},
                                    {{day("2026-10-12"), {"到", "缺"}}, {day("2026-10-19"), {"缺", "到"}}}, signs);
  CHECK(count(svg, ">缺<") == 2);
  CHECK(contains(svg, ">10/12<"));
  CHECK(contains(svg, ">10/19<"));
}

TEST_CASE("a name in a chart never becomes markup") {
  Chart chart = roles();
  chart.names[0] = "<script>x</script>";
  chart.title = "\"><img>";
  for (const std::string& svg : {svg_bars(chart), svg_lines(chart)}) {
    CHECK_FALSE(contains(svg, "<script"));
    CHECK_FALSE(contains(svg, "<img"));
  }
}
