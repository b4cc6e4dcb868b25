// Attendance: marks and registers, append-only.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "model/attendance.h"
#include "model/calendar.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// Marks and registers on their way in. `finish` must be called before the commit: it writes one
// journal entry for each date that was added to, with counts and a hash over the rows, so that a
// row changed without our knowledge can be found.
class AttendanceLoad {
 public:
  explicit AttendanceLoad(Transaction& transaction);
  ~AttendanceLoad();

  // `unchanged` if the session is known to be just so (same presence, same reason): who said it
  // again does not matter. A first mark that says `present` is kept: it is a statement too.
  // Presence::unknown is an internal error.
  Effect add(const Mark& mark);
  // The same in each of those lessons; the day and the session of `mark` do not matter.
  Effect add(Mark mark, std::span<const LessonDay> lessons);
  // What holds of the session was said of the wrong pupil: from now on nothing is known of it. `mark.recorded`: when
  // that was found; its presence is not read. `unchanged` if nothing holds.
  Effect withdraw(Mark mark);
  // `unchanged` if the class's return for that date is there already: the first one counts.
  Effect add(const Register& returned);
  bool has(const Register& returned) const;
  // Whether nobody ever said anything of the pupil in these lessons, not even what was undone.
  bool is_silent_of(StudentId student, const LessonDay& lessons) const;
  // What holds of the session; Presence::unknown if nothing does.
  Presence holding(StudentId student, Day day, Session session) const;
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Everything said of a pupil up to a moment and not undone by then, by day, session, and the order in which it was said
// (model/history.h has as_known), for who asks about one after the other within a transaction or Snapshot.
class SaidMarks {
 public:
  SaidMarks(Database& database, Moment known_at);
  std::vector<Mark> of(StudentId student);

 private:
  Moment known_at_;
  Statement rows_;
};
std::vector<Mark> marks_of(Database& database, StudentId student, Moment known_at);
std::vector<Mark> marks_of(Database& database, StudentId student);  // as known now
// What is now known of a date: the latest row of each session, corrections to present included. By pupil, session.
std::vector<Mark> marks_on(Database& database, Day day);
// Returns for a date, by class.
std::vector<Register> registers_on(Database& database, Day day);
// Which of `classes` have no return, for each date of the range; the caller leaves out days without lessons.
struct MissingRegister {
  UnitId school_class;
  Day day;
};
std::vector<MissingRegister> missing_registers(Database& database, DayRange days, const std::vector<UnitId>& classes);

}  // namespace ksbx
