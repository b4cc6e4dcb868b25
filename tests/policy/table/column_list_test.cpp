#include "policy/table/column_list.h"

#include <doctest/doctest.h>

#include "base/problem.h"
#include "duties_table.h"

using namespace ksbx;

namespace {

Problem refused(const char* list) {
  try {
    listed_columns(duties_table(), list, "--sort");
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::usage);
    return error.problems().front();
  }
  return {};
}

}  // namespace

TEST_CASE("a column that does not exist is answered with the nearest, and a caret") {
  const Problem sort = refused("-due,rolle");
  CHECK(sort.code == "unknown-column");
  CHECK(sort.origin == Origin{"--sort", 1, 6});
  CHECK(sort.remedy.en == "did you mean role?");
  CHECK(refused("due,,role").code == "unknown-column");
  CHECK(refused("due, -role").code.empty());
}

TEST_CASE("columns come in the order asked for, and as often") {
  Table table = with_columns(duties_table(), "role,due,role");
  table.rows.resize(1);
  CHECK(shown(table) == "teacher 2026-11-02 teacher");
}

TEST_CASE("rows are told apart by what their cells say, and a number is no text") {
  const auto key = [](Cell a, Cell b) { return row_key({std::move(a), std::move(b)}, {0, 1}); };
  CHECK(key(std::string("ab"), std::string("c")) != key(std::string("a"), std::string("bc")));
  CHECK(key(std::int64_t{7}, {}) != key(std::string("7"), {}));
  CHECK(key({}, std::int64_t{7}) == key({}, 7.0));
}
