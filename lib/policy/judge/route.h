// route: a role, seen from a subject, becomes a unit and a person (双线包保, P43).
#pragma once

#include <string_view>

#include "model/duty.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// Government roles go by residence, education roles by school. What cannot be resolved comes back with assigned = false
// and as much as is known; it is never dropped.
Assignee route(const Rulebook& rulebook, const Organisation& organisation, const History& history,
               std::string_view role, Day day);

// The unit at a place, seen from the subject, whatever roles the rulebook has there; nullptr if it is not known, and
// for a department, which only a role can name.
const Unit* unit_at(RoleAt place, const Organisation& organisation, const History& history);

}  // namespace ksbx
