#include "model/id_number.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

using namespace ksbx;

TEST_CASE("an id number is right only with a real date of birth and the right check character") {
  const struct {
    std::string number;
    bool valid;
  } cases[] = {
      {"11010519491231002X", true},   // the example in GB 11643-1999
      {"440524188001010014", false},  // right check character, but before 1900
      {"110105194912310021", false},
      {"11010519491331002X", false},
      {"11010519491231002x", false},
      {"1101051949123100", false},
      {"", false},
      {"11010519491231 02X", false},
      {"110105194912310029", false},
      {"110105491231002", false},
  };
  for (const auto& c : cases) {
    CAPTURE(c.number);
    CHECK(IdNumber::parse(c.number).has_value() == c.valid);
  }
}

TEST_CASE("one wrong digit or two swapped neighbours never make another right id number") {
  const std::string stem = "99018120140307123";
  const std::string number = stem + id_check_character(stem);
  REQUIRE(IdNumber::parse(number));
  for (std::size_t i = 0; i < 17; ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string wrong = number;
      wrong[i] = digit;
      if (wrong == number) continue;
      CAPTURE(wrong);
      CHECK_FALSE(IdNumber::parse(wrong));
    }
    std::string swapped = number;
    std::swap(swapped[i], swapped[i + 1]);
    CAPTURE(swapped);
    CHECK((swapped == number || !IdNumber::parse(swapped)));
  }
}

TEST_CASE("an id number gives birth and sex") {
  const auto boy = IdNumber::parse("11010519491231002X"), girl = IdNumber::parse("990181201303071046");
  REQUIRE(boy);
  REQUIRE(girl);
  CHECK(boy->text() == "11010519491231002X");
  CHECK(boy->birth().iso() == "1949-12-31");
  CHECK(girl->birth().iso() == "2013-03-07");
  CHECK(girl->sex() == Sex::female);
  CHECK(IdNumber::parse("99018120130204103X")->sex() == Sex::male);
  CHECK(id_check_character("123") == '\0');
}
