#include "store/roster/roster_store.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "store/journal/reverted.h"
#include "store/roster/student_row.h"
#include "store/roster/student_writer.h"
#include "store/schema/packed.h"

namespace ksbx {
namespace {

std::vector<Student> all_students(Statement& rows) {
  std::vector<Student> students;
  while (rows.step()) students.push_back(student_in(rows));
  return students;
}

std::optional<Student> first_student(Statement& rows) {
  return rows.step() ? std::optional(student_in(rows)) : std::nullopt;
}

}  // namespace

std::optional<Student> student(Database& database, StudentId id) {
  Statement row(database, select_students() + " WHERE id = ?");
  return first_student(row.start(id));
}

bool is_on_the_books(Database& database, StudentId id) {
  Statement row(database, formatted("SELECT 1 FROM t_student WHERE id = ? AND {}", on_the_books));
  return row.start(id).step();
}

std::optional<Student> student_by_id_number(Database& database, std::string_view id_number) {
  const Cell key = packed(id_number);
  Statement row(database, select_students() + " WHERE id_number = ? AND " + on_the_books);
  return first_student(row.start(key));
}

std::optional<Student> student_by_xueji(Database& database, std::string_view xueji) {
  const Cell key = packed(xueji);
  Statement row(database, formatted("{} WHERE xueji = ? AND {} ORDER BY id", select_students(), on_the_books));
  return first_student(row.start(key));
}

std::vector<Student> students_named(Database& database, std::string_view name) {
  Statement rows(database, formatted("{} WHERE name = ? AND {} ORDER BY id", select_students(), on_the_books));
  return all_students(rows.start(name));
}

std::vector<Student> students_named(Database& database, std::string_view name, const std::vector<UnitId>& classes) {
  std::vector<Student> found;
  Statement rows(database, select_students() + " WHERE class IS ? AND name = ? AND " + on_the_books);
  for (UnitId one : classes) std::ranges::move(all_students(rows.start(one, name)), std::back_inserter(found));
  std::ranges::sort(found, {}, &Student::id);
  return found;
}

std::vector<Student> students_of(Database& database, UnitId school_class) {
  Statement rows(database, formatted("{} WHERE class IS ? AND {} ORDER BY id", select_students(), on_the_books));
  return all_students(rows.start(school_class));
}

void for_each_student(Database& database, const std::function<void(Student, Day since)>& receive) {
  Statement rows(database, formatted("{} WHERE {} ORDER BY id", select_students(), on_the_books));
  rows.start();
  while (rows.step()) receive(student_in(rows), rows.day(since_column));
}

std::vector<StudentId> idle_minors(Database& database) {
  // Written out, so that the index on class and enrolment is used.
  Statement rows(database,
                 formatted("SELECT id FROM t_student WHERE class IS NULL AND enrolment IN (?, ?, ?, ?) AND {} "
                           "ORDER BY id",
                           on_the_books));
  rows.start(static_cast<int>(Enrolment::enrolled), static_cast<int>(Enrolment::suspended),
             static_cast<int>(Enrolment::dropped_out), static_cast<int>(Enrolment::idle));
  std::vector<StudentId> found;
  while (rows.step()) found.push_back(rows.id<StudentId>(0));
  return found;
}

std::vector<StudentChange> changes_of(Database& database, StudentId id) {
  Statement rows(
      database,
      formatted("SELECT student, field, before, after, day, recorded, change, {} FROM t_student_change x WHERE "
                "student = ? ORDER BY id",
                lasting("x.change")));
  rows.start(id);
  std::vector<StudentChange> changes;
  while (rows.step())
    changes.push_back({rows.id<StudentId>(0), rows.text(1), rows.text(2), rows.text(3), rows.day(4), rows.moment(5),
                       rows.number(6), rows.number(7) != 0});
  return changes;
}

std::int64_t arrival_of(Database& database, StudentId id) {
  Statement row(database, "SELECT change FROM t_arrival WHERE ? BETWEEN first AND last");
  return row.start(id).step() ? row.number(0) : 0;
}

std::optional<Day> on_the_books_since(Database& database, StudentId id) {
  Statement row(database, "SELECT since FROM t_student WHERE id = ?");
  return row.start(id).step() ? since_in(row, 0) : std::nullopt;
}

void set_on_the_books_since(Transaction& transaction, StudentId id, Day since) {
  Database& database = transaction.database();
  const Day before = on_the_books_since(database, id).value_or(never);
  if (before == since) return;
  StudentWriter(transaction, since == never ? before : since).set_since(id, before, since);
  if (since == never) forget_roster_row(transaction, id);
}

void forget_roster_row(Transaction& transaction, StudentId id) {
  Statement(transaction.database(), "DELETE FROM t_roster_row WHERE student = ?").execute(id);
}

namespace {

// SQL: a change of class that was not undone, nor is an undo.
std::string lasting_move() {
  return formatted("x.field = 'school_class' AND {}", lasting("x.change"));
}

}  // namespace

std::optional<Day> changed_class(Database& database, StudentId id) {
  Statement row(database, formatted("SELECT x.day FROM t_student_change x WHERE x.student = ? AND {} ORDER BY x.id "
                                    "DESC LIMIT 1",
                                    lasting_move()));
  return row.start(id).step() ? row.maybe_day(0) : std::nullopt;
}

std::optional<Day> placed_since(Database& database, StudentId id) {
  if (const auto moved = changed_class(database, id)) return moved;
  return on_the_books_since(database, id);
}

bool was_placed_on(Database& database, StudentId id, Day day) {
  Statement row(database, "SELECT promoted FROM t_roster_row WHERE student = ?");
  const bool is_promoted = row.start(id).step() && row.number(0) != 0;
  row.reset();
  return !is_promoted && placed_since(database, id) == day;
}

bool left_since(Database& database, StudentId id, UnitId school_class, Day day) {
  Statement row(database,
                formatted("SELECT 1 FROM t_student_change x WHERE x.student = ? AND x.before = ? AND x.after <> "
                          "x.before AND x.day >= ? AND {}",
                          lasting_move()));
  return row.start(id, std::to_string(school_class.value), day).step();
}

std::vector<StudentId> placed_before(Database& database, UnitId school_class, Day day) {
  Statement rows(database, formatted("SELECT s.id FROM t_student s WHERE s.class = ?1 AND s.enrolment = {} AND s.since "
                                     "< ?2 AND NOT EXISTS (SELECT 1 FROM t_student_change x WHERE x.student = s.id AND "
                                     "x.day >= ?2 AND {}) ORDER BY s.id",
                                     static_cast<int>(Enrolment::enrolled), lasting_move()));
  rows.start(school_class, day);
  std::vector<StudentId> found;
  while (rows.step()) found.push_back(rows.id<StudentId>(0));
  return found;
}

std::vector<StudentId> students_from_before(Database& database, UnitId school_class, Day day) {
  Statement rows(database, "SELECT id FROM t_student WHERE class = ? AND since < ? ORDER BY id");
  rows.start(school_class, day);
  return rows.ids<StudentId>();
}

std::vector<StudentId> graduated_since(Database& database, Day day) {
  Statement rows(database,
                 formatted("SELECT s.id FROM t_student s WHERE s.enrolment = {} AND s.since < {} AND EXISTS "
                           "(SELECT 1 FROM t_student_change x WHERE x.student = s.id AND x.field = 'enrolment' "
                           "AND x.day >= ? AND {}) ORDER BY s.id",
                           static_cast<int>(Enrolment::graduated), never.serial(), lasting("x.change")));
  rows.start(day);
  return rows.ids<StudentId>();
}

void stay(Transaction& transaction, StudentId id, UnitId school_class, Day day) {
  StudentWriter(transaction, day).stay(id, school_class);
}

void note_promoted(Transaction& transaction, StudentId id) {
  Statement(transaction.database(), "UPDATE t_roster_row SET promoted = 1 WHERE student = ? AND promoted = 0")
      .execute(id);
}

void note_held_back(Transaction& transaction, StudentId id) {
  Statement(transaction.database(), "UPDATE t_roster_row SET promoted = 0 WHERE student = ? AND promoted = 1")
      .execute(id);
}

std::optional<Day> standing_since(Database& database, StudentId id) {
  Statement row(database, formatted("SELECT max(x.day) FROM t_student_change x WHERE x.student = ? AND x.field = "
                                    "'enrolment' AND {}",
                                    lasting("x.change")));
  return row.start(id).step() ? row.maybe_day(0) : std::nullopt;
}

Effect update(Transaction& transaction, const Student& before, const Student& after, Day day) {
  return StudentWriter(transaction, day).update(before, after);
}

}  // namespace ksbx
