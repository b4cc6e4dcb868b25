// ParameterTable: the values of all parameters by slot, ready for every day; what a Judge looks them up in.
//
// Values differ by the date judged, by scope, and, where a new value leaves open cases alone (open_cases = "keep"), by
// the day on which the subject's case began. All combinations that a rulebook tells apart are worked out once, so that
// judging copies nothing.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/day.h"
#include "policy/condition/value.h"
#include "policy/rulebook/rulebook.h"
#include "policy/rulebook/scope.h"

namespace ksbx {

// For one scope.
class ParameterTable {
 public:
  ParameterTable(const Rulebook& rulebook, const Scope& whose);

  // On `day`, for a subject whose open case began on `case_first` (without a case: `day`).
  const std::vector<Value>& on(Day day, Day case_first) const;
  // Does it matter when the case began?
  bool keeps() const { return !keeps_.empty(); }
  const Scope& whose() const { return whose_; }

 private:
  Scope whose_;
  std::vector<Day> changes_;              // ascending; a value may change on each. The first is before all days
  std::vector<Day> keeps_;                // ascending: those of them from which a value holds for new cases only
  std::vector<std::vector<Value>> sets_;  // for each change, for each number of keeps that a case began after
};

// For all scopes.
class ParameterTables {
 public:
  explicit ParameterTables(const Rulebook& rulebook);

  // The table for a subject that stands there. The reference holds as long as this.
  const ParameterTable& of(const Scope& subject) const;
  // Is any value scoped? If not, every subject has the same table and need not be placed.
  bool scoped() const { return tables_.size() > 1; }

 private:
  // `subject` without what no value mentions.
  Scope mentioned(const Scope& subject) const;

  std::set<std::string> schools_;
  std::set<std::string> towns_;
  std::set<Level> levels_;
  std::map<Scope, ParameterTable> tables_;
};

}  // namespace ksbx
