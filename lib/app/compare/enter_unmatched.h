// enter_unmatched (登记无学籍的孩子): children of school age whom a list names and no roll has become cases (P5, P49).
//
// It is an import of a roster with these rows, out of school: the same recognition, doubts, journal and undo. Whoever
// was entered is on the books and no longer unmatched, so a second time there is nobody to enter. Whoever is much like a
// pupil waits as a row in doubt: who visits him answers it, 同 or 新 (import --decisions), and the next comparison knows.
#pragma once

#include "app/compare/compare.h"
#include "store/roster/import_store.h"

namespace ksbx {

struct EnteredChildren {
  RowCounts counts;
  // Rows that may be a child who is known, and have not waited before: a person decides (ksbx import --decisions).
  std::int64_t deferred = 0;
  Problems problems;
};

// Of a comparison that `compare_lists` just made. Nothing happens if it left no one unmatched or unclear.
EnteredChildren enter_unmatched(const Workspace& workspace, const ComparisonOutcome& compared, Keep keep);

}  // namespace ksbx
