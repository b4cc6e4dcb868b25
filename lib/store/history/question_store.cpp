#include "store/history/question_store.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "store/journal/reverted.h"
#include "store/journal/undone_nights.h"
#include "store/roster/roster_store.h"
#include "store/roster/student_row.h"

namespace ksbx {
namespace {

// Whom `sql` finds in each of the classes, together.
std::vector<StudentId> of_each(Database& database, const std::string& sql, const std::vector<UnitId>& classes) {
  std::vector<StudentId> all;
  Statement rows(database, sql);
  for (const UnitId school_class : classes) {
    rows.start(school_class);
    const std::vector<StudentId> some = rows.ids<StudentId>();
    all.insert(all.end(), some.begin(), some.end());
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

std::optional<Day> first_day_of_facts(Database& database) {
  // A day that cannot be read concerns the one whose it is, not the beginning of all days.
  const std::string of_a_date = formatted("x.day >= {} AND {}", Day::first().serial(), holds("x.change"));
  Statement row(database,
                formatted("SELECT min(day) FROM (SELECT min(day) AS day FROM t_mark x WHERE {0} UNION ALL SELECT "
                          "min(day) FROM t_register x WHERE {0} UNION ALL SELECT min(day) FROM t_record x WHERE {0})",
                          of_a_date));
  return row.start().step() ? row.maybe_day(0) : std::nullopt;
}

std::vector<StudentId> students_with_facts_on(Database& database, Day day) {
  Statement rows(database,
                 "SELECT student FROM t_mark WHERE day = ?1"
                 " UNION SELECT student FROM t_record WHERE day = ?1 AND student IS NOT NULL ORDER BY 1");
  rows.start(day);
  return rows.ids<StudentId>();
}

std::vector<StudentId> students_to_follow(Database& database) {
  Statement rows(database,
                 formatted("SELECT student FROM t_duty WHERE state = 'open' AND student IS NOT NULL"
                           " UNION SELECT student FROM t_doubt WHERE student IS NOT NULL"
                           " UNION SELECT x.student FROM t_document d JOIN t_duty x ON x.id = d.duty"
                           " WHERE d.kind = 'withdrawal' AND x.state = 'done' AND x.student IS NOT NULL AND {}"
                           " AND NOT EXISTS (SELECT 1 FROM t_document n WHERE n.duty = d.duty AND n.line = d.line"
                           " AND n.corrects = d.number AND {}) ORDER BY 1",
                           is_valid("d.id"), is_valid("n.id")));
  rows.start();
  const std::vector<StudentId> open = rows.ids<StudentId>();
  const std::vector<StudentId> idle = idle_minors(database);
  std::vector<StudentId> all;
  std::set_union(open.begin(), open.end(), idle.begin(), idle.end(), std::back_inserter(all));
  return all;
}

std::vector<StudentId> students_of_classes(Database& database, const std::vector<UnitId>& classes) {
  // The index alone answers, unless somebody was taken off the books.
  const std::string still = anything_reverted(database) ? formatted(" AND {}", on_the_books) : std::string();
  return of_each(database,
                 formatted("SELECT id FROM t_student WHERE class = ? AND enrolment = {}{}",
                           static_cast<int>(Enrolment::enrolled), still),
                 classes);
}

std::vector<StudentId> students_placed_in(Database& database, const std::vector<UnitId>& classes) {
  return of_each(database, formatted("SELECT id FROM t_student WHERE class = ? AND {}", on_the_books), classes);
}

std::vector<Subject> units_gone(Database& database) {
  Statement rows(database,
                 "SELECT DISTINCT d.unit, d.subject_kind FROM t_duty d JOIN t_unit u ON u.id = d.unit WHERE d.state = "
                 "'open' AND d.student IS NULL AND u.taken_back IS NOT NULL ORDER BY 1, 2");
  std::vector<Subject> gone;
  while (rows.step())
    if (const auto kind = subject_kind(rows.view(1))) gone.push_back({*kind, {}, rows.id<UnitId>(0)});
  return gone;
}

}  // namespace ksbx
