#include "policy/table/chart_wish.h"

#include <doctest/doctest.h>

#include "base/problem.h"
#include "duties_table.h"

using namespace ksbx;

namespace {

Panel part_of(Table table, const std::string& typed) {
  return charted(std::move(table), typed).parts.at(0);
}

Problem refusal_of(Table table, const std::string& typed) {
  try {
    charted(std::move(table), typed);
  } catch (const Error& error) {
    return error.problems().front();
  }
  return {};
}

std::string names_of(const Panel& part) {
  std::string all;
  for (const std::string& name : part.across) all += (all.empty() ? "" : ",") + name;
  return all;
}

// A count for each of two roles.
Table by_role() {
  Table table{"duties",
              text("任务", "duties"),
              {{"city", text("市", "city")},
               {"role", text("职责", "role")},
               {"rows", text("行数", "rows"), Privacy::none, ColumnType::count}},
              {}};
  table.rows = {{std::string("石桥市"), std::string("班主任"), std::int64_t{12}},
                {std::string("石桥市"), std::string("校长"), std::int64_t{3}}};
  return table;
}

}  // namespace

TEST_CASE("a chart draws the first count, share or amount, and days late only if they are named") {
  CHECK(part_of(duties_table(), "bar").values == std::vector<std::string>{"pupils"});
  CHECK(part_of(duties_table(), "bar:percent").values == std::vector<std::string>{"percent"});
  CHECK(part_of(duties_table(), "line:pupils,days_late").values == std::vector<std::string>{"pupils", "days_late"});
}

TEST_CASE("rows are named by the first texts that tell them apart") {
  CHECK(names_of(part_of(duties_table(), "bar")) == "due");
  CHECK(names_of(part_of(by_role(), "bar")) == "role");  // every row is of one city
}

TEST_CASE("a row that adds up the others is no bar") {
  Table table = by_role();
  table.rows.push_back({std::string("合计"), std::string(), std::int64_t{15}});
  CHECK(part_of(table, "bar").table.rows.size() == 2);
}

TEST_CASE("of a long list the first sixty bars are drawn, and a note says so") {
  Table table = by_role();
  for (int i = 0; i < 70; ++i) table.rows.push_back({std::string("石桥市"), formatted("{}", i), std::int64_t{1}});
  const Panel part = part_of(table, "bar");
  CHECK(part.table.rows.size() == 60);
  REQUIRE(part.table.notes.size() == 1);
  CHECK(part.table.notes[0].en == "the first 60 of 72 rows are drawn; --by, --group-by or --where make fewer.");
}

TEST_CASE("a calendar is drawn over the days of a report, one row for each day") {
  const Panel part = part_of(duties_table(), "heat");
  CHECK(part.picture == Picture::heat);
  CHECK(names_of(part) == "due");
  Table twice = duties_table();
  twice.rows.push_back(twice.rows.front());
  CHECK(refusal_of(twice, "heat").code == "same-day");
  CHECK(refusal_of(twice, "heat").remedy.en == "count by the day first: --group-by due");
  CHECK(refusal_of(by_role(), "heat").code == "no-days");
}

TEST_CASE("what cannot be drawn is refused with what can") {
  CHECK(refusal_of(duties_table(), "pie").code == "unknown-chart");
  CHECK(refusal_of(duties_table(), "bars").remedy.en == "did you mean bar?");
  CHECK(refusal_of(duties_table(), "bar:pupil").code == "unknown-column");
  const Problem text_column = refusal_of(duties_table(), "bar:role");
  CHECK(text_column.code == "no-figures");
  CHECK(text_column.remedy.en == "columns to draw: days_late (late), pupils (pupils), percent (share)");
  Table words = by_role();
  words.columns.pop_back();
  for (TableRow& row : words.rows) row.pop_back();
  CHECK(refusal_of(words, "bar").code == "no-figures");
  CHECK(refusal_of(words, "bar").remedy.zh.find("--group-by") != std::string::npos);
}

TEST_CASE("a report without rows is drawn as what it is: nothing") {
  Table table = duties_table();
  table.rows.clear();
  CHECK(part_of(table, "bar").picture == Picture::none);
}
