// The parts of a history: marks, records, registers, and the pupil as he was known at a given time.
//
// Marks and records come in two ways with the same answers: looked up pupil by pupil, or all in one pass over the table
// for whoever asks about very many.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "model/history.h"
#include "store/sqlite/database.h"

namespace ksbx {

using MarksOf = std::function<std::vector<Mark>(StudentId)>;      // as known: one per session, by day and session
using RecordsOf = std::function<std::vector<Record>(StudentId)>;  // by day, then by when they were recorded

MarksOf marks_one_by_one(Database& database, Moment known_at);
RecordsOf records_one_by_one(Database& database, Moment known_at);
// `wanted` ascending. Holds forty bytes a mark; words that repeat are kept once.
MarksOf marks_in_one_pass(Database& database, Moment known_at, const std::vector<StudentId>& wanted);
// Must be asked in ascending order of pupils. Holds one pupil's records.
RecordsOf records_in_one_pass(Database& database, Moment known_at);
// Those about a unit that hold the pupil's short code. The second must be asked in ascending order of pupils.
RecordsOf naming_one_by_one(Database& database, Moment known_at);
RecordsOf naming_in_one_pass(Database& database, Moment known_at);

using Registers = std::shared_ptr<const std::vector<ReturnedRegister>>;

// Where a pupil who is known like this was before and will stand; empty if that never changed (History::placements).
using PlacementsOf = std::function<std::vector<Placement>(const Student&)>;
PlacementsOf placements(Database& database, Moment known_at);

// The registers of each class, read once and shared by its pupils.
class RegisterShelf {
 public:
  RegisterShelf(Database& database, Moment known_at);
  // Null if none is known.
  Registers of_class(UnitId school_class);
  // Those of the class that a pupil was in on each day; `now` is his class as known.
  Registers of_student(UnitId now, const std::vector<Placement>& placements);

 private:
  Moment known_at_;
  Statement registers_;
  std::unordered_map<UnitId, Registers> classes_;
};

// Undoes what was recorded about pupils after `known_at`.
class KnownAt {
 public:
  KnownAt(Database& database, Moment known_at);
  void undo(Student& student) const;
  // Since when the pupil was on the books, as known then; `now` as his row has it. Nothing: he was not.
  std::optional<Day> since(StudentId student, std::optional<Day> now) const;

 private:
  struct Field {
    std::string name;
    std::string before;
  };
  std::unordered_map<StudentId, std::vector<Field>> later_;  // the latest first
};

}  // namespace ksbx
