// split: one entry is two children.
//
// The entry keeps its code and is one of them again, as if the rows of the other had never been taken for his; the
// other gets an entry of his own. Which mark, record, document and value of a field is whose is proposed in a file
// (app/repair/split_file.h) and decided by a person, who hands it back. Documents stay with the entry that they name:
// the next `escalate` withdraws or corrects what it told of the wrong child and issues what is due about the other.
//
// Nothing is rewritten: it is one change, with a reason and journal entries, and `undo` takes it back whole.
#pragma once

#include <cstdint>
#include <string>

#include "app/repair/split_file.h"
#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/problem.h"
#include "base/table.h"

namespace ksbx {

struct SplitRequest {
  std::string pupil;
  std::string decisions;               // the file that came back
  std::optional<std::int64_t> change;  // as it was exported
  std::string reason;
  Disclosure shown = {};
  Language language = Language::zh;
};

struct SplitOutcome {
  StudentId stays, added;
  Text who, other;  // afterwards
  std::int64_t marks = 0, records = 0, fields = 0;
  Table difference;
  Problems problems;  // "split-hardly-known": a child by whom the next roster is hardly recognised
};

// The file to decide in. Whoever must decide needs whole names; what is masked can be handed back all the same.
Table split_to_decide(const Workspace& workspace, const std::string& pupil, std::optional<std::int64_t> change,
                      const Disclosure& shown);

// Throws Error: Failure::usage for words that name no one, no reason; Failure::input with the places of the file:
// what decide_split throws, "split-nameless" (a child without a name), "split-number-twice" (one number for both),
// "split-document-alone" (nothing that a document tells of goes where the document goes).
SplitOutcome split_pupil(const Workspace& workspace, const SplitRequest& request, Keep keep);

}  // namespace ksbx
