#include "store/ledger/wake_store.h"

namespace ksbx {
namespace {

const char* upsert(bool is_student) {
  return is_student ? "INSERT INTO t_wake_student(student, day) VALUES (?, ?) ON CONFLICT (student) DO UPDATE SET "
                      "day = excluded.day WHERE day <> excluded.day"
                    : "INSERT INTO t_wake_unit(unit, day) VALUES (?, ?) ON CONFLICT (unit) DO UPDATE SET "
                      "day = excluded.day WHERE day <> excluded.day";
}

}  // namespace

Wakes::Wakes(Transaction& transaction)
    : of_student_(transaction.database(), upsert(true)), of_unit_(transaction.database(), upsert(false)) {}

void Wakes::set(const Subject& subject, std::optional<Day> day) {
  const Day when = day.value_or(Day::last());
  if (subject.student)
    of_student_.execute(subject.student, when);
  else
    of_unit_.execute(subject.unit, when);
}

std::int64_t sum_of_wakes(Database& database) {
  // Products, so that days which are exchanged change the sum.
  return database.number(
      "SELECT coalesce(sum((student + 7919) * (day + 104729) % 2147483647), 0) + (SELECT coalesce(sum((unit + "
      "15485863) * "
      "(day + 1299709) % 2147483647), 0) FROM t_wake_unit) FROM t_wake_student");
}

std::vector<StudentId> students_awake(Database& database, Day day) {
  // Counting both tables is quick, comparing them row for row is not.
  const bool all_known = database.number(
                             "SELECT (SELECT count(*) FROM t_student) = (SELECT count(*) FROM "
                             "t_wake_student)") == 1;
  std::string sql = "SELECT student FROM t_wake_student WHERE day <= ?1";
  if (!all_known)
    sql += " UNION SELECT id FROM t_student s WHERE NOT EXISTS (SELECT 1 FROM t_wake_student w WHERE w.student = s.id)";
  Statement rows(database, sql + " ORDER BY 1");
  rows.start(day);
  return rows.ids<StudentId>();
}

std::vector<UnitId> units_awake(Database& database, Day day) {
  Statement rows(database,
                 "SELECT unit FROM t_wake_unit WHERE day <= ?1 UNION SELECT id FROM t_unit u WHERE NOT EXISTS (SELECT "
                 "1 FROM t_wake_unit w WHERE w.unit = u.id) ORDER BY 1");
  rows.start(day);
  return rows.ids<UnitId>();
}

}  // namespace ksbx
