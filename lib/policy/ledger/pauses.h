// Pauses (暂停): records by which someone mutes the duties about a pupil, a class, a school or a town for a while.
//
// Muted is not hidden: the duties are opened, keep their deadlines and are in the ledger with the day until which
// they are muted; they are not announced, not called overdue, and send no document. When the pause ends, the next run
// announces what is left of them. What the policy itself demands (a rule that is `mandatory`) no pause mutes
// (policy/ledger/reconcile.h: may_be_muted).
//
// Any kind of record may mute: it names the field that holds the last day ([[record]] mutes_until = "until") and, if
// it is not to last as long as it likes, the number of days at most (mutes_at_most = "$pause_at_most").
#pragma once

#include <optional>
#include <vector>

#include "model/history.h"
#include "model/record.h"
#include "model/unit.h"
#include "policy/ledger/reconcile.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// The kinds of record that mute.
std::vector<std::string> muting_kinds(const Rulebook& rulebook);

// The last day on which this record mutes, its own day or earlier ones included: what it says, but no longer than its
// kind allows. Nothing if it does not mute at all.
std::optional<Day> mutes_through(const Rulebook& rulebook, const Record& record);

// The open duties whose pause ends with this plan.
std::vector<Duty> resumed_in(const Plan& plan);

class Pauses {
 public:
  // `of_units` are the records about units that may mute; others among them are passed over. The arguments but
  // `of_units` must outlive this.
  Pauses(const Rulebook& rulebook, const Organisation& organisation, const std::vector<Record>& of_units);

  // The last day on which duties about this subject are muted, seen from `day`: by a record about the pupil himself,
  // his class, his school, or the town in which he lives or his school stands; of several pauses the longest. Nothing
  // if no pause holds on `day`.
  std::optional<Day> muted_until(const History& history, Day day) const;

 private:
  struct Pause {
    UnitId unit;
    Day first;
    Day last;
  };
  std::optional<Pause> pause_in(const Record& record) const;
  bool concerns(const Pause& pause, const History& history, Day day) const;

  const Rulebook& rulebook_;
  const Organisation& organisation_;
  std::vector<Pause> of_units_;
};

}  // namespace ksbx
