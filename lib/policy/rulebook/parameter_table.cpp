#include "policy/rulebook/parameter_table.h"

#include <algorithm>

namespace ksbx {
namespace {

Day before_all_days() {
  return Day::first();
}

// How many of `days` (ascending) are not later than `day`.
std::size_t reached(const std::vector<Day>& days, Day day) {
  return static_cast<std::size_t>(std::upper_bound(days.begin(), days.end(), day) - days.begin());
}

}  // namespace

ParameterTable::ParameterTable(const Rulebook& rulebook, const Scope& whose) : whose_(whose) {
  std::set<Day> changes{before_all_days()};
  std::set<Day> keeps;
  for (const Parameter& parameter : rulebook.parameters) {
    for (const Parameter::Dated* dated : parameter.all_values()) {
      if (!dated->scope.covers(whose)) continue;
      changes.insert(dated->from);
      if (dated->open_cases == OpenCases::keep) keeps.insert(parameter.decides_from(*dated));
    }
    for (const Parameter::Judged& one : parameter.judged) changes.insert(one.through + 1);
  }
  changes_.assign(changes.begin(), changes.end());
  keeps_.assign(keeps.begin(), keeps.end());
  for (const Day change : changes_) {
    sets_.push_back(rulebook.parameter_values(change, whose, before_all_days()));
    for (const Day keep : keeps_) sets_.push_back(rulebook.parameter_values(change, whose, keep));
  }
}

const std::vector<Value>& ParameterTable::on(Day day, Day case_first) const {
  const std::size_t change = std::max<std::size_t>(reached(changes_, day), 1) - 1;
  return sets_[change * (keeps_.size() + 1) + reached(keeps_, case_first)];
}

ParameterTables::ParameterTables(const Rulebook& rulebook) : rulebook_(rulebook), everybodys_(rulebook, {}) {
  for (const Parameter& parameter : rulebook.parameters)
    for (const Parameter::Dated* dated : parameter.all_values()) {
      schools_.insert(dated->scope.school);
      towns_.insert(dated->scope.town);
      levels_.insert(dated->scope.level);
    }
}

Scope ParameterTables::mentioned(const Scope& subject) const {
  Scope scope;
  if (schools_.count(subject.school) > 0) scope.school = subject.school;
  if (towns_.count(subject.town) > 0) scope.town = subject.town;
  if (levels_.count(subject.level) > 0) scope.level = subject.level;
  return scope;
}

const ParameterTable& ParameterTables::of(const Scope& subject) const {
  const Scope scope = mentioned(subject);
  if (scope.everybody()) return everybodys_;
  const std::lock_guard lock(mutex_);
  const auto known = tables_.find(scope);
  return known != tables_.end() ? known->second
                                : tables_.emplace(scope, ParameterTable(rulebook_, scope)).first->second;
}

std::size_t ParameterTables::made() const {
  const std::lock_guard lock(mutex_);
  return tables_.size() + 1;
}

}  // namespace ksbx
