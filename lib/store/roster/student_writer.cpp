#include "store/roster/student_writer.h"

#include "base/join.h"
#include "base/text.h"
#include "store/journal/journal.h"
#include "store/roster/student_row.h"

namespace ksbx {

StudentWriter::StudentWriter(Transaction& transaction, Day day)
    : transaction_(transaction),
      day_(day),
      update_(transaction.database(), update_student()),
      set_since_(transaction.database(), "UPDATE t_student SET since = ? WHERE id = ?"),
      note_(transaction.database(),
            "INSERT INTO t_student_change(student, field, before, after, day, recorded, change) "
            "VALUES (?, ?, ?, ?, "
            "?, ?, ?)") {}

Effect StudentWriter::update(const Student& before, const Student& after) {
  const std::vector<FieldDifference> fields = differences(before, after);
  if (fields.empty()) return Effect::unchanged;
  update_.reset();
  bind_student(update_, after);
  update_.step();
  update_.reset();
  for (const FieldDifference& one : fields)
    note_.execute(after.id, one.field, one.before, one.after, day_, transaction_.occasion().at, transaction_.change());
  const std::string names =
      join(fields, ",", [](const FieldDifference& one) { return formatted("\"{}\"", one.field); });
  append(transaction_, "student.changed", short_code(after.id), formatted(R"({{"fields":[{}]}})", names));
  return Effect::written;
}

void StudentWriter::stay(StudentId student, UnitId school_class) {
  const std::string place = std::to_string(school_class.value);
  note_.execute(student, "school_class", place, place, day_, transaction_.occasion().at, transaction_.change());
  append(transaction_, "student.changed", short_code(student), R"({"fields":["school_class"]})");
}

void StudentWriter::set_since(StudentId student, Day before, Day after) {
  set_since_.execute(after, student);
  note_.execute(student, "since", before.iso(), after.iso(), day_, transaction_.occasion().at, transaction_.change());
  append(transaction_, "student.changed", short_code(student), R"({"fields":["since"]})");
}

}  // namespace ksbx
