#include "policy/rulebook/coverage.h"

#include <algorithm>

namespace ksbx {
namespace {

// The names of all that mention the clause.
template <class Range, class Name>
std::vector<std::string> naming(const std::string& clause, const Range& all, Name name) {
  std::vector<std::string> names;
  for (const auto& one : all)
    if (std::ranges::count(one.clauses, clause) > 0) names.push_back(one.*name);
  return names;
}

template <class Range>
void add_interpreted(const std::string& clause, const Range& all, std::vector<std::string>& names) {
  for (const auto& one : all)
    if (!one.interpretation.empty() && std::ranges::count(one.clauses, clause) > 0) names.push_back(one.id);
}

// Where rules are meant to carry a clause, a record or a report that mentions it too does not do so alone.
ClauseCoverage::State state_of(const ClauseCoverage& one, bool has_rules, bool has_findings) {
  using enum ClauseCoverage::State;
  if (has_rules ? !one.rules.empty() : has_findings) return carried;
  if (!one.clause->out_of_scope.empty()) return out_of_scope;
  const bool is_told = !one.records.empty() || !one.reports.empty();
  return is_told && !has_rules ? mentioned : gap;
}

}  // namespace

std::vector<ClauseCoverage> coverage(const Rulebook& rulebook, Day day, const std::vector<Bearer>& reports,
                                     const std::vector<Bearer>& tests) {
  std::vector<Rule> rules = rulebook.rules;
  std::erase_if(rules, [&](const Rule& rule) { return !rule.in_force(day); });
  std::vector<ClauseCoverage> all;
  for (const Clause& clause : rulebook.clauses) {
    ClauseCoverage one;
    one.clause = &clause;
    one.rules = naming(clause.id, rules, &Rule::id);
    one.records = naming(clause.id, rulebook.records, &RecordKind::kind);
    one.reports = naming(clause.id, reports, &Bearer::name);
    one.facts = naming(clause.id, rulebook.facts, &FactDefinition::name);
    one.parameters = naming(clause.id, rulebook.parameters, &Parameter::id);
    one.tests = naming(clause.id, tests, &Bearer::name);
    add_interpreted(clause.id, rules, one.interpreted);
    add_interpreted(clause.id, rulebook.parameters, one.interpreted);
    const bool has_findings = std::ranges::any_of(reports, [&](const Bearer& report) {
      return report.finds && std::ranges::count(report.clauses, clause.id) > 0;
    });
    one.state = state_of(one, !naming(clause.id, rulebook.rules, &Rule::id).empty(), has_findings);
    all.push_back(std::move(one));
  }
  const auto place = [](const ClauseCoverage& one) {
    return one.state == ClauseCoverage::State::gap ? 2 : one.state == ClauseCoverage::State::mentioned ? 1 : 0;
  };
  std::ranges::stable_sort(all, {}, place);
  return all;
}

}  // namespace ksbx
