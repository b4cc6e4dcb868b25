#include "base/nearest.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("a mistyped word finds the one that was meant, and a different word finds none") {
  const std::vector<std::string> words = {"import", "report", "escalate", "record", "青石镇", "白杨镇", "sql"};
  const struct {
    std::string typed, meant;
  } cases[] = {
      {"impotr", "import"},
      {"import", "import"},
      {"imprt", "import"},
      {"escallate", "escalate"},
      {"repotr", "report"},
      {"青石真", "青石镇"},
      {"sqll", "sql"},
      {"sq", "sql"},
      {"delete", ""},
      {"黑水镇", ""},
      {"", ""},
      {"x", ""},
      {"escalatetetete", ""},
      {"ab", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.typed);
    CHECK(nearest(c.typed, words) == c.meant);
  }
}

TEST_CASE("of two words equally near the first is offered") {
  CHECK(nearest("cat", {"bat", "hat"}) == "bat");
  CHECK(nearest("cat", {"hat", "bat"}) == "hat");
  CHECK(nearest("cat", {"cart", "cat"}) == "cat");
}

TEST_CASE("one letter is never taken for another") {
  CHECK(nearest("n", {"m"}).empty());
}

TEST_CASE("nothing is near when there is nothing to choose from, or a whole page was typed") {
  CHECK(nearest("import", {}).empty());
  CHECK(nearest("import", {""}).empty());
  CHECK(nearest(std::string(100'000, 'a'), {std::string(100'000, 'a')}).empty());
}
