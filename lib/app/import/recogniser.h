// Recogniser: who a row of a roster is, asked of the store (policy/roster/recognition.h has the rules).
#pragma once

#include <optional>
#include <vector>

#include "model/unit.h"
#include "policy/roster/recognition.h"
#include "store/roster/namesakes.h"
#include "store/roster/roster_store.h"

namespace ksbx {

// The pupil, or the doubt with those whom the row may be, or neither: no one knows him.
struct Recognised {
  std::optional<Student> known;
  RowDoubt doubt = RowDoubt::none;
  std::vector<StudentId> candidates = {};  // by id
  bool was_reverted = false;               // the pupil: an undo took him off the books, and the row brings him back
};

class Recogniser {
 public:
  Recogniser(Database& database, const Organisation& organisation, RosterLoad& load, Namesakes& namesakes)
      : database_(database), organisation_(organisation), load_(load), namesakes_(namesakes) {}

  // `row.school_class` must be final. A pupil who is recognised counts as mentioned by the load; candidates do not yet.
  // Someone who left for another school and is the only one of his name and date of birth is recognised at the other
  // school.
  Recognised recognise(const Student& row);

  // A row that was in doubt, when all others were read: candidates who are other rows of the file are out. Without any
  // left the row is no one known, unless its numbers contradict.
  Recognised look_again(const Recognised& before) const;

 private:
  Recognised by_number(const RosterLoad::Match& match, const Student& row);
  Recognised in_class(RosterLoad::Match match, const Student& row);
  Recognised elsewhere(const Student& row);
  std::vector<Student> elsewhere_named(const Student& row);

  Database& database_;
  const Organisation& organisation_;
  RosterLoad& load_;
  Namesakes& namesakes_;
};

}  // namespace ksbx
