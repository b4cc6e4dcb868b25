// undo: undoes the last import, mark-absent or record, or a given one, as a whole.
//
// Nothing is deleted (store/undo/undo_store.h): the journal has both, and explain --known-at still answers as before.
// It is refused where something builds on the change, since half a truth would stay. The ledger of duties is left to
// the next `escalate`, which withdraws with the reason what has lost its cause and corrects documents that were issued.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "store/undo/undo_store.h"

namespace ksbx {

struct UndoOutcome {
  ChangeMade made;                           // what was, or would be, undone
  Effect effect = Effect::unchanged;         // unchanged: it was undone before
  Table difference;                          // before and after, the first thousand rows; names masked
  std::vector<std::string> files_to_repeat;  // said the same later, and were not stored for that
};

// Without a number the very last change; if that is an undo, nothing happens, so that twice is once. Throws Error:
// Failure::usage if there is no such change, or it is an undo; Failure::guard, code "undo-refused", with everything
// that builds on it.
UndoOutcome undo(const Workspace& workspace, std::optional<std::int64_t> number, Keep keep, Language language,
                 const Disclosure& shown);

}  // namespace ksbx
