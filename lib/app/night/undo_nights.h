// undo --night: a night that should not have been judged is undone, and every later one with it.
//
// The ledger, the doubts, the storms and the state of the runs are afterwards what they were before: the next
// `escalate` goes on as if those nights had never been. Facts that people entered meanwhile stay. Documents of the
// nights are void and keep their numbers.
#pragma once

#include <string>
#include <vector>

#include "app/workspace/workspace.h"
#include "base/table.h"
#include "store/ledger/duty_store.h"

namespace ksbx {

// Where someone acted on what the nights decided: refuse; or undo the nights all the same and leave such duties and
// documents to the next `escalate`, which withdraws and corrects them on the same lines.
enum class ActedOn { refuse, leave };

struct NightsUndone {
  Effect effect = Effect::unchanged;  // unchanged: no night judged that day or a later one
  Table nights;                       // one row for each run, the newest first
  int runs = 0;
  int duties = 0;                   // that are as before, or gone
  std::vector<std::string> voided;  // numbers of documents
};

// Undoes the night that judged `from` and all nights after it. Throws Error (Failure::guard, "undo-refused") with
// everything that people did about duties and documents of these nights, unless it is to be left; then nothing is
// written.
NightsUndone undo_nights(const Workspace& workspace, Day from, ActedOn acted_on, Keep keep);

}  // namespace ksbx
