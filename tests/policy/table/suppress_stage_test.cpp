#include "policy/table/suppress_stage.h"

#include <doctest/doctest.h>

#include "duties_table.h"
#include "policy/table/column_list.h"

using namespace ksbx;

TEST_CASE("small figures are hidden, with the shares next to them, and a note says so once") {
  const Table hidden = row_by_row(suppress_stage(3), duties_table());
  CHECK(shown(with_columns(hidden, "pupils,percent")) == "<3 - | 10 97.00 | 4 100.00 | 0 9.50");
  CHECK(hidden.notes.size() == 1);
}

TEST_CASE("where no figure is small nothing is hidden and nothing is said") {
  const Table plain = row_by_row(suppress_stage(2), duties_table());
  CHECK(plain.rows == duties_table().rows);
  CHECK(plain.notes.empty());
}
