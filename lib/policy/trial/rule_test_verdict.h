// What a rule test's world had come to after the last night, and how that differs from what was expected.
#pragma once

#include <vector>

#include "policy/judge/decide.h"
#include "policy/ledger/reconcile.h"
#include "policy/trial/rule_test.h"
#include "policy/trial/rule_test_world.h"

namespace ksbx {

// One subject at the end.
struct Outcome {
  History history;
  Decision decision;
  Ledger ledger;
};

// One line for each difference; none if all came as expected. `last` judges the last night. The pupil's outcome is the
// first.
std::vector<Text> differences(const RuleTest& test, const Judge& last, const TestWorld& world,
                              const std::vector<Outcome>& outcomes);

}  // namespace ksbx
