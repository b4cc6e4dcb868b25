// FactMove: what was said of one pupil was said of another: two entries were one child, or one entry was two.
//
// Facts are only appended. What was said first stays, so that what was known before can still be explained, and holds
// no longer; it is entered again for the pupil whose it is, as known from now on, with its day and time, its maker and
// his roles. An undo of the change puts everything back.
//
//   FactMove move(transaction);
//   move.mark(mark, other);
//   move.record(record, other);
//   move.finish();
#pragma once

#include <vector>

#include "model/record.h"
#include "store/history/attendance_store.h"
#include "store/history/record_store.h"

namespace ksbx {

class FactMove {
 public:
  explicit FactMove(Transaction& transaction);

  // What holds of a session of `mark.student`. Of two statements the later one holds: if something was said of the
  // session of the other pupil after it, that stays: `unchanged`.
  Effect mark(const Mark& mark, StudentId other);
  // `other`: none: what it says was never so. If the other pupil has the same record, that one stays: `unchanged`.
  Effect record(const Record& record, StudentId other);
  // A record about a unit that names `one` names `other` from now on. If there is such a record, it stays: `unchanged`.
  Effect name(const Record& record, StudentId one, StudentId other);
  // Must be called before the commit.
  void finish();

 private:
  RecordAdded enter(Record record);
  void leave(const Record& record, const RecordAdded& added);

  Transaction& transaction_;
  AttendanceLoad load_;
};

// What holds of a pupil's sessions: the last that was said of each, by day and session.
std::vector<Mark> marks_that_hold(Database& database, StudentId student);

}  // namespace ksbx
