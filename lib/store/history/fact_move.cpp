#include "store/history/fact_move.h"

#include <algorithm>

#include "model/history.h"
#include "store/history/record_store.h"
#include "store/roster/student_row.h"

namespace ksbx {

FactMove::FactMove(Transaction& transaction) : transaction_(transaction), load_(transaction) {}

Effect FactMove::mark(const Mark& mark, StudentId other) {
  const std::vector<Mark> there = marks_that_hold(transaction_.database(), other);
  const auto own =
      std::ranges::find_if(there, [&](const Mark& one) { return one.day == mark.day && one.session == mark.session; });
  const bool is_overruled = own != there.end() && own->recorded > mark.recorded;
  Mark now = mark;
  now.recorded = std::max(transaction_.occasion().at, mark.recorded);  // or it would not be the last word
  load_.withdraw(now);
  if (is_overruled) return Effect::unchanged;
  now.student = other;
  return load_.add(now);
}

Effect FactMove::record(const Record& record, StudentId other) {
  RecordAdded added;
  if (other) {
    Record now = record;
    now.student = other;
    now.recorded = transaction_.occasion().at;
    added = add(transaction_, now);
  }
  Statement(transaction_.database(), "INSERT INTO t_moved_record(record, into_record, change) VALUES (?, ?, ?)")
      .execute(record.id, added.id, transaction_.change());
  return added.effect;
}

void FactMove::finish() {
  load_.finish();
}

std::vector<Mark> marks_that_hold(Database& database, StudentId student) {
  return as_known(marks_of(database, student), Moment::at(never, 0, 0));
}

}  // namespace ksbx
