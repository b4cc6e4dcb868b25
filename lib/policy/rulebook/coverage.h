// Coverage (条文落实): each clause of the index, and what in the rulebook carries it.
//
// A policy that is copied into rules loses a sentence easily, and no one misses it. So every rule, kind
// of record, report, parameter, fact and test names its clauses, and this turns the list round: a
// clause that no rule, record or report carries is a gap, unless the index says why it is out of
// scope. Parameters, facts and tests are shown but carry nothing alone: no one has to act by them.
#pragma once

#include <string>
#include <vector>

#include "policy/rulebook/rulebook.h"

namespace ksbx {

// Something outside the rulebook that names clauses: a report, a test.
struct Bearer {
  std::string name;
  std::vector<std::string> clauses;
};

struct ClauseCoverage {
  enum class State { carried, out_of_scope, gap };
  const Clause* clause = nullptr;
  State state = State::gap;
  std::vector<std::string> rules, records, reports, facts, parameters, tests;  // by id or name
  // Ids of the rules and parameters that say how they read a clause on which the text is silent.
  std::vector<std::string> interpreted;
};

// In the order of the index, but gaps last. What is carried although it is declared out of scope counts
// as carried. A rule counts if it is in force on `day`: one that is switched off, or begins later, carries nothing,
// and a clause all of whose rules are out of force is a gap, whatever records and reports mention it.
// The rulebook must outlive the result.
std::vector<ClauseCoverage> coverage(const Rulebook& rulebook, Day day, const std::vector<Bearer>& reports,
                                     const std::vector<Bearer>& tests);

}  // namespace ksbx
