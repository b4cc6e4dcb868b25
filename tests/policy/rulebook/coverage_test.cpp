#include "policy/rulebook/coverage.h"

#include <doctest/doctest.h>

namespace ksbx {
namespace {

Rulebook three_clauses() {
  Rulebook book;
  book.clauses = {
      {"P1", "一", {"甲", "a"}}, {"P2", "一", {"乙", "b"}, {"由别处做", "done elsewhere"}}, {"P3", "一", {"丙", "c"}}};
  return book;
}

// "P1 carried, P2 out_of_scope, …"
std::string told(const std::vector<ClauseCoverage>& all) {
  constexpr const char* states[] = {"carried", "out of scope", "gap"};
  std::string words;
  for (const ClauseCoverage& one : all)
    words += formatted("{}{} {}", words.empty() ? "" : ", ", one.clause->id, states[static_cast<int>(one.state)]);
  return words;
}

TEST_CASE("clauses with nothing come last, and what is declared out of scope is no gap") {
  const Rulebook book = three_clauses();
  CHECK(told(coverage(book, {}, {})) == "P2 out of scope, P1 gap, P3 gap");
}

TEST_CASE(
    "a rule, a kind of record or a report carries a clause; parameters, facts and tests alone do "
    "not") {
  Rulebook book = three_clauses();
  Rule rule;
  rule.id = "visit";
  rule.clauses = {"P1"};
  rule.interpretation = {"按当天处理", "the same day"};
  book.rules = {rule};
  Parameter parameter;
  parameter.id = "visit_after";
  parameter.clauses = {"P3"};
  book.parameters = {parameter};
  auto all = coverage(book, {}, {{"周五", {"P3"}}});
  CHECK(told(all) == "P1 carried, P2 out of scope, P3 gap");
  CHECK(all.front().rules == std::vector<std::string>{"visit"});
  CHECK(all.front().interpreted == std::vector<std::string>{"visit"});
  CHECK(all.back().parameters == std::vector<std::string>{"visit_after"});
  CHECK(all.back().tests == std::vector<std::string>{"周五"});
  CHECK(told(coverage(book, {{"overdue", {"P3", "P2"}}}, {})) == "P1 carried, P2 carried, P3 carried");
}

}  // namespace
}  // namespace ksbx
