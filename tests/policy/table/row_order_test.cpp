#include "policy/table/row_order.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/problem.h"
#include "duties_table.h"
#include "policy/table/column_list.h"

using namespace ksbx;

namespace {

std::string order(const char* by) {
  Table table = duties_table();
  std::ranges::stable_sort(table.rows, RowOrder(table, by, duty_choices));
  return shown(with_columns(table, "due"));
}

}  // namespace

TEST_CASE("an order goes by size, by the order of choices, and leaves what is empty for the end") {
  CHECK(order("-due") == "2026-12-01 | 2026-11-23 | 2026-11-20 | 2026-11-02");
  CHECK(order("days_late") == "2026-11-20 | 2026-11-02 | 2026-11-23 | 2026-12-01");
  CHECK(order("-days_late") == "2026-11-02 | 2026-11-20 | 2026-11-23 | 2026-12-01");
  CHECK(order("percent") == "2026-12-01 | 2026-11-20 | 2026-11-02 | 2026-11-23");
  CHECK(order("-status,-due") == "2026-12-01 | 2026-11-23 | 2026-11-20 | 2026-11-02");
}

TEST_CASE("an order by a column that is not there is refused before any row is seen") {
  CHECK_THROWS_AS(RowOrder(duties_table(), "deu"), Error);
}
