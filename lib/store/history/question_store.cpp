#include "store/history/question_store.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "store/journal/reverted.h"
#include "store/journal/undone_nights.h"
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

// In one pass: in September every class may have a new teacher.
template <class Id>
std::vector<Id> with_misses_at(Database& database, std::string_view whose, std::string_view condition,
                               const std::vector<UnitId>& units) {
  Statement rows(database, formatted("SELECT DISTINCT {}, m.unit FROM t_miss m JOIN t_duty x ON x.id = m.duty WHERE {} "
                                     "ORDER BY 1",
                                     whose, condition));
  std::vector<Id> all;
  for (rows.start(); rows.step();)
    if (std::ranges::binary_search(units, rows.id<UnitId>(1))) all.push_back(rows.id<Id>(0));
  return all;
}

// Of a row of t_student. The index alone answers, unless someone was taken off the books.
std::string is_enrolled(Database& database) {
  const std::string enrolled = formatted("enrolment = {}", static_cast<int>(Enrolment::enrolled));
  return anything_reverted(database) ? formatted("{} AND {}", enrolled, on_the_books) : enrolled;
}

// Of whom a register of the class says that they were there: who is or was in it, and was ever marked or spoken of.
std::vector<StudentId> students_of_register(Database& database, UnitId school_class) {
  Statement rows(
      database,
      "SELECT id FROM (SELECT id FROM t_student WHERE class = ?1 UNION SELECT student FROM t_student_change "
      "WHERE field = 'school_class' AND before = CAST(?1 AS TEXT)) s WHERE EXISTS (SELECT 1 FROM t_mark m "
      "WHERE m.student = s.id) OR EXISTS (SELECT 1 FROM t_record r WHERE r.student = s.id) OR EXISTS (SELECT "
      "1 FROM t_named_pupil n WHERE n.student = s.id)");
  rows.start(school_class);
  return rows.ids<StudentId>();
}

// The classes of the changes of pupils that `which` selects: the one left, and the one he is in.
std::string classes_of_changes(std::string_view which) {
  return formatted(
      "SELECT CAST(before AS INTEGER) FROM t_student_change WHERE field = 'school_class' AND before <> '' AND {0}"
      " UNION SELECT s.class FROM t_student_change x JOIN t_student s ON s.id = x.student WHERE x.field IN "
      "('school_class', 'enrolment', 'since') AND s.class IS NOT NULL AND x.{0}",
      which);
}

// The rows of a table that were entered, or taken back, after change ?1. As two questions, so that each is answered by
// the index of changes; and without an order, which would lead SQLite to read the whole table in it.
std::string said_since(std::string_view column, std::string_view table) {
  return formatted(
      "SELECT {0} FROM {1} WHERE change > ?1 AND {0} IS NOT NULL UNION ALL SELECT {0} FROM {1} WHERE change IN (SELECT "
      "change FROM t_taken_back WHERE undo > ?1) AND {0} IS NOT NULL",
      column, table);
}

// Whom or what a record spoke of that was entered anew for another pupil, by the change that did so.
std::string moved_since(std::string_view column, std::string_view table, std::string_view record) {
  return said_since(column, formatted("(SELECT r.{}, v.change FROM t_moved_record v JOIN {} r ON r.{} = v.record)",
                                      column, table, record));
}

template <class Id>
std::vector<Id> each_once(std::vector<Id> ids) {
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
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

std::optional<Day> first_day_of_books(Database& database) {
  Statement row(database, "SELECT min(recorded) FROM t_import");
  row.start().step();
  const auto imported = row.is_null(0) ? std::nullopt : std::optional(row.moment(0).day());
  const auto told = first_day_of_facts(database);
  return told && imported ? std::min(*told, *imported) : told ? told : imported;
}

std::vector<StudentId> students_with_facts_on(Database& database, Day day) {
  Statement rows(database,
                 "SELECT student FROM t_mark WHERE day = ?1"
                 " UNION SELECT student FROM t_record WHERE day = ?1 AND student IS NOT NULL"
                 " UNION SELECT student FROM t_named_pupil WHERE day = ?1 ORDER BY 1");
  rows.start(day);
  return rows.ids<StudentId>();
}

std::vector<StudentId> all_students(Database& database) {
  Statement rows(database, "SELECT id FROM t_student ORDER BY 1");
  rows.start();
  return rows.ids<StudentId>();
}

std::vector<StudentId> students_spoken_of(Database& database, Seen since, Day late_before) {
  std::vector<StudentId> all;
  const auto add = [&](Statement& rows) { std::ranges::copy(rows.ids<StudentId>(), std::back_inserter(all)); };
  // One by one: together they would be more terms than a question may have (store/sqlite/database.cpp).
  for (const std::string& said :
       {said_since("student", "t_mark"), said_since("student", "t_record"), said_since("student", "t_named_pupil"),
        moved_since("student", "t_record", "id"), moved_since("student", "t_named_pupil", "record")}) {
    Statement rows(database, said);
    rows.start(since.change);
    add(rows);
  }
  Statement moved(
      database,
      "SELECT student FROM t_student_change WHERE change > ?1 UNION ALL SELECT id FROM t_student WHERE id > "
      "coalesce(?2, 0)");
  moved.start(since.change, since.last_student);
  add(moved);
  Statement late(database,
                 "SELECT DISTINCT class FROM t_register WHERE (change > ?1 AND day < ?2) OR change IN (SELECT change "
                 "FROM t_taken_back WHERE undo > ?1)");
  late.start(since.change, late_before);
  for (const UnitId school_class : late.ids<UnitId>())
    std::ranges::copy(students_of_register(database, school_class), std::back_inserter(all));
  return each_once(std::move(all));
}

std::vector<StudentId> students_changed_on(Database& database, Day day) {
  Statement rows(database, "SELECT DISTINCT student FROM t_student_change WHERE day = ? ORDER BY 1");
  rows.start(day);
  return rows.ids<StudentId>();
}

std::vector<StudentId> students_with_open_duties(Database& database) {
  Statement rows(database,
                 "SELECT DISTINCT student FROM t_duty WHERE state = 'open' AND student IS NOT NULL ORDER BY 1");
  rows.start();
  return rows.ids<StudentId>();
}

std::vector<StudentId> students_to_reinstate(Database& database) {
  Statement rows(database,
                 formatted("SELECT DISTINCT x.student FROM t_document d JOIN t_duty x ON x.id = d.duty"
                           " WHERE d.kind = 'withdrawal' AND x.state = 'done' AND x.student IS NOT NULL AND {}"
                           " AND NOT EXISTS (SELECT 1 FROM t_document n WHERE n.duty = d.duty AND n.line = d.line"
                           " AND n.corrects = d.number AND {}) ORDER BY 1",
                           is_valid("d.id"), is_valid("n.id")));
  rows.start();
  return rows.ids<StudentId>();
}

std::vector<UnitId> units_spoken_of(Database& database, Seen since) {
  Statement rows(database, formatted("{} UNION ALL {} UNION ALL {}", said_since("class", "t_register"),
                                     said_since("unit", "t_record"), moved_since("unit", "t_record", "id")));
  rows.start(since.change);
  return each_once(rows.ids<UnitId>());
}

std::vector<UnitId> units_with_records_on(Database& database, Day day) {
  Statement rows(database, "SELECT DISTINCT unit FROM t_record WHERE day = ? AND unit IS NOT NULL ORDER BY 1");
  rows.start(day);
  return rows.ids<UnitId>();
}

std::vector<UnitId> units_with_open_duties(Database& database) {
  Statement rows(database,
                 "SELECT DISTINCT unit FROM t_duty WHERE state = 'open' AND student IS NULL AND unit IS NOT NULL "
                 "ORDER BY 1");
  rows.start();
  return rows.ids<UnitId>();
}

std::vector<UnitId> classes_changed_since(Database& database, Seen since) {
  Statement rows(database, classes_of_changes("change > ?1") +
                               " UNION SELECT class FROM t_student WHERE id > coalesce(?2, 0) AND class IS NOT NULL "
                               "ORDER BY 1");
  rows.start(since.change, since.last_student);
  return rows.ids<UnitId>();
}

std::vector<UnitId> classes_changed_on(Database& database, Day day) {
  Statement rows(database, classes_of_changes("day = ?1") + " ORDER BY 1");
  rows.start(day);
  return rows.ids<UnitId>();
}

std::vector<UnitId> classes_changed_after(Database& database, Day day) {
  Statement rows(database, classes_of_changes("day > ?1") + " ORDER BY 1");
  rows.start(day);
  return rows.ids<UnitId>();
}

OrganisationChanges organisation_changes(Database& database, Seen since) {
  OrganisationChanges changes;
  // Police stations and departments are found by what is there, so that a new one may take over from another.
  changes.units = Statement(database,
                            "SELECT 1 FROM t_former f WHERE change > ? AND kind = 'unit' AND (row <> '' OR EXISTS "
                            "(SELECT 1 FROM t_unit u WHERE u.id = f.id AND u.kind IN ('police_station', "
                            "'department'))) LIMIT 1")
                      .start(since.change)
                      .step() ||
                  Statement(database,
                            "SELECT 1 FROM t_closure WHERE change > ?1 OR change IN (SELECT change FROM t_taken_back "
                            "WHERE undo > ?1) LIMIT 1")
                      .start(since.change)
                      .step();
  Statement rows(database,
                 "SELECT DISTINCT a.unit FROM t_former f JOIN t_assignment a ON a.id = f.id WHERE f.change > ? AND "
                 "f.kind = 'assignment' ORDER BY 1");
  rows.start(since.change);
  changes.posts = rows.ids<UnitId>();
  return changes;
}

bool unit_records_since(Database& database, Seen since, const std::vector<std::string>& kinds) {
  Statement rows(database,
                 "SELECT 1 FROM t_record WHERE (change > ?1 OR change IN (SELECT change FROM t_taken_back WHERE undo > "
                 "?1)) AND unit IS NOT NULL AND kind = ?2 LIMIT 1");
  return std::ranges::any_of(kinds, [&](const std::string& kind) { return rows.start(since.change, kind).step(); });
}

std::vector<StudentId> students_of_classes(Database& database, const std::vector<UnitId>& classes) {
  return of_each(database, formatted("SELECT id FROM t_student WHERE class = ? AND {}", is_enrolled(database)),
                 classes);
}

std::vector<StudentId> students_with_misses_at(Database& database, const std::vector<UnitId>& units) {
  return with_misses_at<StudentId>(database, "x.student", "x.student IS NOT NULL", units);
}

std::vector<UnitId> units_with_misses_at(Database& database, const std::vector<UnitId>& units) {
  return with_misses_at<UnitId>(database, "x.unit", "x.student IS NULL", units);
}

std::set<UnitId> empty_classes(Database& database) {
  Statement rows(
      database,
      formatted("SELECT id FROM t_unit u WHERE kind = '{}' AND NOT EXISTS (SELECT 1 FROM t_student WHERE class "
                "= u.id AND {})",
                name_of(UnitKind::school_class), is_enrolled(database)));
  rows.start();
  const std::vector<UnitId> ids = rows.ids<UnitId>();
  return {ids.begin(), ids.end()};
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
