// HeldBack (留级): who stays in his class for another year, as rosters of the new school year show.
//
// `promote` moves everybody, rosters name everybody, and it must not matter which comes first. Whom a roster names in
// the class that he left upwards since the new grades hold, is held back and goes back there, unless most of its rows
// are such ones: then it is a roster of last year and says nothing about classes. Whom a roster names in a class that
// is full of newcomers, and who was there before, stays: that is kept as a move into the class he is in, so that
// `promote` finds him placed. So does whom a roster names in a class into which nobody came, when the others moved.
//
//   HeldBack held_back(workspace, transaction);
//   for each row: if (held_back.names_old_class(known, row)) held_back.wait(known.id, row.school_class);
//   if (held_back.is_of_last_year(rows)) … else for (id and class in held_back.waiting()) …
//   held_back.keep_in_class(classes, is_named);
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <vector>

#include "app/workspace/workspace.h"
#include "base/problem.h"
#include "model/student.h"
#include "model/unit.h"

namespace ksbx {

class HeldBack {
 public:
  HeldBack(const Workspace& workspace, Transaction& transaction);

  // Whether the class of the row is the one that he left for the next grade, or by graduating, since the new grades
  // hold.
  bool names_old_class(const Organisation& organisation, const Student& known, const Student& row);

  struct Waiting {
    StudentId student;
    UnitId old_class;
    bool was_changed = false;  // the row said something else that is new
  };
  void wait(const Waiting& one) { waiting_.push_back(one); }
  const std::vector<Waiting>& waiting() const { return waiting_; }
  // Of so many rows more than half name an old class.
  bool is_of_last_year(std::int64_t rows) const;
  // As he was before the year, but for what is known of him since.
  static Student as_held_back(Student now, UnitId old_class);
  // The warning that tells of it.
  static Problem told(StudentId student, Origin at);

  // Of these classes, if at least half as many came into one since the new grades hold as are in it from before, or
  // nobody came, but nearly everybody else at the school is in another class: who is from before and named by the
  // roster stays there.
  using Named = std::function<bool(StudentId)>;
  void keep_in_class(const std::set<UnitId>& classes, const Named& is_named);

 private:
  bool is_in_new_year(UnitId school_class, const Named& is_named);

  const Workspace& workspace_;
  Transaction& transaction_;
  Day new_grades_;
  std::vector<Waiting> waiting_;
  std::optional<Organisation> organisation_;
};

}  // namespace ksbx
