#include "store/undo/undo_store.h"

#include "base/text.h"
#include "store/roster/student_row.h"

namespace ksbx {
namespace {

// One row for each change, with what it wrote; restricted by what follows.
std::string select_changes() {
  return "SELECT c.change, c.at, c.command, c.actor,"
         " (SELECT count(*) FROM t_mark x WHERE x.change = c.change),"
         " (SELECT count(*) FROM t_register x WHERE x.change = c.change),"
         " (SELECT count(*) FROM t_record x WHERE x.change = c.change),"
         " (SELECT coalesce(sum(x.last - x.first + 1), 0) FROM t_arrival x WHERE x.change = c.change)"
         " + (SELECT count(*) FROM t_student_change x WHERE x.change = c.change AND " +
         came_back("x") +
         "), (SELECT count(DISTINCT x.student) FROM t_student_change x WHERE x.change = c.change AND NOT (" +
         came_back("x") +
         ")),"
         " (SELECT count(*) FROM t_former x WHERE x.change = c.change AND x.kind = 'unit'),"
         " (SELECT count(*) FROM t_former x WHERE x.change = c.change AND x.kind = 'assignment'),"
         " (SELECT count(*) FROM t_closure x WHERE x.change = c.change),"
         " (SELECT t.undo FROM t_taken_back t WHERE t.change = c.change),"
         " (SELECT t.change FROM t_taken_back t WHERE t.undo = c.change) FROM t_change c";
}

std::vector<std::string> files_of(Database& database, std::int64_t change) {
  Statement rows(database, "SELECT file FROM t_import WHERE change = ? ORDER BY id");
  rows.start(change);
  std::vector<std::string> files;
  while (rows.step()) files.push_back(rows.text(0));
  return files;
}

ChangeMade change_in(Database& database, const Statement& row) {
  ChangeMade made;
  made.number = row.number(0);
  made.at = row.moment(1);
  made.command = row.text(2);
  made.actor = row.text(3);
  int column = 4;
  for (std::int64_t* count : {&made.marks, &made.registers, &made.records, &made.pupils_added, &made.pupils_changed,
                              &made.units, &made.assignments, &made.closures})
    *count = row.number(column++);
  if (!row.is_null(12)) made.reverted_by = row.number(12);
  if (!row.is_null(13)) made.reverts = row.number(13);
  made.files = files_of(database, made.number);
  return made;
}

// Collects rows until there are enough of them.
class Collection {
 public:
  Collection(Database& database, std::int64_t change, int most) : database_(database), change_(change), most_(most) {}

  // Columns: student, unit, day, field, before, after.
  void take(RevertedFact::Kind kind, std::string_view sql) {
    const std::int64_t room = most_ - static_cast<std::int64_t>(found_.size());
    if (room <= 0) return;
    Statement rows(database_, sql);
    rows.start(change_, room);
    while (rows.step())
      found_.push_back({kind, rows.id<StudentId>(0), rows.id<UnitId>(1), rows.maybe_day(2), rows.text(3), rows.text(4),
                        rows.text(5)});
  }
  std::vector<RevertedFact> found() { return std::move(found_); }

 private:
  Database& database_;
  std::int64_t change_;
  std::int64_t most_;
  std::vector<RevertedFact> found_;
};

}  // namespace

std::vector<ChangeMade> changes_made(Database& database, int most) {
  Statement rows(database, select_changes() + " ORDER BY c.change DESC");
  rows.start();
  std::vector<ChangeMade> made;
  while (made.size() < static_cast<std::size_t>(most) && rows.step())
    if (ChangeMade one = change_in(database, rows); one.total() > 0 || one.reverts) made.push_back(std::move(one));
  return made;
}

std::optional<ChangeMade> change_made(Database& database, std::int64_t number) {
  Statement row(database, select_changes() + " WHERE c.change = ?");
  return row.start(number).step() ? std::optional(change_in(database, row)) : std::nullopt;
}

std::vector<std::string> files_to_repeat(Database& database, std::int64_t change) {
  Statement rows(
      database,
      "SELECT DISTINCT i.file FROM t_import i JOIN t_change c ON c.change = ?1 WHERE i.unchanged > 0 AND "
      "i.recorded >= c.at AND coalesce(i.change, ?1 + 1) > ?1 AND (i.change IS NULL OR i.change NOT IN (SELECT "
      "change FROM t_taken_back)) AND i.kind IN (SELECT kind FROM t_import WHERE change = ?1) ORDER BY i.id");
  rows.start(change);
  std::vector<std::string> files;
  while (rows.step()) files.push_back(rows.text(0));
  return files;
}

std::vector<RevertedFact> facts_of_change(Database& database, std::int64_t change, int most) {
  using Kind = RevertedFact::Kind;
  Collection all(database, change, most);
  // What was said of the session before, unless that was undone too.
  all.take(
      Kind::mark,
      "SELECT m.student, NULL, m.day, CASE m.session WHEN 0 THEN 'am' ELSE 'pm' END, m.presence, (SELECT e.presence "
      "FROM t_mark e WHERE e.day = m.day AND e.student = m.student AND e.session = m.session AND e.seq < m.seq AND "
      "e.change NOT IN (SELECT change FROM t_taken_back) ORDER BY e.seq DESC LIMIT 1) FROM t_mark m WHERE m.change "
      "= ?1 ORDER BY m.day, m.student, m.session LIMIT ?2");
  all.take(Kind::returned_register,
           "SELECT NULL, class, day, '', '', '' FROM t_register WHERE change = ?1 ORDER BY day, class LIMIT ?2");
  all.take(Kind::record,
           "SELECT student, unit, day, kind, document, '' FROM t_record WHERE change = ?1 ORDER BY id LIMIT ?2");
  all.take(Kind::moved_record,
           "SELECT r.student, r.unit, r.day, r.kind, '', r.document FROM t_moved_record v JOIN t_record r ON r.id = "
           "v.record WHERE v.change = ?1 ORDER BY r.id LIMIT ?2");
  all.take(
      Kind::pupil_added,
      "SELECT s.id, s.class, NULL, '', '', '' FROM t_student s WHERE s.id IN (SELECT student FROM t_student_change x "
      "WHERE change = ?1 AND " +
          came_back("x") +
          ") OR EXISTS (SELECT 1 FROM t_arrival a WHERE a.change = ?1 AND s.id "
          "BETWEEN a.first AND a.last) ORDER BY s.id LIMIT ?2");
  all.take(
      Kind::pupil_changed,
      "SELECT x.student, s.class, NULL, x.field, x.after, x.before FROM t_student_change x JOIN t_student s ON s.id "
      "= x.student WHERE x.change = ?1 AND NOT (" +
          came_back("x") + ") ORDER BY x.id LIMIT ?2");
  all.take(
      Kind::unit_added,
      "SELECT NULL, u.id, NULL, u.kind, u.name, '' FROM t_former f JOIN t_unit u ON u.id = f.id WHERE f.change = ?1 "
      "AND f.kind = 'unit' AND f.row = '' ORDER BY f.id LIMIT ?2");
  // A row for each field that the change altered: closing a unit leaves its name as it was.
  all.take(
      Kind::unit_changed,
      "SELECT NULL, id, day, field, now, coalesce(json_extract(row, '$.' || field || '.day'), json_extract(row, '$.' "
      "|| "
      "field), '') AS earlier FROM (SELECT u.id, f.day, f.row, k.column1 AS field, CASE k.column1 WHEN 'name' THEN "
      "u.name WHEN 'code' THEN u.code WHEN 'parent' THEN coalesce(u.parent, 0) WHEN 'town' THEN coalesce(u.town, 0) "
      "WHEN 'serves' THEN u.serves WHEN 'merged_into' THEN coalesce(u.merged_into, '') ELSE coalesce(date(u.closed * "
      "86400, 'unixepoch'), '') END AS now FROM t_former f "
      "JOIN t_unit u ON u.id = f.id JOIN (VALUES ('name'), ('code'), ('parent'), ('town'), ('closed'), ('serves'), "
      "('merged_into')) k "
      "WHERE f.change = ?1 AND f.kind = 'unit' AND f.row <> '') WHERE now <> earlier ORDER BY id LIMIT ?2");
  all.take(Kind::assignment,
           "SELECT NULL, a.unit, a.since, a.role, p.name || iif(a.acting, '（代理）', '') || coalesce(' – ' || "
           "date(a.until * 86400, 'unixepoch'), ''), CASE WHEN f.row = '' THEN '' ELSE p.name || "
           "iif(json_extract(f.row, '$.acting'), '（代理）', '') || coalesce(' – ' || nullif(json_extract(f.row, "
           "'$.until'), ''), '') END FROM t_former f JOIN t_assignment a ON a.id = f.id JOIN t_person p ON p.id = "
           "a.person WHERE "
           "f.change = ?1 AND f.kind = 'assignment' ORDER BY f.id LIMIT ?2");
  all.take(
      Kind::closure,
      "SELECT NULL, unit, first, reason, iif(first = last, '', date(last * 86400, 'unixepoch')), '' FROM t_closure "
      "WHERE change = ?1 ORDER BY id LIMIT ?2");
  return all.found();
}

}  // namespace ksbx
