#include "policy/table/group_stage.h"

#include <doctest/doctest.h>

#include "base/problem.h"
#include "duties_table.h"
#include "policy/table/suppress_stage.h"

using namespace ksbx;

TEST_CASE("rows are put together with their number and the sum of what can be added up") {
  CHECK(shown(row_by_row(group_stage("role"), duties_table())) == "teacher 3 6 | leader 1 10");
  const Table two = through(group_stage("status, role"), duties_table());
  CHECK(two.columns.size() == 4);
  CHECK(shown(two) == "overdue teacher 1 2 | overdue leader 1 10 | today teacher 1 4 | open teacher 1 0");
}

TEST_CASE("a sum over a figure that is hidden is empty") {
  const Table hidden = through(suppress_stage(3), duties_table());
  CHECK(shown(through(group_stage("role"), hidden)) == "teacher 3  | leader 1 10");
}

TEST_CASE("groups of a table without rows have their columns, and a column that is not there is refused") {
  Table none = duties_table();
  none.rows.clear();
  CHECK(through(group_stage("role"), none).columns.size() == 3);
  CHECK_THROWS_AS(through(group_stage("rolle"), none), Error);
}
