#include "policy/table/pivot_stage.h"

#include <doctest/doctest.h>

#include "duties_table.h"

using namespace ksbx;

namespace {

Table rates() {
  Table table{"rates",
              text("比率", "rates"),
              {{"place", text("单位", "place")},
               {"measure", text("指标", "measure")},
               {"numerator", text("分子", "numerator"), Privacy::none, ColumnType::count},
               {"percent", text("百分比", "per cent"), Privacy::none, ColumnType::percent}},
              {},
              {text("说明", "note")}};
  const auto row = [&](const char* place, const char* measure, int numerator, Cell percent) {
    table.rows.push_back({std::string(place), std::string(measure), std::int64_t{numerator}, std::move(percent)});
  };
  row("全市", "入学率", 100, std::string("100.00"));
  row("全市", "巩固率", 39, std::string("97.50"));
  row("甲校", "巩固率", 19, std::string("95.00"));
  row("甲校", "出勤率", 0, {});
  return table;
}

const Pivot by_place{{"place"}, "measure", "percent"};

}  // namespace

TEST_CASE("rates are read as a matrix: a row for each place, a column for each measure") {
  const Table matrix = through(pivot_stage(by_place), rates());
  CHECK(shown(matrix) == "全市 100.00 97.50 - | 甲校 - 95.00 -");
  REQUIRE(matrix.columns.size() == 4);
  CHECK(matrix.columns[1].label.zh == "入学率");
  CHECK(matrix.columns[1].type == ColumnType::percent);
  CHECK(matrix.columns[3].label.zh == "出勤率");
  CHECK(matrix.notes.size() == 1);
  for (const TableRow& row : matrix.rows) CHECK(row.size() == matrix.columns.size());
}

TEST_CASE("several values for one place of a matrix are all there, and the same one once") {
  Table table = rates();
  table.rows.push_back(table.rows[2]);
  table.rows.push_back({std::string("甲校"), std::string("巩固率"), std::int64_t{1}, std::string("96.00")});
  CHECK(shown(through(pivot_stage(by_place), table)) == "全市 100.00 97.50 - | 甲校 - 95.00、96.00 -");
}

TEST_CASE("below a matrix stands how often each status occurs, column by column") {
  Table surveys{
      "surveys",
      text("排查表", "surveys"),
      {{"class", text("班级", "class")}, {"rule", text("排查", "survey")}, {"status", text("状态", "status")}},
      {}};
  const auto row = [&](const char* place, const char* rule, const char* status) {
    surveys.rows.push_back({std::string(place), std::string(rule), std::string(status)});
  };
  row("1班", "易流失", "逾期未交");
  row("1班", "特殊群体", "已交");
  row("2班", "易流失", "已交");
  row("2班", "特殊群体", "已交");
  const Pivot counted{{"class"}, "rule", "status", "status", "合计："};
  CHECK(shown(through(pivot_stage(counted), surveys)) ==
        "1班 逾期未交 已交 | 2班 已交 已交 | 合计：逾期未交 1 0 | 合计：已交 1 2");
  surveys.rows.clear();
  CHECK(through(pivot_stage(counted), surveys).rows.empty());
}

TEST_CASE("a list without the columns of its matrix stays a list, and one without rows has no columns to show") {
  CHECK(through(pivot_stage({{"place"}, "measure", "none"}), rates()).rows.size() == 4);
  Table empty = rates();
  empty.rows.clear();
  CHECK(through(pivot_stage(by_place), empty).columns.size() == 1);
}
