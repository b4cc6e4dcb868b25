#include "store/history/record_store.h"

#include "base/digest.h"
#include "base/text.h"
#include "store/history/record_row.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"

namespace ksbx {
namespace {

// Everything that makes two records the same one; when ksbx was told is not part of it. A time is, if somebody said
// one: two visits of one day are two.
std::string identity(const Record& record) {
  const std::string time = record.minute ? formatted("|{}", time_of(record)) : std::string();
  return formatted("{}|{}|{}|{}|{}|{}|{}{}", record.kind, record.student.value, record.unit.value, record.document,
                   record.day.serial(), record.by, json_of(record.fields), time);
}

std::string still_holding(std::string_view which) {
  return formatted("{} x WHERE {} AND {}", select_records(), which, record_holds("x"));
}

std::optional<RecordId> same_record(Database& database, const Record& record, std::int64_t print) {
  Statement rows(database, still_holding("fingerprint = ?"));
  rows.start(print);
  while (rows.step()) {
    const Record found = record_in(rows);
    if (identity(found) == identity(record)) return found.id;
  }
  return std::nullopt;
}

// Of two reports of one visit, one may say at what time it was and the other not.
std::optional<RecordId> same_but_for_time(Database& database, const Record& record) {
  Record untimed = record;
  untimed.minute.reset();
  const std::string wanted = identity(untimed);
  if (record.minute) return same_record(database, untimed, fingerprint(wanted));
  Statement rows(database, still_holding(formatted("{} = ? AND day = ? AND kind = ? AND minute IS NOT NULL",
                                                   record.student ? "student" : "unit")));
  record.student ? rows.start(record.student, record.day, record.kind)
                 : rows.start(record.unit, record.day, record.kind);
  while (rows.step()) {
    Record found = record_in(rows);
    found.minute.reset();
    if (identity(found) == wanted) return found.id;
  }
  return std::nullopt;
}

// Whom it names, so that it is found as one of his too.
void note_named(Transaction& transaction, const Record& record, RecordId id) {
  if (!record.unit) return;
  for (const auto& [name, value] : record.fields) {
    const std::string words = text_of(value);
    if (!student_of_code(words)) continue;
    Statement(transaction.database(),
              "INSERT OR IGNORE INTO t_named_pupil(record, student, day, change) SELECT ?1, id, ?2, ?3 FROM t_student "
              "WHERE code = ?4")
        .execute(id, record.day, transaction.change(), words);
  }
}

std::string code_of_subject(Database& database, const Record& record) {
  if (record.student) return short_code(record.student);
  Statement row(database, "SELECT code FROM t_unit WHERE id = ?");
  return row.start(record.unit).step() ? row.text(0) : std::string();
}

std::vector<Record> all_records(Statement& rows) {
  std::vector<Record> records;
  while (rows.step()) records.push_back(record_in(rows));
  return records;
}

}  // namespace

RecordAdded add(Transaction& transaction, const Record& record) {
  Database& database = transaction.database();
  const std::int64_t print = fingerprint(identity(record));
  if (const auto there = same_record(database, record, print)) return {*there, Effect::unchanged};
  if (const auto there = same_but_for_time(database, record)) return {*there, Effect::unchanged};
  Statement(
      database,
      "INSERT INTO t_record(kind, student, unit, document, day, recorded, by, roles, fields, fingerprint, change, "
      "minute) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .execute(record.kind, record.student, record.unit, record.document, record.day, record.recorded, record.by,
               json_of(record.roles), json_of(record.fields), print, transaction.change(), record.minute);
  const RecordId id{database.last_inserted()};
  note_named(transaction, record, id);
  append(transaction, "record.added", code_of_subject(database, record),
         formatted(R"({{"day":"{}","kind":"{}","record":{},"sha256":"{}"}})", record.day.iso(), record.kind, id.value,
                   sha256_hex(identity(record))));
  return {id, Effect::written};
}

std::optional<Record> record(Database& database, RecordId id) {
  Statement row(database, select_records() + " WHERE id = ?");
  return row.start(id).step() ? std::optional(record_in(row)) : std::nullopt;
}

std::vector<Record> records_of(Database& database, StudentId student) {
  Statement rows(database, still_holding("student = ?") + " ORDER BY day, recorded, id");
  return all_records(rows.start(student));
}

std::vector<Record> records_of(Database& database, UnitId unit) {
  Statement rows(database, still_holding("unit = ?") + " ORDER BY day, recorded, id");
  return all_records(rows.start(unit));
}

std::vector<Record> records_naming(Database& database, StudentId student) {
  Statement rows(database, still_holding(names_pupil("x", 1)) + " ORDER BY day, recorded, id");
  return all_records(rows.start(student));
}

std::vector<StudentId> students_left_at(Database& database, std::string_view kind, std::string_view answer) {
  // The kind next to max(id) is that of the record with that id: so SQLite promises of a bare column.
  Statement rows(
      database,
      formatted("SELECT student, kind, max(id) FROM t_record x WHERE student IS NOT NULL AND kind IN (?1, ?2) "
                "AND {} GROUP BY student HAVING kind = ?1 ORDER BY student",
                record_holds("x")));
  rows.start(kind, answer);
  std::vector<StudentId> students;
  while (rows.step()) students.push_back(rows.id<StudentId>(0));
  return students;
}

std::vector<Record> records_of_units(Database& database, const std::vector<std::string>& kinds, Moment known_at) {
  std::vector<Record> records;
  Statement rows(database,
                 formatted("{} x WHERE unit IS NOT NULL AND kind = ?1 AND recorded <= ?2 AND {} ORDER BY day, id",
                           select_records(), record_held_at(database, "x", 2)));
  for (const std::string& kind : kinds) {
    rows.start(kind, known_at);
    while (rows.step()) records.push_back(record_in(rows));
  }
  return records;
}

}  // namespace ksbx
