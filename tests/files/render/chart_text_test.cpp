#include <doctest/doctest.h>

#include "files/render/chart.h"
#include "files/render/render_page.h"
#include "said.h"

using namespace ksbx;

namespace {

Panel part(Picture picture, std::vector<std::string> values) {
  Panel made;
  made.picture = picture;
  made.across = {"day"};
  made.values = std::move(values);
  made.table = {"absences",
                text("缺课", "absences"),
                {{"day", text("日期", "day"), Privacy::none, ColumnType::date},
                 {"pupils", text("学生", "pupils"), Privacy::none, ColumnType::count},
                 {"late", text("逾期", "late"), Privacy::none, ColumnType::count}},
                {}};
  made.table.rows = {{std::string("2026-10-12"), std::int64_t{8}, std::int64_t{0}},
                     {std::string("2026-10-14"), std::int64_t{0}, std::int64_t{1}},
                     {std::string("2026-10-19"), std::int64_t{4}, std::int64_t{4}}};
  return made;
}

std::string drawn(Panel panel, int width = 0) {
  Page page{"absences", text("缺课", "absences"), {}, {std::move(panel)}, {}};
  RenderOptions options;
  options.width = width;
  options.draws_charts = true;
  return render(page, Format::table, options);
}

int times(const std::string& words, const std::string& part) {
  int found = 0;
  for (std::size_t at = words.find(part); at != std::string::npos; at = words.find(part, at + part.size())) ++found;
  return found;
}

}  // namespace

TEST_CASE("on a terminal the longest bar is as long as there is room, and each has its number") {
  const std::string shown = drawn(part(Picture::bar, {"pupils"}));
  CHECK(times(shown, "█") == 40 + 20);  // eight and four; nothing has no bar
  CHECK(contains(shown, "2026-10-12     8  █"));
  CHECK(contains(shown, "2026-10-14     0\n"));
}

TEST_CASE("parts of a bar on a terminal have a filling each, and the heading says which is which") {
  const std::string shown = drawn(part(Picture::bar, {"pupils", "late"}));
  CHECK(contains(shown, "█ 学生  ▒ 逾期"));
  CHECK(times(shown, "▒") > 3);
}

TEST_CASE("a narrow terminal shows shorter bars and every number") {
  const std::string shown = drawn(part(Picture::bar, {"pupils"}), 40);
  CHECK(times(shown, "█") < 40);
  CHECK(contains(shown, "2026-10-19     4  █"));
}

TEST_CASE("on a terminal a line is a row of blocks with its least, greatest and last value") {
  const std::string shown = drawn(part(Picture::line, {"pupils"}));
  CHECK(contains(shown, "█▁▅"));
  CHECK(contains(shown, "2026-10-12 … 2026-10-19"));
}

TEST_CASE("a value that is not known is a dot in a line, and no nought") {
  Panel gap = part(Picture::line, {"pupils"});
  gap.table.rows[1][1] = {};
  CHECK(contains(drawn(gap), "█·▅"));
}

TEST_CASE("on a terminal a calendar is a line for each week, each number with its shade behind it") {
  const std::string shown = drawn(part(Picture::heat, {"pupils"}));
  CHECK(contains(shown, "2026-10-12  8█"));
  CHECK(contains(shown, "2026-10-19  4▒"));
}

TEST_CASE("a page that nobody asked to be drawn has its tables on a terminal") {
  Page page{"absences", text("缺课", "absences"), {}, {part(Picture::bar, {"pupils"})}, {}};
  CHECK_FALSE(contains(render(page, Format::table, {}), "█"));
}

TEST_CASE("pictures are for the screen and for pages; files for programs hold numbers") {
  CHECK(draws_charts(Format::table));
  CHECK(draws_charts(Format::html));
  for (const Format format : {Format::csv, Format::json, Format::xlsx, Format::md}) CHECK_FALSE(draws_charts(format));
}
