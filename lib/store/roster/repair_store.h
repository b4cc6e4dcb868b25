// What was put right about who is who: two entries that were one child, one entry that was two, fields that were wrong.
//
// Whoever was found to be the same child as another is off the books (store/roster/student_row.h) and holds no number;
// whatever names him means the other one from then on: a row of a roster, a decision of before, a short code.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/student.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

enum class Repair { merged, split, corrected };
std::string_view name_of(Repair repair);

struct Repaired {
  Repair what = Repair::corrected;
  StudentId student;  // who went into the other; who had been taken for two; whose fields were corrected
  StudentId other;    // the one who stays; the child who was split off; none
  std::string reason;
  std::int64_t change = 0;
  Moment at;
  std::string actor;
  bool holds = true;  // it has not been undone
};

// Keeps it, with a journal entry.
void note(Transaction& transaction, Repair what, StudentId student, StudentId other, const std::string& reason);
// Of one pupil, as either of the two; in order.
std::vector<Repaired> repairs_of(Database& database, StudentId student);

// Who an entry is by now: itself, or into whom it was merged, however often.
StudentId same_child(Database& database, StudentId student);
// Who was split off an entry that had been taken for two children, the first one first.
std::vector<StudentId> split_off(Database& database, StudentId student);
// Was ever anyone merged, and not undone?
bool anybody_merged(Database& database);

}  // namespace ksbx
