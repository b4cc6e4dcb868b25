// Values that the files give to days gone by and that were not those by which the days were judged.
//
// A value applies by the date judged, so a new one with a later `from` leaves the past alone. One that was overwritten
// decides from the next night on (Parameter::judged); but whoever reads the files alone does not see that.
#pragma once

#include <string>
#include <vector>

#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct ChangedValue {
  std::string parameter;
  Day day;  // the first day on which the two differ
  Scope scope;
  std::int64_t before = 0, after = 0;
  Day from;       // the first day of the value now
  Origin origin;  // of the value now
};

// Of each parameter of a rulebook that knows what was judged by: its first difference from `first` on, of everybody's
// values before those of a school, town or level.
std::vector<ChangedValue> changed_values(const Rulebook& rulebook, Day first);

}  // namespace ksbx
