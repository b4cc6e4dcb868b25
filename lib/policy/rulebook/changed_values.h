// Values that another version of a rulebook gives to days gone by.
//
// A value applies by the date judged, so a new one with a later `from` leaves the past alone. One that was overwritten
// does not: whoever judges those days again finds something else than was found then.
#pragma once

#include <string>
#include <vector>

#include "model/calendar.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct ChangedValue {
  std::string parameter;
  Day day;  // the first day on which the two differ
  Scope scope;
  std::int64_t before = 0, after = 0;
  Origin origin;  // of the value now
};

// Of each parameter that both have, the first difference on one of these days, of everybody's values before those of a
// school, town or level.
std::vector<ChangedValue> changed_values(const Rulebook& before, const Rulebook& after, DayRange judged);

}  // namespace ksbx
