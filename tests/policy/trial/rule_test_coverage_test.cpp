#include "policy/trial/rule_test_coverage.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"
#include "policy/trial/rule_test.h"

namespace ksbx {
namespace {

// A week in the small rulebook, by its letters.
void replay(const SmallRules& rules, std::string letters, RuleTestCoverage& coverage) {
  RuleTest test;
  test.first = day("2026-11-16");
  test.letters = std::move(letters);
  test.until = test.first + static_cast<int>(test.letters.size()) - 1;
  test.rules = {"no-teacher"};
  run(test, rules.book, [&](const std::vector<Judgement>& judgements) { coverage.watch(judgements); });
}

std::string told(const RuleTestCoverage& coverage, const SmallRules& rules, std::string_view rule) {
  for (const auto& line : coverage.lines(rules.book)) {
    if (line.rule != rule) continue;
    std::string words =
        formatted("{}{}{}", line.seen.yes ? "+" : "", line.seen.no ? "-" : "", line.whole() ? " whole" : "");
    for (const auto& leaf : line.leaves)
      words += formatted("; {} {}{}", leaf.source, leaf.seen.yes ? "+" : "", leaf.seen.no ? "-" : "");
    return words;
  }
  return "not listed";
}

TEST_CASE("a rule counts as tested when it was seen to hold and not to hold") {
  const SmallRules rules;
  RuleTestCoverage coverage;
  CHECK(told(coverage, rules, "day-one") == "; days >= 1 ");
  replay(rules, "PPPPP", coverage);
  CHECK(told(coverage, rules, "day-one") == "-; days >= 1 -");
  replay(rules, "PUPPP", coverage);
  CHECK(told(coverage, rules, "day-one") == "+- whole; days >= 1 +-");
  CHECK(told(coverage, rules, "day-two") == "-; days >= 2 -");
}

}  // namespace
}  // namespace ksbx
