#include "store/views.h"

#include <map>
#include <set>

#include "base/text.h"
#include "store/deferral_store.h"
#include "store/document_schema.h"
#include "store/export_schema.h"
#include "store/issue_store.h"
#include "store/packed.h"
#include "store/storm_schema.h"
#include "store/student_row.h"
#include "store/taken_back.h"

namespace ksbx {
namespace {

std::string iso(const std::string& column) {
  return format("date({} * 86400, 'unixepoch')", column);
}
std::string local(const std::string& column) {
  return format("datetime({} + 28800, 'unixepoch')", column);
}

// The words for a number that the tables hold, in the order of the enumeration.
std::string words(const std::string& column, const std::vector<std::string_view>& names) {
  std::string sql = "CASE " + column;
  for (std::size_t i = 0; i < names.size(); ++i) sql += format(" WHEN {} THEN '{}'", i, names[i]);
  return sql + " END";
}

std::string session(const std::string& column) {
  return words(column, {name_of(Session::morning), name_of(Session::afternoon)});
}

std::string presence_words(const std::string& column) {
  return words(column, {name_of(Presence::present), name_of(Presence::unexcused), name_of(Presence::excused),
                        name_of(Presence::unverified)});
}

std::string enrolment_words(const std::string& column) {
  return words(column, {name_of(Enrolment::enrolled), name_of(Enrolment::suspended),
                        name_of(Enrolment::transferred_out), name_of(Enrolment::graduated),
                        name_of(Enrolment::dropped_out), name_of(Enrolment::deceased), name_of(Enrolment::idle)});
}

std::string units_view() {
  return format(
      "CREATE VIEW units AS SELECT u.id AS unit, u.kind, u.code, u.name, p.code AS parent_code, "
      "p.name AS "
      "parent, t.code AS town_code, t.name AS town, u.year, {} AS since FROM t_unit u LEFT JOIN "
      "t_unit p ON "
      "p.id = u.parent LEFT JOIN t_unit t ON t.id = u.town WHERE u.taken_back IS NULL",
      iso("u.since"));
}

// A class with the grade and the school above it; a class without a grade hangs on its school.
std::string classes_view() {
  return "CREATE VIEW classes AS SELECT c.id AS unit, c.code AS class_code, c.name AS class, "
         "g.name AS grade, "
         "coalesce(g.year, c.year) AS year, s.id AS school_unit, s.code AS school_code, s.name AS "
         "school, "
         "t.name AS school_town FROM t_unit c LEFT JOIN t_unit g ON g.id = c.parent AND g.kind = "
         "'grade' "
         "LEFT JOIN t_unit s ON s.id = coalesce(g.parent, c.parent) LEFT JOIN t_unit t ON t.id = "
         "s.town "
         "WHERE c.kind = 'class' AND c.taken_back IS NULL";
}

std::string staff_view() {
  return format(
      "CREATE VIEW staff AS SELECT p.id AS staff, p.name AS person, a.role, u.kind AS unit_kind, "
      "u.code AS "
      "unit_code, u.name AS unit_name, {} AS since, {} AS until FROM t_assignment a JOIN t_person "
      "p ON p.id "
      "= a.person JOIN t_unit u ON u.id = a.unit",
      iso("a.since"), iso("a.until"));
}

std::string students_view() {
  return format(
      "CREATE VIEW students AS SELECT s.id AS student, s.code AS student_code, s.name AS "
      "student_name, {0} AS "
      "id_number, {1} AS xueji, CASE s.sex WHEN 1 THEN 'male' WHEN 2 THEN 'female' END AS sex, {2} "
      "AS birth, "
      "c.school_code, c.school, c.grade, c.year, c.class_code, c.class, CASE r.kind WHEN 'village' "
      "THEN v.name "
      "WHEN 'town' THEN r.name END AS town, CASE r.kind WHEN 'village' THEN r.name END AS village, "
      "s.address, "
      "s.hukou, s.phone, s.guardian, s.guardian_relation, s.guardian_phone, s.boarding, s.special, "
      "{3} AS "
      "enrolment, s.id_number IS NULL AS provisional, {4} AS since FROM t_student s LEFT JOIN "
      "classes c ON "
      "c.unit = s.class LEFT JOIN t_unit r ON r.id = s.residence LEFT JOIN t_unit v ON v.id = "
      "r.parent WHERE s.{5}",
      unpacked_sql("s.id_number"), unpacked_sql("s.xueji"), iso("s.birth"), enrolment_words("s.enrolment"),
      iso("s.since"), on_the_books);
}

// What a row about a pupil says of him.
constexpr const char* about_student =
    "s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, c.class_code, "
    "c.school_code";
constexpr const char* join_student = "LEFT JOIN t_student s ON s.id = x.student LEFT JOIN classes c ON c.unit = ";

std::string student_changes_view() {
  return format(
      "CREATE VIEW student_changes AS SELECT x.id AS number, {0}, x.field, x.before, x.after, {1} "
      "AS day, {2} "
      "AS recorded FROM t_student_change x {3} s.class",
      about_student, iso("x.day"), local("x.recorded"), join_student);
}

std::string attendance_history_view() {
  return format(
      "CREATE VIEW attendance_history AS SELECT {0} AS day, {1}, {2} AS session, {3} AS presence, "
      "x.reason, "
      "x.by, {4} AS recorded, x.seq AS version, x.seq IS (SELECT max(l.seq) FROM t_mark l WHERE l.day = x.day AND "
      "l.student = x.student AND l.session = x.session AND {6}) AS latest, (SELECT {7} FROM t_taken_back t WHERE "
      "t.change "
      "= x.change) AS taken_back FROM t_mark x {5} s.class",
      iso("x.day"), about_student, session("x.session"), presence_words("x.presence"), local("x.recorded"),
      join_student, holds("l.change"), local("t.at"));
}

std::string absences_view() {
  return format(
      "CREATE VIEW absences AS SELECT {0} AS day, {1}, {2} AS session, {3} AS presence, x.reason, "
      "x.by, {4} AS "
      "recorded FROM t_mark x {5} s.class WHERE x.presence <> 0 AND {6} AND NOT EXISTS (SELECT 1 FROM t_mark l WHERE "
      "l.day "
      "= x.day AND l.student = x.student AND l.session = x.session AND l.seq > x.seq AND {7})",
      iso("x.day"), about_student, session("x.session"), presence_words("x.presence"), local("x.recorded"),
      join_student, holds("x.change"), holds("l.change"));
}

std::string registers_view() {
  return format(
      "CREATE VIEW registers AS SELECT {} AS day, c.school_code, c.school, c.grade, c.class_code, "
      "c.class, x.by, "
      "{} AS recorded FROM t_register x JOIN classes c ON c.unit = x.class WHERE {}",
      iso("x.day"), local("x.recorded"), holds("x.change"));
}

std::string records_view() {
  return format(
      "CREATE VIEW records AS SELECT x.id AS record, x.kind, {0}, u.code AS unit_code, u.name AS "
      "unit_name, "
      "x.document, {1} AS day, {2} AS recorded, x.by, x.roles, x.fields FROM t_record x {3} "
      "s.class LEFT "
      "JOIN t_unit u ON u.id = x.unit WHERE {4}",
      about_student, iso("x.day"), local("x.recorded"), join_student, holds("x.change"));
}

// A JSON list of names as people write it: P29 P30.
std::string listed(const std::string& column) {
  return format(R"(trim(replace(replace(replace({}, '["', ''), '"]', ''), '","', ' '), '[]'))", column);
}

// The person; outside the school with his unit; the unit alone where it answers as such.
constexpr const char* who_answers =
    "CASE WHEN x.person = '' THEN w.name WHEN w.kind IN ('school', 'grade', 'class') THEN x.person "
    "ELSE coalesce(w.name || ' ', '') || x.person END";

std::string duties_view() {
  return format(
      "CREATE VIEW duties AS SELECT x.id AS duty, x.rule, x.item, x.subject_kind, {0}, CASE WHEN "
      "x.student IS "
      "NULL THEN u.code END AS unit_code, CASE WHEN x.student IS NULL THEN u.name END AS "
      "unit_name, x.period, "
      "x.action, {9} AS clauses, x.stage, x.role, w.kind AS responsible_kind, w.code AS "
      "responsible_code, w.name AS "
      "responsible_unit, {10} AS responsible, x.person, x.assigned, x.others, {1} AS opened, {2} AS detected, "
      "x.detected > x.opened "
      "AS detected_late, {3} AS due, {4} AS remind, x.state, {5} AS done, x.proof, {6} AS overdue, "
      "{7} AS "
      "withdrawn, x.why, x.note, x.rulebook, {11} AS muted_until FROM t_duty x {8} x.unit LEFT JOIN t_unit u ON u.id = "
      "x.unit LEFT "
      "JOIN t_unit w ON w.id = x.role_unit",
      about_student, iso("x.opened"), iso("x.detected"), iso("x.due"), iso("x.remind"), iso("x.done"), iso("x.overdue"),
      iso("x.withdrawn"), join_student, listed("x.clauses"), who_answers, iso("x.muted_until"));
}

// On which day was the word to which a document belongs acknowledged, and on which was it withdrawn: as
// policy/last_word.h.
std::string acknowledged_on() {
  return format(
      "(SELECT {} FROM t_document m JOIN t_record r ON r.document = m.number WHERE m.duty = d.duty AND m.line = d.line "
      "AND r.document <> '' AND {} AND NOT EXISTS (SELECT 1 FROM t_document b WHERE b.duty = d.duty AND b.line = "
      "d.line AND b.kind <> 'supplement' AND b.id > min(m.id, d.id) AND b.id <= max(m.id, d.id)))",
      iso("min(r.day)"), holds("r.change"));
}

std::string withdrawn_on() {
  return format(
      "CASE WHEN d.kind <> 'withdrawal' THEN (SELECT {} FROM t_document b WHERE b.duty = d.duty AND b.line = d.line "
      "AND b.kind = 'withdrawal' AND b.id > d.id) END",
      iso("min(b.issued)"));
}

std::string documents_view() {
  return format(
      "CREATE VIEW documents AS SELECT d.number, d.form, d.line, d.kind, d.duty, x.rule, x.state, {0}, CASE WHEN "
      "x.student IS "
      "NULL THEN u.code END AS unit_code, CASE WHEN x.student IS NULL THEN u.name END AS unit_name, i.code AS "
      "issuer_code, "
      "i.name AS issuer, a.code AS addressee_code, a.name AS addressee, k.code AS copy_to_code, k.name AS copy_to, {1} "
      "AS issued, CASE WHEN d.kind <> 'withdrawal' THEN {2} END AS due, d.hash, d.corrects, n.number AS corrected_by, "
      "{6} AS corrected_on, {7} AS withdrawn_on, (SELECT {3} FROM t_record r WHERE r.document = d.number AND "
      "r.document <> '' AND {5}) AS answered, {8} AS acknowledged, d.missing, "
      "d.content FROM "
      "t_document d JOIN t_duty x ON x.id = d.duty {4} x.unit LEFT JOIN t_unit u ON u.id = x.unit LEFT JOIN t_unit i "
      "ON i.id = d.issuer LEFT JOIN t_unit a "
      "ON a.id = d.addressee LEFT JOIN t_unit k ON k.id = d.copy_to LEFT JOIN t_document n ON n.duty = d.duty AND "
      "n.line = d.line AND n.corrects = d.number",
      about_student, iso("d.issued"), iso("x.due"), iso("min(r.day)"), join_student, holds("r.change"), iso("n.issued"),
      withdrawn_on(), acknowledged_on());
}

std::string doubts_view() {
  return format(
      "CREATE VIEW doubts AS SELECT x.rule, x.subject_kind, {0}, u.code AS unit_code, u.name AS "
      "unit_name, {1} "
      "AS day, x.leaves, x.problem, x.sentence FROM t_doubt x {2} s.class LEFT JOIN t_unit u ON u.id = x.unit",
      about_student, iso("x.day"), join_student);
}

std::string imports_view() {
  return format(
      "CREATE VIEW imports AS SELECT id AS import, file, kind, digest, lines, accepted, "
      "provisional, rejected, "
      "added, changed, unchanged, vanished, {} AS recorded, (SELECT {} FROM t_taken_back t WHERE t.change = i.change) "
      "AS "
      "taken_back FROM t_import i",
      local("recorded"), local("t.at"));
}

std::string rejects_view() {
  return format(
      "CREATE VIEW rejects AS SELECT r.import, r.file, r.line, r.code, r.reason, r.header, "
      "r.cells, i.kind, {} "
      "AS recorded FROM t_reject r JOIN t_import i ON i.id = r.import",
      local("i.recorded"));
}

std::string runs_view() {
  return format(
      "CREATE VIEW runs AS SELECT id AS run, {} AS through, {} AS today, provisional, rulebook, "
      "calendar, "
      "checked, opened, amended, withdrawn, done, overdue, doubts, {} AS recorded FROM t_run",
      iso("through"), iso("today"), local("recorded"));
}

std::string journal_view() {
  return format(
      "CREATE VIEW journal AS SELECT seq, {} AS recorded, command, actor, event, subject, detail, "
      "hash FROM "
      "t_journal",
      local("at"));
}

// The column of a record view for one field, with the type that it has in JSON. json_extract would be shorter, but SQLite 3.40
// takes it for unsafe in a view where schemas are not trusted; json_each is safe.
std::string field_column(const Field& field) {
  const std::string path = field.type.kind == Type::Kind::date ? field.name + ".day" : field.name;
  return format(", (SELECT atom FROM json_each(x.fields, '$.{}')) AS \"{}\"", path, field.name);
}

std::string record_view(const RecordKind& kind) {
  std::string sql = format("SELECT x.id AS record, {}", iso("x.day"));
  sql += format(
      " AS day, {}, u.code AS unit_code, u.name AS unit_name, x.document, x.by, x.roles, {} AS "
      "recorded",
      about_student, local("x.recorded"));
  const std::set<std::string> taken = {"record",    "day",      "student_code", "student_name", "school",
                                       "grade",     "class",    "class_code",   "school_code",  "unit_code",
                                       "unit_name", "document", "by",           "roles",        "recorded"};
  for (const Field& field : kind.fields)
    if (!taken.contains(field.name)) sql += field_column(field);
  return sql + format(" FROM t_record x {} s.class LEFT JOIN t_unit u ON u.id = x.unit WHERE x.kind = '{}' AND {}",
                      join_student, kind.kind, holds("x.change"));
}

using RecordViews = std::map<std::string, std::string>;  // the query of each, by name

RecordViews record_views(const Rulebook& rulebook) {
  RecordViews all;
  for (const RecordKind& kind : rulebook.records) all["record_" + kind.kind] = record_view(kind);
  return all;
}

// Takes those that the schema, main or temp, has just so out of `wanted`; returns the names of others that it has.
std::vector<std::string> take_out_known(Database& database, std::string_view schema, RecordViews& wanted) {
  std::vector<std::string> outdated;
  Statement found(
      database,
      format("SELECT name, sql FROM {}.sqlite_schema WHERE type = 'view' AND substr(name, 1, 7) = 'record_'", schema));
  while (found.step()) {
    const auto view = wanted.find(found.text(0));
    if (view != wanted.end() && format("CREATE VIEW \"{}\" AS {}", view->first, view->second) == found.view(1))
      wanted.erase(view);
    else
      outdated.push_back(found.text(0));
  }
  return outdated;
}

}  // namespace

const std::vector<std::string>& view_statements() {
  static const std::vector<std::string> statements = {units_view(),
                                                      classes_view(),
                                                      staff_view(),
                                                      students_view(),
                                                      student_changes_view(),
                                                      absences_view(),
                                                      attendance_history_view(),
                                                      registers_view(),
                                                      records_view(),
                                                      duties_view(),
                                                      documents_view(),
                                                      sendings_view(),
                                                      doubts_view(),
                                                      imports_view(),
                                                      rejects_view(),
                                                      deferrals_view(),
                                                      data_issues_view(),
                                                      runs_view(),
                                                      storms_view(),
                                                      journal_view(),
                                                      exports_view()};
  return statements;
}

Effect refresh_record_views(Transaction& transaction, const Rulebook& rulebook) {
  Database& database = transaction.database();
  RecordViews wanted = record_views(rulebook);
  const std::vector<std::string> outdated = take_out_known(database, "main", wanted);
  for (const std::string& name : outdated) database.execute(format("DROP VIEW main.\"{}\"", name));
  for (const auto& [name, query] : wanted) database.execute(format("CREATE VIEW \"{}\" AS {}", name, query));
  return outdated.empty() && wanted.empty() ? Effect::unchanged : Effect::written;
}

void supply_record_views(Database& database, const Rulebook& rulebook) {
  RecordViews wanted = record_views(rulebook);
  take_out_known(database, "main", wanted);
  const std::vector<std::string> outdated = take_out_known(database, "temp", wanted);
  if (outdated.empty() && wanted.empty()) return;
  const WriteElsewhere allowed(database);
  for (const std::string& name : outdated) database.execute(format("DROP VIEW temp.\"{}\"", name));
  for (const auto& [name, query] : wanted) database.execute(format("CREATE TEMP VIEW \"{}\" AS {}", name, query));
}

}  // namespace ksbx
