// ParameterTable: the values of all parameters by slot, ready for every day; what a Judge looks them up in.
//
// Values differ by the date judged, by scope, and, where a new value leaves open cases alone (open_cases = "keep"), by
// the day on which the subject's case began. What holds at a place is worked out once, so that judging copies nothing;
// and only when the first subject of that place asks, because a city may give each of its schools and towns values of
// their own, and most pairs of them do not exist.
#pragma once

#include <map>
#include <mutex>
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

// For all scopes. May be asked from several threads.
class ParameterTables {
 public:
  // The rulebook must outlive the tables.
  explicit ParameterTables(const Rulebook& rulebook);

  // The table for a subject that is there. The reference holds as long as this.
  const ParameterTable& of(const Scope& subject) const;
  // Is any value scoped? If not, every subject has the same table and need not be placed.
  bool scoped() const { return schools_.size() + towns_.size() + levels_.size() > 3; }
  // How many tables were worked out.
  std::size_t made() const;

 private:
  // `subject` without what no value mentions.
  Scope mentioned(const Scope& subject) const;

  const Rulebook& rulebook_;
  // Those that some value names, and nothing.
  std::set<std::string> schools_{""};
  std::set<std::string> towns_{""};
  std::set<Level> levels_{Level::any};
  const ParameterTable everybodys_;
  mutable std::mutex mutex_;  // of the tables: each is made by whoever asks for it first
  mutable std::map<Scope, ParameterTable> tables_;
};

}  // namespace ksbx
