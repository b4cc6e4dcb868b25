#include "policy/roster/recognition.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("every doubt has a name by which it is kept") {
  for (const RowDoubt one : {RowDoubt::other_person, RowDoubt::two_ids, RowDoubt::two_pupils, RowDoubt::several,
                             RowDoubt::taken, RowDoubt::another_class, RowDoubt::name_and_class, RowDoubt::left_out})
    CHECK(row_doubt(name_of(one)) == one);
  CHECK_FALSE(row_doubt("none").has_value());
}
