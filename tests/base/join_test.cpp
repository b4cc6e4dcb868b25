#include "base/join.h"

#include <doctest/doctest.h>

#include <vector>

using namespace ksbx;

TEST_CASE("a list is one text with words between its items, and nothing for no items") {
  const std::vector<std::string> clauses = {"P29", "P30"};
  CHECK(join(clauses, ", ") == "P29, P30");
  CHECK(join(std::vector<std::string>(), ", ").empty());
  CHECK(join(std::vector<int>{1, 2, 3}, "+", [](int number) { return std::to_string(number); }) == "1+2+3");
}

TEST_CASE("a list in two languages has the comma of each") {
  const std::vector<Text> people = {{"家长", "guardian"}, {"班主任", "class teacher"}};
  CHECK(enumerated(people) == Text{"家长、班主任", "guardian, class teacher"});
  CHECK(enumerated(people, {}, {"或", " or "}) == Text{"家长或班主任", "guardian or class teacher"});
  CHECK(enumerated(std::vector<std::string>{"a", "b"}) == Text{"a、b", "a, b"});
}
