// Deferrals (待定): rows of rosters for which ksbx cannot decide whether the pupil is one who is known, until a person
// decides.
//
// A row is one deferral for ever, known again by its fingerprint: the same file again adds nothing, and what was
// decided once holds for the same row next time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/student.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

struct Deferral {
  std::int64_t id = 0;
  std::int64_t fingerprint = 0;  // of the row (base/digest.h)
  std::string file;              // its name without the folder
  int line = 0;
  std::string doubt;                       // policy/roster/recognition.h
  std::vector<StudentId> candidates;       // whom the row may be
  std::vector<std::string> header, cells;  // as they were in the file
  Student pupil;                           // what the row says; its id is none
  std::string decision;                    // "" while undecided; "same", "new"
  StudentId student;                       // who the row is, once decided
  Moment recorded = {};                    // when it came
};

// Keeps the row. `unchanged` if it is known already: then nothing is written, whether it was decided meanwhile or not.
Effect defer(Transaction& transaction, const Deferral& row);
// `decision` "same" or "new"; `student`: who it is.
void settle(Transaction& transaction, std::int64_t deferral, const std::string& decision, StudentId student);

std::optional<Deferral> deferral(Database& database, std::int64_t id);
std::optional<Deferral> deferral_of_row(Database& database, std::int64_t fingerprint);
// Of that doubt, decided or not. By their numbers.
std::vector<Deferral> in_doubt(Database& database, std::string_view doubt);
// By their numbers.
std::vector<Deferral> undecided(Database& database);

}  // namespace ksbx
