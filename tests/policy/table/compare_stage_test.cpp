#include "policy/table/compare_stage.h"

#include <doctest/doctest.h>

#include "base/problem.h"
#include "duties_table.h"
#include "policy/table/column_list.h"
#include "policy/table/group_stage.h"

using namespace ksbx;

namespace {

Table compared(const Table& now, const Table& then) {
  const RowStream stream = [&](const TakeRows& take) { return in_blocks(then, take); };
  return row_by_row(compare_stage(stream), now);
}

}  // namespace

TEST_CASE("two periods stand side by side, with what is new and what is gone") {
  Table then = through(group_stage("role"), duties_table());
  const Table now = then;
  then.rows = {{std::string("teacher"), std::int64_t{5}, std::int64_t{9}},
               {std::string("bureau"), std::int64_t{1}, std::int64_t{1}}};
  const Table both = compared(now, then);
  CHECK(both.columns[1].name == "rows_then");
  CHECK(both.columns[3].name == "rows_change");
  CHECK(shown(both) == "teacher 5 3 -2 9 6 -3 | leader - 1 - - 10 - | bureau 1 - - 1 - -");
}

TEST_CASE("a list of children cannot be compared before it is counted") {
  const Table list = with_columns(duties_table(), "due,role,pupils");
  CHECK_THROWS_AS(compared(list, list), Error);
  const Table words = with_columns(duties_table(), "status");
  CHECK_THROWS_AS(compared(words, words), Error);
}
