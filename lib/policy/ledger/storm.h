// Storm (突增): so many pupils of one school newly escalated in one night that a mistake is likelier than the truth.
// Pure.
//
// A wrong import, a closure that no one entered or a slip in the rules can order hundreds of visits before anyone
// looks. So more than a share of a school's pupils (rulebook.toml: storm) opens nothing and issues nothing for that
// school until a person has looked. What exists already is still withdrawn, proved and amended: to hold that back would
// make things worse.
//
//   plan ─ is_newly_escalated ─→ pupils of a school ─ is_storm ─→ likely_causes, held_back(plan)
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "policy/ledger/reconcile.h"
#include "policy/rulebook/scope.h"

namespace ksbx {

// Does the plan bring this pupil into a stage (P27 onwards) out of none? It opens, or puts back in force, a duty of a
// rule that enters a stage, and `known` has no such duty open, nor one that opened since the same absence or case
// began: who climbs from step to step was looked at when he came in.
bool is_newly_escalated(const Plan& plan, const Ledger& known);

// Does the plan put this duty, which was withdrawn, back in force?
bool puts_back(const Plan& plan, DutyId duty);

// The plan without what it opens or puts back in force. The rest is as it was.
Plan held_back(Plan plan);

// Are `pupils` of a school with `enrolled` too many on `day`? Never without a guard in the rulebook. `school`: where it
// stands.
bool is_storm(const Rulebook& rulebook, int pupils, int enrolled, Day day, const Scope& school);

// One of the pupils, with the absence that brought him there: the last one without leave. None where only records did.
struct Newcomer {
  StudentId student;
  UnitId school_class;
  struct Absence {
    Day day;
    std::int64_t change = 0;  // which entry it came with: equal for everything that one command wrote
  };
  std::optional<Absence> absence;
};

// What the run was judged by, against the run before the storm.
enum class RunBasis { same, other_rulebook, other_calendar };

struct StormCause {
  enum class Kind { other_rulebook, other_calendar, one_entry, whole_classes };
  Kind kind = Kind::one_entry;
  int pupils = 0;           // one_entry, whole_classes: how many of the newcomers it explains
  std::int64_t change = 0;  // one_entry
  Day day;                  // whole_classes: on which day, and how many classes
  int classes = 0;
};

// What may have caused a storm, the likeliest first: other rules or another calendar; one entry that explains more than
// half of the newcomers; classes of which no one came on one day, if they explain more than half. Empty if nothing
// stands out: then the registers have to be checked. `enrolled`: pupils of each class of the school.
std::vector<StormCause> likely_causes(RunBasis basis, const std::vector<Newcomer>& newcomers,
                                      const std::map<UnitId, int>& enrolled);

}  // namespace ksbx
