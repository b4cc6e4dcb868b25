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

TEST_CASE("headings that share what stands before their stroke are put under one head, if they are neighbours") {
  const auto shown = [](const std::vector<std::string>& headings) {
    std::string words;
    for (const HeadGroup& group : head_groups(headings)) {
      words += group.head + "[";
      for (const std::string& heading : group.headings) words += heading + " ";
      words += "]";
    }
    return words;
  };
  CHECK(shown({"年级", "转入/男", "转入/女", "转出/男", "转出/女"}) == "[年级 ]转入[男 女 ]转出[男 女 ]");
  CHECK(shown({"上午/下午", "人数"}) == "[上午/下午 ][人数 ]");  // on its own it is a heading as any other
  CHECK(have_heads(head_groups({"转入/男", "转入/女"})));
  CHECK_FALSE(have_heads(head_groups({"年级", "人数"})));
}

TEST_CASE("a row that adds up others says so in its first words") {
  CHECK(is_total({std::int64_t{1}, std::string("全市合计"), std::int64_t{12}}));
  CHECK(is_total({std::string("total")}));
  CHECK_FALSE(is_total({std::string("七年级"), std::string("合计")}));
  CHECK_FALSE(is_total({Cell{}, std::int64_t{3}}));
}
