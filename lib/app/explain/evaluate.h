// evaluate: one condition about one child on one day, asked by someone who is about to write it into a rule.
//
// The condition is judged as if it were the `when` of a rule, by the same code and with what was known at the time, so
// that the answer is the one that the rule would get.
#pragma once

#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "policy/judge/decide.h"

namespace ksbx {

struct Evaluation {
  Text who;
  Day day;
  Truth truth = Truth::unknown;
  std::vector<Leaf> leaves;      // every comparison, as it came out
  std::vector<FactValue> facts;  // those that the condition names, with the days counted and skipped
};

// On `day`. Throws Error: Failure::usage with every mistake of the condition (places count from its first
// character), or if `pupil` does not name one child.
Evaluation evaluate(const Workspace& workspace, const std::string& condition, const std::string& pupil, Day day,
                    Moment known_at, const Disclosure& shown);

}  // namespace ksbx
