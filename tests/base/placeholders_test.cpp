#include "base/placeholders.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

std::optional<std::string> known(std::string_view name) {
  if (name == "name") return "王小明";
  if (name == "quote") return "{name}";
  return std::nullopt;
}

}  // namespace

TEST_CASE("what is in braces is filled in once, and unknown or open braces stay") {
  const struct {
    std::string words, filled;
  } cases[] = {
      {"{name}：缺课", "王小明：缺课"},
      {"{quote}", "{name}"},
      {"{other} {name}", "{other} 王小明"},
      {"{a {name}", "{a 王小明"},
      {"{name", "{name"},
      {"name}", "name}"},
      {"", ""},
  };
  for (const auto& one : cases) {
    CAPTURE(one.words);
    CHECK(filled(one.words, known) == one.filled);
  }
}

TEST_CASE("the names in braces are listed in their order") {
  CHECK(placeholders_in("{b}{a} {b} {open") == std::vector<std::string>{"b", "a", "b"});
  CHECK(placeholders_in("no braces").empty());
}
