// add_child: one child, entered at the desk by whoever knows him, as an import of a roster with one row would.
//
// It is that import: the same reader, recognition, doubts, journal and undo. Only, a person is there who can correct
// himself. So what a roster would keep with a warning and an empty field, because its author is far away, is refused
// here: a cell that cannot be read, a class that is not registered, a residence that is nowhere. What is not known is
// left out, and the child is entered as provisional.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <vector>

#include "app/import/import.h"
#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "files/sheet/typed_row.h"

namespace ksbx {

// A minor out of school (社会闲散未成年人) has no class; a student has one that is registered.
enum class ChildKind { minor, student };

struct AddRequest {
  ChildKind kind = ChildKind::minor;
  std::vector<TypedCell> cells;  // columns of a roster of pupils, under any name that a roster may use
  Disclosure shown = {};         // of the child in the outcome
};

struct AddOutcome {
  enum class Standing {
    added,
    changed,   // he was known, and something is new
    known,     // he was known, and nothing is new
    in_doubt,  // it is unclear who he is: the row waits for a person (app/import/decisions.h)
  };
  Standing standing = Standing::added;
  StudentId student;          // none if in doubt
  Text who;                   // masked; without the code if he is new and nothing is kept
  bool provisional = false;   // he is without an id number
  std::vector<Text> changes;  // 联系电话：无 → 100****5678
  Problems problems;          // warnings; a place in them is the column as it was typed
  RowCounts counts;
  std::int64_t deferred = 0;
};

// Throws Error: Failure::usage for a row that cannot be taken, with every mistake; Failure::guard ("at-school") if the
// minor is someone whom a school has on its roll, who would leave it by this.
AddOutcome add_child(const Workspace& workspace, const AddRequest& request, Keep keep);

// The parts that a correction of a child who is known shares (app/repair/correct_pupil.h).
Layout roster_of_pupils(const Workspace& workspace);
// What is wrong with the row as it was typed: a place is the column as it was typed. Whoever typed it is there to
// correct it, so nothing of it is dropped: throws Error (Failure::usage) if a cell cannot be read.
Problems typed_problems(const Problems& problems, const TypedRow& row, const std::bitset<column_names>& unread);

}  // namespace ksbx
