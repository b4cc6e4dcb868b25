#include "store/tables.h"

#include <array>

#include "base/text.h"
#include "store/deferral_store.h"
#include "store/document_schema.h"
#include "store/issue_store.h"
#include "store/storm_schema.h"
#include "store/taken_back.h"

namespace ksbx {
namespace {

constexpr std::array append_only = {"t_change",     "t_student_change", "t_mark",   "t_register", "t_record",
                                    "t_document",   "t_sending",        "t_reject", "t_run",      "t_journal",
                                    "t_taken_back", "t_arrival",        "t_former"};

}  // namespace

const std::vector<std::string>& table_statements() {
  static const std::vector<std::string> statements = {
      // One row for each transaction that wrote facts; facts point to it.
      R"(CREATE TABLE t_change (
  change INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  command TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT)",
      // `taken_back`: the moment from which the unit counts as never entered (undo); it stands as ALTER TABLE leaves it.
      R"(CREATE TABLE t_unit (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent INTEGER REFERENCES t_unit,
  town INTEGER REFERENCES t_unit,
  year INTEGER NOT NULL,
  since INTEGER NOT NULL
, taken_back INTEGER) STRICT)",
      R"(CREATE UNIQUE INDEX t_unit_code ON t_unit(code) WHERE code <> '')",
      R"(CREATE TABLE t_person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES t_unit,
  UNIQUE (name, unit)
) STRICT)",
      R"(CREATE TABLE t_assignment (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES t_person,
  role TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES t_unit,
  since INTEGER NOT NULL,
  until INTEGER,
  UNIQUE (unit, role, person, since)
) STRICT)",
      // id_number and xueji are numbers where they can be (store/packed.h): half the space, quick to sort.
      R"(CREATE TABLE t_student (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  id_number ANY,
  xueji ANY,
  sex INTEGER NOT NULL,
  birth INTEGER,
  class INTEGER REFERENCES t_unit,
  residence INTEGER REFERENCES t_unit,
  address TEXT NOT NULL,
  hukou TEXT NOT NULL,
  phone TEXT NOT NULL,
  guardian TEXT NOT NULL,
  guardian_relation TEXT NOT NULL,
  guardian_phone TEXT NOT NULL,
  boarding INTEGER NOT NULL,
  special TEXT NOT NULL,
  enrolment INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT)",
      // Apart from the pupil, so that an import of unchanged rows reads a tenth of the pages.
      R"(CREATE TABLE t_roster_row (
  student INTEGER PRIMARY KEY REFERENCES t_student,
  fingerprint INTEGER NOT NULL
) STRICT)",
      R"(CREATE TABLE t_student_change (
  id INTEGER PRIMARY KEY,
  student INTEGER NOT NULL REFERENCES t_student,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  day INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change
) STRICT)",
      R"(CREATE INDEX t_student_change_student ON t_student_change(student))",
      R"(CREATE INDEX t_student_change_change ON t_student_change(change))",
      // Led by the day: a night reads one run of pages. `seq` counts what was said of one session, from 1; the last holds.
      R"(CREATE TABLE t_mark (
  day INTEGER NOT NULL,
  student INTEGER NOT NULL REFERENCES t_student,
  session INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  presence INTEGER NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  recorded INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change,
  PRIMARY KEY (day, student, session, seq)
) STRICT, WITHOUT ROWID)",
      R"(CREATE INDEX t_mark_student ON t_mark(student))",
      R"(CREATE INDEX t_mark_change ON t_mark(change))",
      register_table(),
      register_indexes()[0],
      register_indexes()[1],
      R"(CREATE TABLE t_record (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  student INTEGER REFERENCES t_student,
  unit INTEGER REFERENCES t_unit,
  document TEXT NOT NULL,
  day INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  by TEXT NOT NULL,
  roles TEXT NOT NULL,
  fields TEXT NOT NULL,
  fingerprint INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change
) STRICT)",
      R"(CREATE INDEX t_record_student ON t_record(student) WHERE student IS NOT NULL)",
      R"(CREATE INDEX t_record_unit ON t_record(unit) WHERE unit IS NOT NULL)",
      R"(CREATE INDEX t_record_fingerprint ON t_record(fingerprint))",
      R"(CREATE INDEX t_record_change ON t_record(change))",
      answer_index(),
      // The last column stands as ALTER TABLE leaves it, so that an upgraded store reads like a new one.
      // One of student and unit is the subject; for a pupil the unit is the class he was in when the duty arose.
      R"(CREATE TABLE t_duty (
  id INTEGER PRIMARY KEY,
  rule TEXT NOT NULL,
  item TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  student INTEGER REFERENCES t_student,
  unit INTEGER REFERENCES t_unit,
  period TEXT NOT NULL,
  action TEXT NOT NULL,
  clauses TEXT NOT NULL,
  stage TEXT NOT NULL,
  role TEXT NOT NULL,
  role_unit INTEGER REFERENCES t_unit,
  person TEXT NOT NULL,
  assigned INTEGER NOT NULL,
  others TEXT NOT NULL,
  opened INTEGER NOT NULL,
  detected INTEGER NOT NULL,
  due INTEGER,
  remind INTEGER,
  state TEXT NOT NULL,
  done INTEGER,
  proof INTEGER REFERENCES t_record,
  overdue INTEGER,
  withdrawn INTEGER,
  why TEXT NOT NULL,
  note TEXT NOT NULL,
  rulebook TEXT NOT NULL
, muted_until INTEGER) STRICT)",
      R"(CREATE UNIQUE INDEX t_duty_key_student ON t_duty(student, rule, item, period) WHERE student IS NOT NULL)",
      R"(CREATE UNIQUE INDEX t_duty_key_unit ON t_duty(unit, rule, item, period) WHERE student IS NULL)",
      R"(CREATE INDEX t_duty_open ON t_duty(student, unit) WHERE state = 'open')",
      // `issuer` and `kind` stand as ALTER TABLE leaves them; a document of format 1 has no issuer. Of a duty and a
      // line each document but the first corrects the one before it, so no two correct the same.
      R"(CREATE TABLE t_document (
  id INTEGER PRIMARY KEY,
  duty INTEGER NOT NULL REFERENCES t_duty,
  number TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL,
  line TEXT NOT NULL,
  addressee INTEGER REFERENCES t_unit,
  copy_to INTEGER REFERENCES t_unit,
  issued INTEGER NOT NULL,
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  corrects TEXT NOT NULL,
  missing TEXT NOT NULL, issuer INTEGER REFERENCES t_unit, kind TEXT NOT NULL DEFAULT 'original',
  UNIQUE (duty, line, corrects)
) STRICT)",
      withdrawal_index(),
      document_number_table(),
      sending_table(),
      // Of a subject that could not be judged at all `rule` is empty, and `problem` the code of the reason; as ALTER
      // TABLE leaves it.
      R"(CREATE TABLE t_doubt (
  id INTEGER PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  student INTEGER REFERENCES t_student,
  unit INTEGER REFERENCES t_unit,
  rule TEXT NOT NULL,
  day INTEGER NOT NULL,
  leaves TEXT NOT NULL
, problem TEXT NOT NULL DEFAULT '', sentence TEXT NOT NULL DEFAULT '') STRICT)",
      R"(CREATE INDEX t_doubt_subject ON t_doubt(student, unit))",
      R"(CREATE TABLE t_import (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  lines INTEGER NOT NULL,
  accepted INTEGER NOT NULL,
  provisional INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  added INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  unchanged INTEGER NOT NULL,
  vanished INTEGER NOT NULL,
  recorded INTEGER NOT NULL
, change INTEGER REFERENCES t_change) STRICT)",
      R"(CREATE INDEX t_import_digest ON t_import(digest))",
      R"(CREATE TABLE t_reject (
  import INTEGER NOT NULL REFERENCES t_import,
  number INTEGER NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  header TEXT NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID)",
      deferral_table(),
      R"(CREATE TABLE t_run (
  id INTEGER PRIMARY KEY,
  through INTEGER NOT NULL,
  today INTEGER NOT NULL,
  provisional INTEGER NOT NULL,
  rulebook TEXT NOT NULL,
  calendar TEXT NOT NULL,
  seen_change INTEGER NOT NULL,
  seen_student INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  checked INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  amended INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  done INTEGER NOT NULL,
  overdue INTEGER NOT NULL,
  doubts INTEGER NOT NULL
) STRICT)",
      storm_tables()[0],
      storm_tables()[1],
      taken_back_table(),
      arrival_table(),
      former_table(),
      issue_table(),
      R"(CREATE TABLE t_journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  command TEXT NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT)",
  };
  return statements;
}

std::vector<std::string> append_only_triggers(std::string_view table) {
  std::vector<std::string> statements;
  for (const char* verb : {"UPDATE", "DELETE"})
    statements.push_back(
        format("CREATE TRIGGER {0}_no_{1} BEFORE {1} ON {0} BEGIN SELECT "
               "RAISE(ABORT, '{0} is append-only'); END",
               table, verb));
  return statements;
}

std::vector<std::string> append_only_statements() {
  std::vector<std::string> statements;
  for (const char* table : append_only)
    for (std::string& trigger : append_only_triggers(table)) statements.push_back(std::move(trigger));
  return statements;
}

}  // namespace ksbx
