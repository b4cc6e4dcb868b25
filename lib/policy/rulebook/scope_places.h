// Does what rules and calendars say of a place reach it? A school or town that is not on the books is a mistyped code,
// or one that it has no more, and what is said of it would rest unseen.
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// A warning for each dated value whose school or town is no such unit (unknown-place), or has another code now, under
// which there is no value (former-code): at the value's place.
Problems unknown_places(const Rulebook& rulebook, const Organisation& organisation);

// A school that a calendar file closes or opens, and where it does.
struct CalendarSchool {
  std::string code;
  Origin origin;
};
// A warning (unknown-place) for each that is no school. A former code is no mistake: a calendar speaks of days.
Problems unknown_schools(const std::vector<CalendarSchool>& schools, const Organisation& organisation);

// Does any value state a school or a town?
bool names_places(const Rulebook& rulebook);

}  // namespace ksbx
