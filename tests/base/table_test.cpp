#include "base/table.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("a number is read also where it stands as text, and a word is none") {
  CHECK(number_of(std::int64_t{12}) == 12.0);
  CHECK(number_of(std::string("98.30")) == 98.3);
  CHECK(number_of(std::string("-3")) == -3.0);
  for (const Cell& cell : {Cell{}, Cell{std::string()}, Cell{std::string("<3")}, Cell{std::string("3天")}})
    CHECK(number_of(cell) == std::nullopt);
}

TEST_CASE("a heading names the unit of its numbers") {
  Column column{"days", text("逾期", "late"), Privacy::none, ColumnType::integer, text("天", "days")};
  CHECK(heading_of(column) == text("逾期（天）", "late (days)"));
  column.unit = {};
  CHECK(heading_of(column) == text("逾期", "late"));
  CHECK(heading_of({"days", {}}) == same_text("days"));
}
