// Whole histories out of the store, one or very many, and which subjects a night must look at.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/problem.h"
#include "model/history.h"
#include "model/unit.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Everything known at `known_at` about one subject: what was recorded later is left out, and fields of the pupil that
// changed later are as they were. For a pupil `subject.unit` is filled with the class. `since` is the day the subject
// came on the books, or the day of its first mark or record (pupil) or register (class) if that is earlier: they may
// be entered for days gone by. A pupil who changed class has the registers of the class he was in on each day.
// Registers are null where none is known. Nothing for `since` is whoever was not on the books then: what he came with
// was undone. Failure::internal if there is no such pupil or unit.
History history(Database& database, const Organisation& organisation, Subject subject, Moment known_at);

// Called for a subject whose history holds a value that cannot be read (store/sqlite/stored_value.h): a pupil without
// his class.
using Unreadable = std::function<void(const Subject&, const Problem&)>;

// The same for many pupils: calls `receive` once for each, in ascending order of id, whatever the order given; a
// pupil who does not exist is left out. Few are looked up one by one, many are read in one pass. `subject.kind` is
// idle_minor for whoever has no class, student otherwise. Classmates share their registers. A subject whose history
// cannot be read is reported to `unreadable` and left out; without that, it is thrown.
void for_each_history(Database& database, const Organisation& organisation, std::vector<StudentId> students,
                      Moment known_at, const std::function<void(History)>& receive, const Unreadable& unreadable = {});
void for_each_history(Database& database, const Organisation& organisation, const std::vector<Subject>& units,
                      Moment known_at, const std::function<void(History)>& receive, const Unreadable& unreadable = {});

// How much of the store someone has seen: every fact written so far has a change number up to
// `change`.
struct Seen {
  std::int64_t change = 0;
  StudentId last_student;
};
// Nothing if something was entered after `known_at`: by a clock that was put back since, and still to be seen.
Seen seen_now(Database& database, Moment known_at);

}  // namespace ksbx
