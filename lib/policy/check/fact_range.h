// What facts and fields can be, before anyone's history is looked at: the domains with which
// policy/condition/condition_range.h reasons.
//
// A streak is never negative, a count over a window of five days holds at most ten sessions, a choice
// is one of its list. What a fact counts is bounded by its definition and, where the window is a
// parameter, by that parameter's value.
#pragma once

#include <span>
#include <vector>

#include "policy/condition/condition_range.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// By fact slot, for the values of the parameters on some day.
std::vector<Domain> fact_domains(const Rulebook& rulebook, std::span<const Value> parameters);

// By slot of the kind's names. A required field is always there; any other may be absent.
std::vector<Domain> record_domains(const RecordKind& kind);

}  // namespace ksbx
