// Undoing nights: which there are, what builds on them, and setting the ledger back to what it was before.
//
// Nothing that a night wrote disappears: the journal has the night and its undoing; a duty that it opened stays in its
// table under the state `undone`, its documents keep their numbers and are void. What it amended, closed or doubted is
// again as before.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "store/ledger/duty_store.h"

namespace ksbx {

// The runs that hold and were written since the first that judged `from` or a later day, the newest first: those to be
// undone together if that day is. Provisional ones included.
std::vector<Run> nights_since(Database& database, Day from);
// The latest runs, undone ones included, as they were called: one entry for each escalate.
struct NightsCalled {
  Day first, last;  // days judged
  Moment recorded;
  int nights = 0;
  int opened = 0, amended = 0, withdrawn = 0, done = 0;
  bool is_undone = false;  // all of them
};
std::vector<NightsCalled> nights_called(Database& database, int most);

// What was done about duties that these nights opened or documents that they issued.
struct OnNights {
  // Documents answered since, by number, and the duties that they belong to.
  std::vector<std::string> answered;
  std::set<DutyId> answered_duties;
  // Whose duties were opened, with records entered since: whether these prove a duty is the rulebook's to say.
  std::vector<Subject> spoken_of;
  std::set<DutyId> opened;
  bool is_too_old = false;          // some were made by an older ksbx, which did not keep what they changed
  std::set<DutyId> touched_before;  // then: open duties that they found overdue
};
// `nights` from nights_since.
OnNights on_nights(Database& database, const std::vector<Run>& nights);

struct SetBack {
  int duties = 0;                   // duties that are as before, or gone
  std::vector<std::string> voided;  // numbers of documents
};
// Undoes the nights, which come from nights_since, but leaves these duties with their documents as they are: the next
// night, which looks at everyone, withdraws and corrects what does not hold. One journal entry for each night, duty
// and document.
SetBack set_ledger_back(Transaction& transaction, const std::vector<Run>& nights, const std::set<DutyId>& left_alone);

}  // namespace ksbx
