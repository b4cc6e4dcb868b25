#include "base/ascii.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("only letters of ASCII change between capital and small, whatever stands around them") {
  CHECK(ascii_lower(std::string("GB18030-中文Ａ")) == "gb18030-中文Ａ");
  CHECK(ascii_upper(std::string("9901x÷é")) == "9901X÷é");
}

TEST_CASE("a full-width digit is no digit, and nothing is not all digits") {
  CHECK(all_digits("0123456789"));
  CHECK_FALSE(all_digits("１２"));
  CHECK_FALSE(all_digits("12 "));
  CHECK_FALSE(all_digits(""));
  CHECK_FALSE(is_ascii_letter(U'Ａ'));
  CHECK(is_ascii_letter(U'z'));
}
