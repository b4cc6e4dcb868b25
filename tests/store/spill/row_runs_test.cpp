#include "store/spill/row_runs.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <limits>

#include "base/problem.h"

using namespace ksbx;

namespace {

std::string folder() {
  return std::filesystem::temp_directory_path().string();
}

bool by_number(const TableRow& a, const TableRow& b) {
  return std::get<std::int64_t>(a[0]) < std::get<std::int64_t>(b[0]);
}

std::vector<TableRow> all_of(RowRuns& runs) {
  std::vector<TableRow> rows;
  runs.each([&](TableRow row) { rows.push_back(std::move(row)); });
  return rows;
}

// Numbers in no order, many of them twice, with the place at which each came.
std::vector<TableRow> mixed(std::int64_t count) {
  std::vector<TableRow> rows;
  for (std::int64_t i = 0; i < count; ++i) rows.push_back({i * 7919 % 101, i});
  return rows;
}

}  // namespace

TEST_CASE("rows come out in order and equal ones as they came in, whether they fit into memory or not") {
  std::vector<TableRow> rows = mixed(1000);
  for (const std::size_t most : {RowRuns::most_in_memory, std::size_t{20'000}, std::size_t{1}}) {
    CAPTURE(most);
    RowRuns runs(folder(), by_number, most);
    for (const TableRow& row : rows) runs.add(row);
    CHECK(runs.all_in_memory() == (most == RowRuns::most_in_memory));
    std::vector<TableRow> expected = rows;
    std::ranges::stable_sort(expected, by_number);
    CHECK(all_of(runs) == expected);
    CHECK(all_of(runs).empty());
  }
}

TEST_CASE("without an order rows come out as they came in") {
  const std::vector<TableRow> rows = mixed(500);
  RowRuns runs(folder(), {}, 10'000);
  for (const TableRow& row : rows) runs.add(row);
  CHECK_FALSE(runs.all_in_memory());
  CHECK(all_of(runs) == rows);
}

TEST_CASE("every kind of cell survives the scratch file, also a text longer than its buffer") {
  const TableRow row = {std::int64_t{1},
                        {},
                        -0.1,
                        std::string(),
                        std::string("王\0明", 7),
                        std::string(200'000, 'x'),
                        std::numeric_limits<std::int64_t>::min()};
  RowRuns runs(folder(), by_number, 1);
  for (int i = 0; i < 3; ++i) runs.add(row);
  runs.add({std::int64_t{2}});
  CHECK(all_of(runs) == std::vector<TableRow>{row, row, row, {std::int64_t{2}}});
}

TEST_CASE("a folder that is not there is refused only once it is needed") {
  RowRuns few("/no/such/folder", by_number);
  few.add({std::int64_t{1}});
  CHECK(all_of(few).size() == 1);
  RowRuns many("/no/such/folder", by_number, 1);
  CHECK_THROWS_AS(many.add({std::int64_t{1}}), Error);
}
