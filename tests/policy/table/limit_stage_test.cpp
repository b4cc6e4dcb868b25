#include "policy/table/limit_stage.h"

#include <doctest/doctest.h>

#include "duties_table.h"
#include "policy/table/column_list.h"

using namespace ksbx;

TEST_CASE("a limit says how many rows there were") {
  const Table cut = row_by_row(limit_stage(2), duties_table());
  CHECK(shown(with_columns(cut, "due")) == "2026-11-02 | 2026-11-20");
  REQUIRE(cut.notes.size() == 1);
  CHECK(cut.notes[0].en == "the first 2 of 4 rows (--limit).");
}

TEST_CASE("a limit that cuts nothing says nothing") {
  CHECK(row_by_row(limit_stage(4), duties_table()).notes.empty());
}
