-- The tables of a store and their indexes.
--
-- Private: their names begin with t_, and they change between formats. What analysts may rely on are the views
-- (views.sql). Dates are days since 1970-01-01, moments are seconds since then. A column that points to a pupil, a
-- unit or a change is named for what it points to. Whoever changes a table writes the step for older stores as well
-- (upgrade_N_to_M.sql); the order of the columns does not matter, for a store is compared with these definitions
-- column by column.

-- == Changes ==

-- One row for each transaction that wrote facts; facts point to it.
CREATE TABLE t_change (
  change INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  command TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;

-- Which change was undone, when, and by which change.
CREATE TABLE t_taken_back (
  change INTEGER PRIMARY KEY REFERENCES t_change,
  at INTEGER NOT NULL,
  undo INTEGER NOT NULL REFERENCES t_change
) STRICT;

-- The pupils who came on the books with a change: they have adjacent numbers.
CREATE TABLE t_arrival (
  change INTEGER NOT NULL REFERENCES t_change,
  first INTEGER NOT NULL REFERENCES t_student,
  last INTEGER NOT NULL REFERENCES t_student,
  PRIMARY KEY (change, first)
) STRICT, WITHOUT ROWID;

-- How a unit or an assignment was before a change, as JSON; the empty text if it was not there. `day` is the day from
-- which the change of a unit holds; without one it holds for all days.
CREATE TABLE t_former (
  change INTEGER NOT NULL REFERENCES t_change,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  row TEXT NOT NULL,
  day INTEGER,
  PRIMARY KEY (change, kind, id)
) STRICT, WITHOUT ROWID;

-- Every command asks which units ever changed; nearly all rows say that something came.
CREATE INDEX t_former_changed ON t_former(kind, id) WHERE row <> '';

-- The journal of every change, chained by hashes, without personal data. `facts` is the digest of what t_facts has of
-- the entry; empty if it wrote no row.
CREATE TABLE t_journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  command TEXT NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL,
  facts TEXT NOT NULL DEFAULT ''
) STRICT;

-- Whether a file is one that ksbx wrote is asked before it is replaced.
CREATE INDEX t_journal_export ON t_journal(seq) WHERE event IN ('report.exported', 'report.unmasked');

-- What each entry of the journal wrote: the keys of its rows and salted digests of them (store/sqlite/chain.h). Much of
-- it comes in several rows.
CREATE TABLE t_facts (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  salt BLOB NOT NULL,
  rows BLOB NOT NULL
) STRICT;

-- == Units and people ==

-- Every node of the organisation. `serves`: the numbers of the towns and villages of a police station, with commas.
-- `merged_into`: who takes over from one that is closed. `since`: the day from which ksbx answers for it; `opened`:
-- from which it is there, if somebody said. `taken_back`: the moment from which the unit counts as never entered.
CREATE TABLE t_unit (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent INTEGER REFERENCES t_unit,
  town INTEGER REFERENCES t_unit,
  year INTEGER NOT NULL,
  closed INTEGER,
  opened INTEGER,
  serves TEXT NOT NULL DEFAULT '',
  merged_into INTEGER REFERENCES t_unit,
  since INTEGER NOT NULL,
  taken_back INTEGER
) STRICT;

CREATE UNIQUE INDEX t_unit_code ON t_unit(code) WHERE code <> '';
-- Few were merged, and every list of pupils asks which.
CREATE INDEX t_unit_merged ON t_unit(merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE t_person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES t_unit,
  UNIQUE (name, unit)
) STRICT;

-- Who holds which role where; `until` is the last day; `acting`: in place of the one who holds it. `taken_back`: the
-- moment from which it counts as never entered.
CREATE TABLE t_assignment (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES t_person,
  role TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES t_unit,
  since INTEGER NOT NULL,
  until INTEGER,
  acting INTEGER NOT NULL DEFAULT 0,
  taken_back INTEGER,
  UNIQUE (unit, role, person, since)
) STRICT;

-- == Pupils ==

-- Pupils as they are known now. `id_number` and `xueji` are numbers where they can be: half the space, and quick to
-- sort (store/schema/packed.h). `since` is the day from which the pupil is on the books; 9999-12-31 if the import that
-- named him was undone.
CREATE TABLE t_student (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  id_number ANY,
  xueji ANY,
  other_id TEXT NOT NULL DEFAULT '',
  sex INTEGER NOT NULL,
  birth INTEGER,
  ethnicity TEXT NOT NULL DEFAULT '',
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
) STRICT;

-- A first load drops the indexes of this table and builds them after the rows, in half the time.
-- Whoever is off the books holds no number, though his row keeps it: another may have it meanwhile.
CREATE UNIQUE INDEX t_student_id_number ON t_student(id_number) WHERE id_number IS NOT NULL AND since < 2932896;
CREATE INDEX t_student_former_number ON t_student(id_number) WHERE id_number IS NOT NULL AND since >= 2932896;
CREATE INDEX t_student_xueji ON t_student(xueji) WHERE xueji IS NOT NULL;
CREATE INDEX t_student_other_id ON t_student(other_id) WHERE other_id <> '';
CREATE INDEX t_student_class ON t_student(class, enrolment);
-- Views show pupils by code, so reports join them by code.
CREATE UNIQUE INDEX t_student_code ON t_student(code);

-- The row from which a pupil was last read. Apart from the pupil, so that an import of unchanged rows reads a tenth
-- of the pages. `promoted`: he has moved up or graduated since.
CREATE TABLE t_roster_row (
  student INTEGER PRIMARY KEY REFERENCES t_student,
  fingerprint INTEGER NOT NULL,
  promoted INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Every field of a pupil that ever changed, with the day from which it holds.
CREATE TABLE t_student_change (
  id INTEGER PRIMARY KEY,
  student INTEGER NOT NULL REFERENCES t_student,
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  day INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change
) STRICT;

CREATE INDEX t_student_change_student ON t_student_change(student);
CREATE INDEX t_student_change_change ON t_student_change(change);

-- What was put right about who is who (store/roster/repair_store.h): `merged`: `student` was the same child as `other`
-- and is off the books; `split`: `other` was taken for `student`; `corrected`: fields of `student`, without another.
CREATE TABLE t_repair (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  student INTEGER NOT NULL REFERENCES t_student,
  other INTEGER REFERENCES t_student,
  reason TEXT NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change
) STRICT;

CREATE INDEX t_repair_student ON t_repair(student);
CREATE INDEX t_repair_other ON t_repair(other) WHERE other IS NOT NULL;

-- == Attendance and records ==

-- What was said of one session of a pupil. Led by the day: a night reads one run of pages. `seq` counts what was
-- said of the session, from 1; the last holds.
CREATE TABLE t_mark (
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
) STRICT, WITHOUT ROWID;

CREATE INDEX t_mark_student ON t_mark(student);
CREATE INDEX t_mark_change ON t_mark(change);

-- The attendance returns of classes. One that was undone may come in again, so each is known by its change too. The
-- columns of the key stand first: otherwise the integrity check of SQLite 3.40 says that columns after it are NULL,
-- which they are not.
CREATE TABLE t_register (
  day INTEGER NOT NULL,
  class INTEGER NOT NULL REFERENCES t_unit,
  change INTEGER NOT NULL REFERENCES t_change,
  by TEXT NOT NULL,
  recorded INTEGER NOT NULL,
  PRIMARY KEY (day, class, change)
) STRICT, WITHOUT ROWID;

CREATE INDEX t_register_class ON t_register(class);
CREATE INDEX t_register_change ON t_register(change);

-- Days without lessons (停课) that somebody entered: of a class, grade, school or town, or of all (no unit); `session`
-- if it is one of each day.
CREATE TABLE t_closure (
  id INTEGER PRIMARY KEY,
  unit INTEGER REFERENCES t_unit,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  session INTEGER,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  recorded INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change
) STRICT;

CREATE INDEX t_closure_change ON t_closure(change);

-- What people did about a pupil or a unit. `document` is the number of the document that it answers, or empty;
-- `roles` are those that the person held that day; `minute` is the time of day, 0 to 1439, if somebody said one.
CREATE TABLE t_record (
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
  change INTEGER NOT NULL REFERENCES t_change,
  minute INTEGER
) STRICT;

CREATE INDEX t_record_student ON t_record(student) WHERE student IS NOT NULL;
CREATE INDEX t_record_unit ON t_record(unit) WHERE unit IS NOT NULL;
CREATE INDEX t_record_fingerprint ON t_record(fingerprint);
CREATE INDEX t_record_change ON t_record(change);
-- Finds the records that answer a document; most records answer none.
CREATE INDEX t_record_document ON t_record(document) WHERE document <> '';

-- Records that were of another pupil than they said (store/history/fact_move.h): `record` holds no longer, `into_record`
-- is what was entered in its place, if anything was.
CREATE TABLE t_moved_record (
  record INTEGER NOT NULL REFERENCES t_record,
  into_record INTEGER REFERENCES t_record,
  change INTEGER NOT NULL REFERENCES t_change,
  PRIMARY KEY (record, change)
) STRICT, WITHOUT ROWID;

CREATE INDEX t_moved_record_change ON t_moved_record(change);

-- Whom a record about a unit names: each child whose short code it holds in a text. Written with the record.
CREATE TABLE t_named_pupil (
  record INTEGER NOT NULL REFERENCES t_record,
  student INTEGER NOT NULL REFERENCES t_student,
  day INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change,
  PRIMARY KEY (record, student)
) STRICT, WITHOUT ROWID;

CREATE INDEX t_named_pupil_student ON t_named_pupil(student);
CREATE INDEX t_named_pupil_day ON t_named_pupil(day);
CREATE INDEX t_named_pupil_change ON t_named_pupil(change);

-- == Duties and documents ==

-- One of `student` and `unit` is the subject; for a pupil the unit is the class he was in when the duty arose.
-- `muted_until` is the day until which a pause keeps it quiet, `resumed` the day on which a withdrawn one was asked for
-- again, `ended` the first day on which a withdrawn one was not asked for any more; empty: it never was to be.
CREATE TABLE t_duty (
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
  muted_until INTEGER,
  state TEXT NOT NULL,
  done INTEGER,
  proof INTEGER REFERENCES t_record,
  overdue INTEGER,
  withdrawn INTEGER,
  resumed INTEGER,
  ended INTEGER,
  why TEXT NOT NULL,
  note TEXT NOT NULL,
  rulebook TEXT NOT NULL
) STRICT;

-- A duty that only an undone night had opened stays under the state `undone`, out of the way of the one that a later
-- night opens.
CREATE UNIQUE INDEX t_duty_key_student ON t_duty(student, rule, item, period)
WHERE student IS NOT NULL AND state <> 'undone';
CREATE UNIQUE INDEX t_duty_key_unit ON t_duty(unit, rule, item, period)
WHERE student IS NULL AND state <> 'undone';
CREATE INDEX t_duty_open ON t_duty(student, unit) WHERE state = 'open';

-- Who let a duty pass a deadline, the first one first; `passed_on` is the day on which it went on to the next holder of
-- the post, who has a deadline of his own.
CREATE TABLE t_miss (
  id INTEGER PRIMARY KEY,
  duty INTEGER NOT NULL REFERENCES t_duty,
  nth INTEGER NOT NULL,
  role TEXT NOT NULL,
  unit INTEGER REFERENCES t_unit,
  person TEXT NOT NULL,
  assigned INTEGER NOT NULL,
  due INTEGER NOT NULL,
  passed_on INTEGER,
  UNIQUE (duty, nth)
) STRICT;

-- Documents as they were issued. `issuer` is not known of documents that format 1 issued; `corrects` is the number
-- of the document that this one corrects, or empty; `stated` is what it told of its pupil, by the fields of its form,
-- as JSON: empty for documents that format 7 issued; `answer_by` is the day until which it must be signed for.
CREATE TABLE t_document (
  id INTEGER PRIMARY KEY,
  duty INTEGER NOT NULL REFERENCES t_duty,
  number TEXT NOT NULL UNIQUE,
  form TEXT NOT NULL,
  line TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT 'original',
  issuer INTEGER REFERENCES t_unit,
  addressee INTEGER REFERENCES t_unit,
  copy_to INTEGER REFERENCES t_unit,
  issued INTEGER NOT NULL,
  content TEXT NOT NULL,
  hash TEXT NOT NULL,
  corrects TEXT NOT NULL,
  missing TEXT NOT NULL,
  stated TEXT NOT NULL DEFAULT '',
  answer_by INTEGER
) STRICT;

-- One document for a duty, a line and `corrects`: the store asks before it issues one, since a void one may stand
-- there.
CREATE INDEX t_document_duty ON t_document(duty, line, corrects);

-- Most documents are no withdrawals.
CREATE INDEX t_document_withdrawal ON t_document(duty) WHERE kind = 'withdrawal';

-- The last number given to a document of a year, a unit (0: none) and a line.
CREATE TABLE t_document_number (
  year INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  line TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (year, unit, line)
) STRICT, WITHOUT ROWID;

-- Numbers that documents had before a restore, of units that came after the backup: no document gets one again.
CREATE TABLE t_barred_number (
  number TEXT PRIMARY KEY
) STRICT;

-- When a document was sent again because no one had answered it.
CREATE TABLE t_sending (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES t_document,
  nth INTEGER NOT NULL,
  day INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  UNIQUE (document, nth)
) STRICT;

-- What the last night could not decide; `leaves` are the conditions that were unknown. Of a subject that could not be
-- judged at all `rule` is empty, `problem` is the code of the reason and `sentence` says it.
CREATE TABLE t_doubt (
  id INTEGER PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  student INTEGER REFERENCES t_student,
  unit INTEGER REFERENCES t_unit,
  rule TEXT NOT NULL,
  day INTEGER NOT NULL,
  leaves TEXT NOT NULL,
  problem TEXT NOT NULL DEFAULT '',
  sentence TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX t_doubt_subject ON t_doubt(student, unit);

-- The day on which a pupil or a unit must be judged again although nothing is said about it; 9999-12-31: none. Whoever
-- has no row is judged in the next night.
CREATE TABLE t_wake_student (
  student INTEGER PRIMARY KEY REFERENCES t_student,
  day INTEGER NOT NULL
) STRICT;

CREATE INDEX t_wake_student_day ON t_wake_student(day);

CREATE TABLE t_wake_unit (
  unit INTEGER PRIMARY KEY REFERENCES t_unit,
  day INTEGER NOT NULL
) STRICT;

CREATE INDEX t_wake_unit_day ON t_wake_unit(day);

-- The nights that ran: `wakes` is a fingerprint of the two tables above, as the night left them; `through` is the
-- last day judged, `rulebook` and `calendar` are digests, `seen_change` and `seen_student` the last ones that were
-- there.
CREATE TABLE t_run (
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
  doubts INTEGER NOT NULL,
  wakes INTEGER
) STRICT;

-- The rules and the calendars by which nights judged, packed, by the digest that a run names.
CREATE TABLE t_rule_text (
  digest TEXT PRIMARY KEY,
  packed BLOB NOT NULL
) STRICT;

-- By which values of each parameter nights judged (Parameter::judged): written by the first that judged by them. A
-- run is written when its night ends, so its number is promised first.
CREATE TABLE t_judged_value (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES t_run DEFERRABLE INITIALLY DEFERRED,
  rulebook TEXT NOT NULL,
  parameter TEXT NOT NULL,
  list TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX t_judged_value_of ON t_judged_value(rulebook, parameter, run);

-- What a night changed in the ledger, row for row as it was before (store/ledger/night_log.h). A run is written when
-- its night ends, so its number is promised first.
CREATE TABLE t_night_log (
  n INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES t_run DEFERRABLE INITIALLY DEFERRED,
  place TEXT NOT NULL,
  deed TEXT NOT NULL,
  id INTEGER NOT NULL,
  row TEXT NOT NULL
) STRICT;

CREATE INDEX t_night_log_run ON t_night_log(run);

-- Which run was undone, and when.
CREATE TABLE t_undone_night (
  run INTEGER PRIMARY KEY REFERENCES t_run,
  at INTEGER NOT NULL
) STRICT;

-- Documents that an undone night had issued: their numbers are never given again.
CREATE TABLE t_void_document (
  document INTEGER PRIMARY KEY REFERENCES t_document,
  run INTEGER NOT NULL REFERENCES t_undone_night
) STRICT;

-- Schools of which too many pupils were newly escalated at once. `rulebook` and `calendar` are the digests of the
-- run before the storm; `state` is held, accepted or mended.
CREATE TABLE t_storm (
  id INTEGER PRIMARY KEY,
  school INTEGER NOT NULL REFERENCES t_unit,
  day INTEGER NOT NULL,
  judged INTEGER NOT NULL,
  pupils INTEGER NOT NULL,
  enrolled INTEGER NOT NULL,
  cause TEXT NOT NULL,
  rulebook TEXT NOT NULL,
  calendar TEXT NOT NULL,
  state TEXT NOT NULL,
  ended INTEGER,
  recorded INTEGER NOT NULL,
  actor TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX t_storm_held ON t_storm(school) WHERE state = 'held';

-- == Imports ==

-- The files that were read. `change` is the change that the file made; of format 2 and before it is not known.
CREATE TABLE t_import (
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
  recorded INTEGER NOT NULL,
  change INTEGER REFERENCES t_change
) STRICT;

CREATE INDEX t_import_digest ON t_import(digest);

-- The rows of files that could not be used, as they stood there.
CREATE TABLE t_reject (
  import INTEGER NOT NULL REFERENCES t_import,
  number INTEGER NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  code TEXT NOT NULL,
  reason TEXT NOT NULL,
  header TEXT NOT NULL,
  cells TEXT NOT NULL,
  PRIMARY KEY (import, number)
) STRICT, WITHOUT ROWID;

-- Rows of rosters that may be a pupil who is known, until a person decides (待定). `pupil` is what the row says of
-- him, as JSON.
CREATE TABLE t_deferral (
  id INTEGER PRIMARY KEY,
  fingerprint INTEGER NOT NULL UNIQUE,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  doubt TEXT NOT NULL,
  candidates TEXT NOT NULL,
  header TEXT NOT NULL,
  cells TEXT NOT NULL,
  pupil TEXT NOT NULL,
  name TEXT NOT NULL,
  class INTEGER REFERENCES t_unit,
  recorded INTEGER NOT NULL,
  decision TEXT NOT NULL,
  student INTEGER REFERENCES t_student,
  settled INTEGER
) STRICT;

-- Which schools name a pupil on their rosters while another has him: the latest row of each counts.
CREATE TABLE t_claim (
  id INTEGER PRIMARY KEY,
  student INTEGER NOT NULL REFERENCES t_student,
  school INTEGER NOT NULL REFERENCES t_unit,
  class INTEGER NOT NULL REFERENCES t_unit,
  standing TEXT NOT NULL,
  day INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change
) STRICT;

CREATE INDEX t_claim_student ON t_claim(student, school);

-- What was wrong with the row from which a pupil was last read. The pupil may stand in the next batch of the same
-- transaction.
CREATE TABLE t_issue (
  student INTEGER NOT NULL REFERENCES t_student DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change,
  PRIMARY KEY (student, code)
) STRICT, WITHOUT ROWID;
