// The shipped rulebook against its own tests: each scenario of the policy comes out as written.
#include <doctest/doctest.h>

#include "files/rule_test_reader.h"
#include "files/rulebook_reader.h"

namespace ksbx {
namespace {

std::string all_of(const Problems& problems) {
  std::string words;
  for (const Problem& problem : problems)
    words += format("{}:{}:{}: {}\n", problem.origin.file, problem.origin.line, problem.origin.column, problem.what.zh);
  return words;
}

TEST_CASE("the shipped rulebook and its tests have no problems, and every test passes") {
  const std::filesystem::path folder = KSBX_SOURCE_DIR "/rules/kongchuo-2016";
  const ReadRulebook book = read_rulebook(folder);
  REQUIRE(all_of(book.problems) == "");
  const ReadRuleTests read = read_rule_tests(folder, book.rulebook);
  REQUIRE(all_of(read.problems) == "");
  REQUIRE(read.tests.size() > 40);
  for (const RuleTest& test : read.tests) {
    std::string differences;
    for (const Text& one : run(test, book.rulebook).differences) differences += one.zh + "\n";
    CAPTURE(test.name);
    CHECK(differences == "");
  }
}

}  // namespace
}  // namespace ksbx
