// Juncture (情形): when and for whom parameters have the values they have; what a check of a rulebook must look at.
//
// A value may change by date, by school, town and level, and for cases that began before it. A rule that cannot hold
// for one school this term may be meant for another, or for the next: only who looks at every juncture may say never
// and always. Junctures on which the parameters in question have the same values are one, known by the first of them.
#pragma once

#include <set>
#include <vector>

#include "base/day.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct Juncture {
  Day day;         // from this day on
  Scope whose;     // everyone, or whoever is there
  Day case_first;  // `day`, or for cases that began before a value that leaves these alone
};
// “自 2027-03-01 起（初中）、学校 9990180001：” before a sentence; the first three, and how many more. Empty for
// everyone today.
Text words_of(const std::vector<Juncture>& junctures, Day today);

struct Circumstances {
  Juncture first;
  std::vector<Value> parameters;  // of all, by slot
};

// The parameters by slot of which the truth of a condition depends: those in it, and those in what its facts count
// and compute. With `rulebook`'s facts for names, unless the condition is about a record.
enum class Names { facts, record };
std::set<int> parameters_behind(const Rulebook& rulebook, const Condition& condition, Names names);

// Every combination of values that the parameters in `slots` have on `from` or later while all of `rules` are in
// force, each once, by day. None if the rules never are. None either where there are more than 20,000 to look at:
// what cannot be settled is not claimed.
std::vector<Circumstances> circumstances(const Rulebook& rulebook, const std::set<int>& slots,
                                         const std::vector<const Rule*>& rules, Day from);

}  // namespace ksbx
