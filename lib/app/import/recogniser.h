// Recogniser: who a row of a roster is. It asks the store who could be meant; the evidence decides
// (policy/roster/evidence.h).
#pragma once

#include <optional>
#include <vector>

#include "model/unit.h"
#include "policy/roster/evidence.h"
#include "store/roster/namesakes.h"
#include "store/roster/roster_store.h"

namespace ksbx {

// The pupil, or the doubt with those whom the row may be, or neither: no one knows him.
struct Recognised {
  std::optional<Student> known;
  RowDoubt doubt = RowDoubt::none;
  std::vector<StudentId> candidates = {};  // by id
  bool others_may_answer = false;          // a candidate who is another row of the file is out
  bool is_corrected = false;               // the pupil: his id number is another now, by one slip
  bool was_reverted = false;               // the pupil: an undo took him off the books, and the row brings him back
};

// A row to be recognised. `student.school_class` must be final.
struct RowOfPupil {
  const Student& student;
  std::optional<Day> said_birth;  // what its column of birthdays says, where it has one
  UnitId school;
  Description description() const { return description_of(student, said_birth); }
};

class Recogniser {
 public:
  Recogniser(Database& database, const Organisation& organisation, RosterLoad& load, Namesakes& namesakes)
      : database_(database), organisation_(organisation), load_(load), namesakes_(namesakes) {}

  // A pupil who is recognised counts as mentioned by the load; candidates do not yet. Someone who left for another
  // school and is the only one of his name and date of birth is recognised at the other school.
  Recognised recognise(const RowOfPupil& row);

  // A row that was in doubt, when all others were read: candidates who are other rows of the file are out. Without any
  // left the row is no one known, unless its numbers contradict.
  Recognised look_again(const Recognised& before) const;

 private:
  struct Candidate {
    Student student;
    RowDoubt doubt = RowDoubt::none;
    Where where = Where::elsewhere;
  };
  Recognised find(const RowOfPupil& row);
  Recognised by_number(const RosterLoad::Match& match, const RowOfPupil& row);
  Recognised in_class(RosterLoad::Match match, const RowOfPupil& row);
  Recognised by_name(const RowOfPupil& row);
  // `said`: what of the row is to be held against them.
  std::vector<Candidate> candidates_of(const RowOfPupil& row, Description said);
  std::optional<StudentId> classmate_named(const RowOfPupil& row, StudentId other) const;
  Where where(const Student& known, const RowOfPupil& row) const;

  Database& database_;
  const Organisation& organisation_;
  RosterLoad& load_;
  Namesakes& namesakes_;
};

}  // namespace ksbx
