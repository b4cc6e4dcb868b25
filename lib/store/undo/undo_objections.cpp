// What builds on a change (store/undo/undo_store.h, built_on).
#include "base/text.h"
#include "store/journal/reverted.h"
#include "store/journal/undone_nights.h"
#include "store/roster/student_row.h"
#include "store/schema/packed.h"
#include "store/undo/undo_store.h"

namespace ksbx {
namespace {

// A document older than this was not caused by what is undone.
constexpr int days_of_cause = 30;

// SQL: this change came later, still holds and is no undo.
std::string is_later(std::string_view change) {
  return formatted("{0} > ?1 AND {1}", change, lasting(change));
}

// SQL: this pupil came on the books with the change, or back on them.
std::string came_with_it(std::string_view student) {
  return formatted(
      "(EXISTS (SELECT 1 FROM t_arrival a WHERE a.change = ?1 AND {0} BETWEEN a.first AND a.last) OR EXISTS (SELECT 1 "
      "FROM "
      "t_student_change g WHERE g.change = ?1 AND g.student = {0} AND {1}))",
      student, came_back("g"));
}

std::string later_marks() {
  return "SELECT count(*), max(l.change), min(l.student), '' FROM t_mark m JOIN t_mark l ON l.day = m.day AND "
         "l.student = "
         "m.student AND l.session = m.session AND l.seq > m.seq WHERE m.change = ?1 AND " +
         is_later("l.change");
}

std::string documents_answered() {
  return formatted(
      "SELECT count(DISTINCT d.id), max(r.change), NULL, min(d.number) FROM t_document d JOIN t_duty x ON x.id = "
      "d.duty "
      "JOIN t_record r ON r.document = d.number AND r.document <> '' WHERE {0} AND {3} AND x.state <> 'withdrawn' "
      "AND (EXISTS (SELECT 1 FROM t_mark m "
      "WHERE m.student = x.student AND m.change = ?1 AND m.day BETWEEN d.issued - {1} AND d.issued) OR EXISTS (SELECT "
      "1 "
      "FROM t_record q WHERE q.student = x.student AND q.change = ?1 AND q.document = '' AND q.day BETWEEN d.issued - "
      "{1} "
      "AND d.issued) OR {2})",
      is_later("r.change"), days_of_cause, came_with_it("x.student"), is_valid("d.id"));
}

std::string fields_changed() {
  return "SELECT count(DISTINCT l.student), max(l.change), min(l.student), '' FROM t_student_change x JOIN "
         "t_student_change l ON l.student = x.student AND l.field = x.field WHERE x.change = ?1 AND " +
         is_later("l.change");
}

// Rows in doubt that came with the change and were decided later. The journal knows which these are.
std::string rows_decided() {
  return formatted(
      "SELECT count(DISTINCT deferral), max(change), NULL, group_concat(DISTINCT deferral) FROM (SELECT detail ->> "
      "'deferral' AS deferral, detail ->> 'change' AS change FROM t_journal WHERE event = 'row.decided') d WHERE {} "
      "AND "
      "deferral IN (SELECT detail ->> 'deferral' FROM t_journal WHERE event = 'row.deferred' AND detail ->> 'change' = "
      "?1)",
      is_later("d.change"));
}

// A claim is denied by a person alone, whichever of the two schools has it then.
std::string claims_decided() {
  return "SELECT count(DISTINCT x.student), max(l.change), min(x.student), '' FROM t_claim x "
         "JOIN t_claim l ON l.student = x.student "
         "WHERE x.change = ?1 AND x.standing = 'twice' AND l.standing = 'denied' AND " +
         is_later("l.change");
}

// Of pupils whose number the change altered, or whom it took off the books: someone else has it.
std::string numbers_given() {
  return formatted(
      "SELECT count(DISTINCT h.id), 0, min(h.id), '' FROM t_student_change x JOIN t_student s ON s.id = x.student JOIN "
      "t_student h ON h.id_number = CASE x.field WHEN 'since' THEN s.id_number ELSE {} END AND h.{} WHERE x.change = "
      "?1 "
      "AND h.id <> x.student AND NOT {} AND x.before <> '' AND (x.field = 'id_number' OR (x.field = 'since' AND "
      "x.after = '{}')) "
      "AND NOT EXISTS (SELECT 1 FROM t_student_change y WHERE y.change = ?1 AND y.student = h.id AND y.field = "
      "'id_number')",
      packed_id_sql("x.before"), on_the_books, came_with_it("h.id"), never.iso());
}

std::string pupils_used() {
  const auto one = [](const char* table) {
    return formatted("SELECT x.student, x.change FROM {} x WHERE x.student IS NOT NULL AND {} AND {}", table,
                     is_later("x.change"), came_with_it("x.student"));
  };
  return formatted(
      "SELECT count(DISTINCT student), max(change), min(student), '' FROM ({} UNION ALL {} UNION ALL {} UNION ALL {})",
      one("t_mark"), one("t_record"), one("t_named_pupil"), one("t_student_change"));
}

// Grades and classes come and go with their pupils, so they are not reported; a pupil who came with the change goes
// with it.
std::string units_used() {
  return formatted(
      "SELECT count(*), 0, NULL, min(u.name) FROM t_former f JOIN t_unit u ON u.id = f.id WHERE f.change = ?1 AND "
      "f.kind = "
      "'unit' AND f.row = '' AND u.kind NOT IN ('grade', 'class') AND ("
      "EXISTS (SELECT 1 FROM t_student s WHERE s.residence = u.id AND s.{2} AND NOT {0})"
      " OR EXISTS (SELECT 1 FROM t_unit c WHERE (u.id IN (c.parent, c.town, c.merged_into) OR (c.serves <> '' AND "
      "u.id IN (SELECT value FROM json_each('[' || c.serves || ']')))) AND c.taken_back IS NULL AND NOT EXISTS (SELECT "
      "1 FROM t_former o WHERE o.change = ?1 AND o.kind = 'unit' AND o.id = c.id))"
      " OR EXISTS (SELECT 1 FROM t_assignment a WHERE a.unit = u.id AND a.taken_back IS NULL AND NOT EXISTS (SELECT 1 "
      "FROM t_former o WHERE "
      "o.change "
      "= ?1 AND o.kind = 'assignment' AND o.id = a.id AND o.row = ''))"
      " OR EXISTS (SELECT 1 FROM t_record r WHERE r.unit = u.id AND {1}))",
      came_with_it("s.id"), is_later("r.change"), on_the_books);
}

std::string units_changed() {
  return "SELECT count(DISTINCT l.id), max(l.change), NULL, '' FROM t_former f JOIN t_former l ON l.kind = f.kind AND "
         "l.id "
         "= f.id WHERE f.change = ?1 AND " +
         is_later("l.change");
}

std::string before_upgrade() {
  return "SELECT count(*), 0, NULL, '' FROM t_former WHERE kind = 'upgrade' AND change >= ?1";
}

}  // namespace

std::vector<BuiltOn> built_on(Database& database, std::int64_t change) {
  using enum BuiltOn::What;
  std::vector<BuiltOn> found;
  const auto ask = [&](BuiltOn::What what, const std::string& sql) {
    Statement row(database, sql);
    if (!row.start(change).step() || row.number(0) == 0) return;
    found.push_back(
        {what, row.number(0), row.number(1), row.is_null(2) ? row.text(3) : short_code(row.id<StudentId>(2))});
  };
  ask(too_old, before_upgrade());
  ask(later_mark, later_marks());
  ask(acknowledged, documents_answered());
  ask(field_changed, fields_changed());
  ask(decided, rows_decided());
  ask(claim_decided, claims_decided());
  ask(number_given, numbers_given());
  ask(pupil_used, pupils_used());
  ask(unit_used, units_used());
  ask(unit_changed, units_changed());
  return found;
}

}  // namespace ksbx
