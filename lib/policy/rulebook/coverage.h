// Coverage (条文落实): each clause of the index, and what in the rulebook carries it.
//
// A policy that is copied into rules loses a sentence easily, and no one misses it. So every rule, kind
// of record, report, parameter, fact and test names its clauses, and this turns the list round. A clause is carried if
// somebody has to act by it: a rule gives a duty, or a report has findings. A record or a list that nobody is asked for
// only mentions it. What nothing of these names is a gap, unless the index says why it is out of scope. Parameters,
// facts and tests are shown but count for nothing.
#pragma once

#include <string>
#include <vector>

#include "policy/rulebook/rulebook.h"

namespace ksbx {

// Something outside the rulebook that names clauses: a report, a test.
struct Bearer {
  std::string name;
  std::vector<std::string> clauses;
  bool finds = false;  // a report that names what is wrong: it has findings, or doctor runs it
};

struct ClauseCoverage {
  enum class State { carried, mentioned, out_of_scope, gap };
  const Clause* clause = nullptr;
  State state = State::gap;
  std::vector<std::string> rules, records, reports, facts, parameters, tests;  // by id or name
  // Ids of the rules and parameters that say how they read a clause on which the text is silent.
  std::vector<std::string> interpreted;
};

// In the order of the index, but what is only mentioned and then gaps last. What is carried although it is declared out
// of scope counts as carried. A rule counts if it is in force on `day`: one that is switched off, or begins later,
// carries nothing, and a clause all of whose rules are out of force is a gap, whatever records and reports mention it.
// The rulebook must outlive the result.
std::vector<ClauseCoverage> coverage(const Rulebook& rulebook, Day day, const std::vector<Bearer>& reports,
                                     const std::vector<Bearer>& tests);

}  // namespace ksbx
