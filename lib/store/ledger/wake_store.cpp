#include "store/ledger/wake_store.h"

#include "base/digest.h"

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

std::int64_t fingerprint_of_wakes(Database& database) {
  std::string all;
  for (const char* sql : {"SELECT student, day FROM t_wake_student ORDER BY student",
                          "SELECT unit, day FROM t_wake_unit ORDER BY unit"}) {
    Statement rows(database, sql);
    rows.start();
    while (rows.step())
      for (const std::int64_t number : {rows.number(0), rows.number(1)})
        all.append(reinterpret_cast<const char*>(&number), sizeof number);
    all += '|';
  }
  return fingerprint(all);
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
