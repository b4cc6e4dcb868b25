#include "base/shell_word.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("a word with brackets or blanks is quoted for the shell, any other stays") {
  CHECK(shell_word("七1班") == "七1班");
  CHECK(shell_word("七年级(1)班") == "'七年级(1)班'");
  CHECK(shell_word("Sheet 1") == "'Sheet 1'");
  CHECK(shell_word("a'b") == "'a'\\''b'");
  CHECK(shell_word("") == "''");
}
