#include "policy/rulebook/coverage.h"

#include <doctest/doctest.h>

#include "day.h"

namespace ksbx {
namespace {

const Day today = day("2026-11-23");

Rulebook three_clauses() {
  Rulebook book;
  book.clauses = {
      {"P1", "一", {"甲", "a"}}, {"P2", "一", {"乙", "b"}, {"由别处做", "done elsewhere"}}, {"P3", "一", {"丙", "c"}}};
  return book;
}

// "P1 carried, P2 out_of_scope, …"
std::string told(const std::vector<ClauseCoverage>& all) {
  constexpr const char* states[] = {"carried", "mentioned", "out of scope", "gap"};
  std::string words;
  for (const ClauseCoverage& one : all)
    words += formatted("{}{} {}", words.empty() ? "" : ", ", one.clause->id, states[static_cast<int>(one.state)]);
  return words;
}

TEST_CASE("clauses with nothing come last, and what is declared out of scope is no gap") {
  const Rulebook book = three_clauses();
  CHECK(told(coverage(book, today, {}, {})) == "P2 out of scope, P1 gap, P3 gap");
}

TEST_CASE(
    "a rule or a report with findings carries a clause; records and lists only mention it; parameters, facts and tests "
    "count for nothing") {
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
  auto all = coverage(book, today, {}, {{"周五", {"P3"}, false}});
  CHECK(told(all) == "P1 carried, P2 out of scope, P3 gap");
  CHECK(all.front().rules == std::vector<std::string>{"visit"});
  CHECK(all.front().interpreted == std::vector<std::string>{"visit"});
  CHECK(all.back().parameters == std::vector<std::string>{"visit_after"});
  CHECK(all.back().tests == std::vector<std::string>{"周五"});
  CHECK(told(coverage(book, today, {{"overdue", {"P3", "P2"}, true}}, {})) == "P1 carried, P2 carried, P3 carried");
  CHECK(told(coverage(book, today, {{"list", {"P3", "P2"}, false}}, {})) ==
        "P1 carried, P2 out of scope, P3 mentioned");
  RecordKind kind;
  kind.clauses = {"P3"};
  book.records = {kind};
  CHECK(told(coverage(book, today, {}, {})) == "P1 carried, P2 out of scope, P3 mentioned");
}

TEST_CASE("a rule that is switched off, or does not hold yet, carries no clause on that day") {
  Rulebook book = three_clauses();
  book.clauses = {book.clauses.front()};
  Rule rule;
  rule.id = "visit";
  rule.clauses = {"P1"};
  rule.interpretation = {"按当天处理", "the same day"};
  const auto on = [&](const Rule& changed, std::string_view iso) {
    book.rules = {changed};
    const auto all = coverage(book, day(iso), {{"overdue", {"P1"}, true}}, {});
    CHECK(all.front().interpreted == all.front().rules);
    return told(all);
  };
  CHECK(on(rule, "2026-11-23") == "P1 carried");
  rule.from = day("2027-03-01");
  CHECK(on(rule, "2027-02-28") == "P1 gap");
  CHECK(on(rule, "2027-03-01") == "P1 carried");
  rule.off = Rule::SwitchedOff{day("2027-09-01"), {"甲", "a"}, {}};
  CHECK(on(rule, "2027-08-31") == "P1 carried");
  CHECK(on(rule, "2027-09-01") == "P1 gap");
  rule.off->from.reset();
  CHECK(on(rule, "2027-08-31") == "P1 gap");
}

}  // namespace
}  // namespace ksbx
