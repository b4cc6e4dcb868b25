// RosterSigns: what a roster shows by itself goes on record (花名册里看得出的变动), if the rulebook says which kind of
// record is meant for it (policy/rulebook/meaning.h).
//
// Such a record is made by no one: it has no maker and no role, and rules that it proves say so (`by = "anyone"`). Its
// fields are filled as far as the rulebook says which they are; a kind with another required field is left to people.
#pragma once

#include <optional>
#include <unordered_set>

#include "app/workspace/workspace.h"
#include "model/unit.h"

namespace ksbx {

enum class RosterSign {
  missing,      // Meant::roster_missing: was enrolled at a school whose whole roster came in, and is not on it
  reappeared,   // Meant::roster_found: was missing, and is on a roster again
  transferred,  // Meant::transfer_in: had left for another school, and is on the roster of one
  graduated,    // Meant::graduation: finished the last grade of his school
};

class RosterSigns {
 public:
  RosterSigns(const Workspace& workspace, Transaction& transaction)
      : workspace_(workspace), transaction_(transaction) {}

  // Who was missing from a roster and has been on none since. No one if the rulebook keeps no record of it.
  std::unordered_set<StudentId> missing() const;

  // The record, of the day judged; `school_class` is the class that it speaks of. `unchanged` if the rulebook has no
  // such kind, or it is there already.
  Effect note(RosterSign sign, StudentId student, UnitId school_class);

  // After the record was written: if it is of a transfer to a school on whose roster he is already, he was received.
  void note_reception(const Record& written);

 private:
  const Organisation& organisation();

  const Workspace& workspace_;
  Transaction& transaction_;
  std::optional<Organisation> organisation_;  // as it is when the first record is written: rosters bring new classes
};

}  // namespace ksbx
