// RosterSigns: what a roster shows by itself goes on record (花名册里看得出的变动), if the rulebook says which kind of
// record is meant for it (policy/rulebook/roster_sign.h).
//
// Such a record is made by no one: it has no maker and no role, and rules that it proves say so (`by = "anyone"`). Its
// fields are filled as far as the rulebook says which they are and a roster knows them.
#pragma once

#include <optional>
#include <unordered_set>

#include "app/workspace/workspace.h"
#include "model/unit.h"
#include "policy/rulebook/roster_sign.h"

namespace ksbx {

// Who was missing from a roster and has been on none since. No one if the rulebook keeps no record of it.
std::unordered_set<StudentId> missing_from_rosters(const Workspace& workspace);

class RosterSigns {
 public:
  RosterSigns(const Workspace& workspace, Transaction& transaction)
      : workspace_(workspace), transaction_(transaction) {}

  std::unordered_set<StudentId> missing() const { return missing_from_rosters(workspace_); }

  // The record, of today or of that day; `school_class` is the class that it speaks of. `unchanged` if the rulebook has
  // no such kind, or it is there already.
  Effect note(RosterSign sign, StudentId student, UnitId school_class, std::optional<Day> day = {});
  // Has somebody said so before the roster did, whose word is not yet written? A record of that kind says it since the
  // pupil's standing last changed, unless it is more than a year old, or he was received again since he left.
  bool is_said(RosterSign sign, StudentId student) const;

  // After the record was written: if it is of a transfer to a school on whose roster he is already, he was received.
  void note_reception(const Record& written);

 private:
  const Organisation& organisation();

  const Workspace& workspace_;
  Transaction& transaction_;
  std::optional<Organisation> organisation_;  // as it is when the first record is written: rosters bring new classes
};

}  // namespace ksbx
