#include "policy/rulebook/coverage.h"

#include <algorithm>

namespace ksbx {
namespace {

// The names of all that mention the clause.
template <class T, class Name>
std::vector<std::string> naming(const std::string& clause, const std::vector<T>& all, Name name) {
  std::vector<std::string> names;
  for (const T& one : all)
    if (std::find(one.clauses.begin(), one.clauses.end(), clause) != one.clauses.end()) names.push_back(one.*name);
  return names;
}

template <class T>
void add_interpreted(const std::string& clause, const std::vector<T>& all, std::vector<std::string>& names) {
  for (const T& one : all)
    if (!one.interpretation.empty() && std::find(one.clauses.begin(), one.clauses.end(), clause) != one.clauses.end())
      names.push_back(one.id);
}

ClauseCoverage::State state_of(const ClauseCoverage& one) {
  if (!one.rules.empty() || !one.records.empty() || !one.reports.empty()) return ClauseCoverage::State::carried;
  return one.clause->out_of_scope.empty() ? ClauseCoverage::State::gap : ClauseCoverage::State::out_of_scope;
}

}  // namespace

std::vector<ClauseCoverage> coverage(const Rulebook& rulebook, const std::vector<Bearer>& reports,
                                     const std::vector<Bearer>& tests) {
  std::vector<ClauseCoverage> all;
  for (const Clause& clause : rulebook.clauses) {
    ClauseCoverage one;
    one.clause = &clause;
    one.rules = naming(clause.id, rulebook.rules, &Rule::id);
    one.records = naming(clause.id, rulebook.records, &RecordKind::kind);
    one.reports = naming(clause.id, reports, &Bearer::name);
    one.facts = naming(clause.id, rulebook.facts, &FactDefinition::name);
    one.parameters = naming(clause.id, rulebook.parameters, &Parameter::id);
    one.tests = naming(clause.id, tests, &Bearer::name);
    add_interpreted(clause.id, rulebook.rules, one.interpreted);
    add_interpreted(clause.id, rulebook.parameters, one.interpreted);
    one.state = state_of(one);
    all.push_back(std::move(one));
  }
  std::stable_partition(all.begin(), all.end(),
                        [](const ClauseCoverage& one) { return one.state != ClauseCoverage::State::gap; });
  return all;
}

}  // namespace ksbx
