#include "store/history/fact_move.h"

#include <algorithm>

#include "model/history.h"
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
  Record now = record;
  now.student = other;
  RecordAdded added;
  if (other) added = enter(now);
  leave(record, added);
  return added.effect;
}

Effect FactMove::name(const Record& record, StudentId one, StudentId other) {
  Record now = record;
  for (auto& [field, value] : now.fields)
    if (text_of(value) == short_code(one)) value = short_code(other);
  const RecordAdded added = enter(now);
  leave(record, added);
  return added.effect;
}

RecordAdded FactMove::enter(Record record) {
  record.recorded = transaction_.occasion().at;
  return add(transaction_, record);
}

void FactMove::leave(const Record& record, const RecordAdded& added) {
  Statement(transaction_.database(), "INSERT INTO t_moved_record(record, into_record, change) VALUES (?, ?, ?)")
      .execute(record.id, added.id, transaction_.change());
}

void FactMove::finish() {
  load_.finish();
}

std::vector<Mark> marks_that_hold(Database& database, StudentId student) {
  return as_known(marks_of(database, student), Moment::at(never, 0, 0));
}

}  // namespace ksbx
