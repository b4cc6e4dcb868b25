#include "files/input/number_format.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("a number format distinguishes a date from a number") {
  for (const char* code : {"yyyy-mm-dd", "YYYY/M/D", "yyyy\"年\"m\"月\"d\"日\"", "yyyy年m月d日",
                           "[$-804]yyyy\"年\"m\"月\"", "m\"月\"d\"日\"", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
                           "d-mmm-yy", "mmm", "yyyy-mm-dd hh:mm:ss", "yyyy/m/d;@", "e\"年\"m\"月\"",
                           "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "[Red]yyyy-mm", "m/d/yy h:mm AM/PM"}) {
    CAPTURE(code);
    CHECK(is_date_format(std::string_view(code)));
  }
  for (const char* code : {"General",
                           "0",
                           "0.00",
                           "#,##0",
                           "@",
                           "0.00E+00",
                           "##0.0e-0",
                           "h:mm",
                           "h:mm AM/PM",
                           "[h]:mm:ss",
                           "mm:ss",
                           "[mm]:ss",
                           "\"day\" 0",
                           "0\\d",
                           "0_d",
                           "*d0",
                           "[Red]0",
                           "",
                           "\"yyyy",
                           "[$-804",
                           "\\",
                           "0;yyyy-mm-dd",
                           "上午/下午h\"时\"mm\"分\""}) {
    CAPTURE(code);
    CHECK_FALSE(is_date_format(std::string_view(code)));
  }
  for (int number : {14, 15, 16, 17, 22, 27, 31, 36, 50, 58}) CHECK(is_date_format(number));
  for (int number : {0, 1, 2, 9, 13, 18, 21, 23, 26, 37, 45, 46, 47, 48, 49, 59, 164})
    CHECK_FALSE(is_date_format(number));
}

TEST_CASE("a number is written as it was typed, and shows when its digits are lost") {
  CHECK(number_text(7) == "7");
  CHECK(number_text(-0.0) == "0");
  CHECK(number_text(0.1 + 0.2) == "0.3");
  CHECK(number_text(10000000001) == "10000000001");
  CHECK(number_text(990181130204103) == "990181130204103");
  CHECK(number_text(9.90181201303071e17) == "9.90181201303071E+17");
  CHECK(number_text(990181201303070900.0) == "9.90181201303071E+17");
  CHECK(number_text(9.9e17) == "9.90000000000000E+17");
  CHECK(number_text(1e300) == "1.00000000000000E+300");
}
