// What a parsed condition answers in a situation. Asked millions of times a night: no text is
// copied, nothing is allocated.
//
// Logic is three-valued, over ranges. A comparison is yes if it holds for every number that the
// values may still turn out to be, no if it holds for none, unknown otherwise: [1, 4] >= 2 is
// unknown, [2, 4] >= 2 is yes. A name counts anew wherever it stands, so x = x is unknown for a
// range. With an absent value every comparison is no.
#pragma once

#include "policy/condition/condition.h"
#include "policy/condition/condition_node.h"

namespace ksbx {

// Of a boolean node. The situation must have a value for each slot.
Truth truth_of(const Node& node, const Situation& situation);

// Of any node. A sum beyond 64 bits stops at Value::no_limit.
Value value_of(const Node& node, const Situation& situation);

}  // namespace ksbx
