// Does a scoped value reach anyone? A school or town that is not on the books is a mistyped code, and its value would
// rest unseen.
#pragma once

#include "base/problem.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// A warning (unknown-place) for each dated value whose school or town is no such unit, at the value's place.
Problems unknown_places(const Rulebook& rulebook, const Organisation& organisation);

// Does any value state a school or a town?
bool names_places(const Rulebook& rulebook);

}  // namespace ksbx
