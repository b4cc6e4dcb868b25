// merge: two entries are one child.
//
// The first one stays, with its short code. What was said of the other is said of it from now on (marks, records,
// class and standing over time), as if the rows of both had always been one child's: of two statements the later one
// holds. The other is off the books and holds no number; whatever names it means the one that stays. Documents are
// the night's: the next `escalate` withdraws those of the entry that is gone and writes what the child's whole
// history asks for.
//
// Nothing is rewritten: it is one change, with a reason and journal entries, and `undo` takes it back whole.
#pragma once

#include <cstdint>
#include <string>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "model/student.h"

namespace ksbx {

struct MergeRequest {
  std::string stays, goes;  // pupils (app/workspace/pupils.h)
  std::string reason;
  bool accept = false;  // go on although documents of both contradict each other
  Disclosure shown = {};
  Language language = Language::zh;
};

struct MergeOutcome {
  StudentId stays, goes;
  Text who;  // who the child is afterwards
  std::int64_t marks = 0, records = 0, fields = 0;
  Table difference;
};

// Throws Error: Failure::usage for words that do not name one pupil each, "merge-with-itself", "reason-missing";
// Failure::guard, "documents-contradict", with the numbers.
MergeOutcome merge_pupils(const Workspace& workspace, const MergeRequest& request, Keep keep);

// Whoever puts right who is who says why. Throws Error (Failure::usage, "reason-missing").
void require_reason(const std::string& reason);

}  // namespace ksbx
