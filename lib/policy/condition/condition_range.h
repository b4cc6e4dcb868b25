// Ranges of a condition: can it ever hold? does it always? does one condition imply another?
//
// A clerk who writes `unexcused_days >= 3 and unexcused_days < 2` has a rule that never helps a
// child, and no one would notice. So the values that a name can take are cut at the numbers with
// which it is compared: within a piece every comparison comes out the same, and asking once for
// each combination of pieces settles the matter for good.
//
//   days in [0, no limit], "days >= 3"   →  pieces 0…2, 3, 4…  →  answers no, yes, yes
//
// What cannot be settled is never claimed: where two names are compared with each other, or the
// combinations are too many (over 20,000), every answer counts as possible.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "policy/condition/condition_node.h"
#include "policy/condition/value.h"

namespace ksbx {

// What a name can stand for: a number, a choice by its place, a day by its serial, 0 or 1, from
// `least` to `most`, both included. A text can be anything.
struct Domain {
  Type type;
  std::int64_t least = -Value::no_limit;
  std::int64_t most = Value::no_limit;
  bool may_be_absent = true;
};

// Everything that a type can hold: 0 to 1, the places of the choices, or no limit.
Domain whole_domain(const Type& type);

// Which answers a condition can give.
struct Answers {
  bool yes = false;
  bool no = false;
  bool unknown = false;

  bool never_yes() const { return !yes; }
  bool always_yes() const { return yes && !no; }  // wherever it can be judged at all
};

// Of a boolean node; once it can be both yes and no, nobody looks whether it can be unknown, too. `names` has a
// domain for each slot of the condition's names, `parameters` a value for each of its parameters.
Answers possible_answers(const Node& condition, const std::vector<Domain>& names, std::span<const Value> parameters);

// Is `then` yes wherever `if_` is yes, whatever the names stand for? Both ask the same names. False
// if that cannot be settled.
bool implies(const Node& if_, const Node& then, const std::vector<Domain>& names, std::span<const Value> parameters);

}  // namespace ksbx
