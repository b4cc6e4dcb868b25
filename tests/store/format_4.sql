-- The tables, indexes, triggers and views of a store of format 4, as it was shipped; tests open it.
CREATE TABLE t_change (
  change INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  command TEXT NOT NULL,
  actor TEXT NOT NULL
) STRICT;
CREATE TABLE t_unit (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  parent INTEGER REFERENCES t_unit,
  town INTEGER REFERENCES t_unit,
  year INTEGER NOT NULL,
  since INTEGER NOT NULL
, taken_back INTEGER) STRICT;
CREATE UNIQUE INDEX t_unit_code ON t_unit(code) WHERE code <> '';
CREATE TABLE t_person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES t_unit,
  UNIQUE (name, unit)
) STRICT;
CREATE TABLE t_assignment (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES t_person,
  role TEXT NOT NULL,
  unit INTEGER NOT NULL REFERENCES t_unit,
  since INTEGER NOT NULL,
  until INTEGER,
  UNIQUE (unit, role, person, since)
) STRICT;
CREATE TABLE t_student (
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
) STRICT;
CREATE TABLE t_roster_row (
  student INTEGER PRIMARY KEY REFERENCES t_student,
  fingerprint INTEGER NOT NULL
) STRICT;
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
  change INTEGER NOT NULL REFERENCES t_change
) STRICT;
CREATE INDEX t_record_student ON t_record(student) WHERE student IS NOT NULL;
CREATE INDEX t_record_unit ON t_record(unit) WHERE unit IS NOT NULL;
CREATE INDEX t_record_fingerprint ON t_record(fingerprint);
CREATE INDEX t_record_change ON t_record(change);
CREATE INDEX t_record_document ON t_record(document) WHERE document <> '';
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
  state TEXT NOT NULL,
  done INTEGER,
  proof INTEGER REFERENCES t_record,
  overdue INTEGER,
  withdrawn INTEGER,
  why TEXT NOT NULL,
  note TEXT NOT NULL,
  rulebook TEXT NOT NULL
, muted_until INTEGER) STRICT;
CREATE UNIQUE INDEX t_duty_key_student ON t_duty(student, rule, item, period) WHERE student IS NOT NULL;
CREATE UNIQUE INDEX t_duty_key_unit ON t_duty(unit, rule, item, period) WHERE student IS NULL;
CREATE INDEX t_duty_open ON t_duty(student, unit) WHERE state = 'open';
CREATE TABLE t_document (
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
  missing TEXT NOT NULL, issuer INTEGER REFERENCES t_unit,
  UNIQUE (duty, line, corrects)
) STRICT;
CREATE TABLE t_document_number (
  year INTEGER NOT NULL,
  unit INTEGER NOT NULL,
  line TEXT NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (year, unit, line)
) STRICT, WITHOUT ROWID;
CREATE TABLE t_sending (
  document INTEGER NOT NULL REFERENCES t_document,
  nth INTEGER NOT NULL,
  day INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  PRIMARY KEY (document, nth)
) STRICT, WITHOUT ROWID;
CREATE TABLE t_doubt (
  id INTEGER PRIMARY KEY,
  subject_kind TEXT NOT NULL,
  student INTEGER REFERENCES t_student,
  unit INTEGER REFERENCES t_unit,
  rule TEXT NOT NULL,
  day INTEGER NOT NULL,
  leaves TEXT NOT NULL
) STRICT;
CREATE INDEX t_doubt_subject ON t_doubt(student, unit);
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
  recorded INTEGER NOT NULL
, change INTEGER REFERENCES t_change) STRICT;
CREATE INDEX t_import_digest ON t_import(digest);
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
  doubts INTEGER NOT NULL
) STRICT;
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
CREATE TABLE t_taken_back (
  change INTEGER PRIMARY KEY REFERENCES t_change,
  at INTEGER NOT NULL,
  undo INTEGER NOT NULL REFERENCES t_change
) STRICT;
CREATE TABLE t_arrival (
  change INTEGER NOT NULL REFERENCES t_change,
  first INTEGER NOT NULL REFERENCES t_student,
  last INTEGER NOT NULL REFERENCES t_student,
  PRIMARY KEY (change, first)
) STRICT, WITHOUT ROWID;
CREATE TABLE t_former (
  change INTEGER NOT NULL REFERENCES t_change,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (change, kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE t_issue (
  student INTEGER NOT NULL REFERENCES t_student DEFERRABLE INITIALLY DEFERRED,
  code TEXT NOT NULL,
  file TEXT NOT NULL,
  line INTEGER NOT NULL,
  change INTEGER NOT NULL REFERENCES t_change,
  PRIMARY KEY (student, code)
) STRICT, WITHOUT ROWID;
CREATE TABLE t_journal (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  command TEXT NOT NULL,
  actor TEXT NOT NULL,
  event TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX t_student_id_number ON t_student(id_number) WHERE id_number IS NOT NULL;
CREATE INDEX t_student_xueji ON t_student(xueji) WHERE xueji IS NOT NULL;
CREATE INDEX t_student_class ON t_student(class, enrolment);
CREATE UNIQUE INDEX t_student_code ON t_student(code);
CREATE TRIGGER t_change_no_UPDATE BEFORE UPDATE ON t_change BEGIN SELECT RAISE(ABORT, 't_change is append-only'); END;
CREATE TRIGGER t_change_no_DELETE BEFORE DELETE ON t_change BEGIN SELECT RAISE(ABORT, 't_change is append-only'); END;
CREATE TRIGGER t_student_change_no_UPDATE BEFORE UPDATE ON t_student_change BEGIN SELECT RAISE(ABORT, 't_student_change is append-only'); END;
CREATE TRIGGER t_student_change_no_DELETE BEFORE DELETE ON t_student_change BEGIN SELECT RAISE(ABORT, 't_student_change is append-only'); END;
CREATE TRIGGER t_mark_no_UPDATE BEFORE UPDATE ON t_mark BEGIN SELECT RAISE(ABORT, 't_mark is append-only'); END;
CREATE TRIGGER t_mark_no_DELETE BEFORE DELETE ON t_mark BEGIN SELECT RAISE(ABORT, 't_mark is append-only'); END;
CREATE TRIGGER t_register_no_UPDATE BEFORE UPDATE ON t_register BEGIN SELECT RAISE(ABORT, 't_register is append-only'); END;
CREATE TRIGGER t_register_no_DELETE BEFORE DELETE ON t_register BEGIN SELECT RAISE(ABORT, 't_register is append-only'); END;
CREATE TRIGGER t_record_no_UPDATE BEFORE UPDATE ON t_record BEGIN SELECT RAISE(ABORT, 't_record is append-only'); END;
CREATE TRIGGER t_record_no_DELETE BEFORE DELETE ON t_record BEGIN SELECT RAISE(ABORT, 't_record is append-only'); END;
CREATE TRIGGER t_document_no_UPDATE BEFORE UPDATE ON t_document BEGIN SELECT RAISE(ABORT, 't_document is append-only'); END;
CREATE TRIGGER t_document_no_DELETE BEFORE DELETE ON t_document BEGIN SELECT RAISE(ABORT, 't_document is append-only'); END;
CREATE TRIGGER t_sending_no_UPDATE BEFORE UPDATE ON t_sending BEGIN SELECT RAISE(ABORT, 't_sending is append-only'); END;
CREATE TRIGGER t_sending_no_DELETE BEFORE DELETE ON t_sending BEGIN SELECT RAISE(ABORT, 't_sending is append-only'); END;
CREATE TRIGGER t_reject_no_UPDATE BEFORE UPDATE ON t_reject BEGIN SELECT RAISE(ABORT, 't_reject is append-only'); END;
CREATE TRIGGER t_reject_no_DELETE BEFORE DELETE ON t_reject BEGIN SELECT RAISE(ABORT, 't_reject is append-only'); END;
CREATE TRIGGER t_run_no_UPDATE BEFORE UPDATE ON t_run BEGIN SELECT RAISE(ABORT, 't_run is append-only'); END;
CREATE TRIGGER t_run_no_DELETE BEFORE DELETE ON t_run BEGIN SELECT RAISE(ABORT, 't_run is append-only'); END;
CREATE TRIGGER t_journal_no_UPDATE BEFORE UPDATE ON t_journal BEGIN SELECT RAISE(ABORT, 't_journal is append-only'); END;
CREATE TRIGGER t_journal_no_DELETE BEFORE DELETE ON t_journal BEGIN SELECT RAISE(ABORT, 't_journal is append-only'); END;
CREATE TRIGGER t_taken_back_no_UPDATE BEFORE UPDATE ON t_taken_back BEGIN SELECT RAISE(ABORT, 't_taken_back is append-only'); END;
CREATE TRIGGER t_taken_back_no_DELETE BEFORE DELETE ON t_taken_back BEGIN SELECT RAISE(ABORT, 't_taken_back is append-only'); END;
CREATE TRIGGER t_arrival_no_UPDATE BEFORE UPDATE ON t_arrival BEGIN SELECT RAISE(ABORT, 't_arrival is append-only'); END;
CREATE TRIGGER t_arrival_no_DELETE BEFORE DELETE ON t_arrival BEGIN SELECT RAISE(ABORT, 't_arrival is append-only'); END;
CREATE TRIGGER t_former_no_UPDATE BEFORE UPDATE ON t_former BEGIN SELECT RAISE(ABORT, 't_former is append-only'); END;
CREATE TRIGGER t_former_no_DELETE BEFORE DELETE ON t_former BEGIN SELECT RAISE(ABORT, 't_former is append-only'); END;
CREATE VIEW units AS SELECT u.id AS unit, u.kind, u.code, u.name, p.code AS parent_code, p.name AS parent, t.code AS town_code, t.name AS town, u.year, date(u.since * 86400, 'unixepoch') AS since FROM t_unit u LEFT JOIN t_unit p ON p.id = u.parent LEFT JOIN t_unit t ON t.id = u.town WHERE u.taken_back IS NULL;
CREATE VIEW classes AS SELECT c.id AS unit, c.code AS class_code, c.name AS class, g.name AS grade, coalesce(g.year, c.year) AS year, s.id AS school_unit, s.code AS school_code, s.name AS school, t.name AS school_town FROM t_unit c LEFT JOIN t_unit g ON g.id = c.parent AND g.kind = 'grade' LEFT JOIN t_unit s ON s.id = coalesce(g.parent, c.parent) LEFT JOIN t_unit t ON t.id = s.town WHERE c.kind = 'class' AND c.taken_back IS NULL;
CREATE VIEW staff AS SELECT p.id AS staff, p.name AS person, a.role, u.kind AS unit_kind, u.code AS unit_code, u.name AS unit_name, date(a.since * 86400, 'unixepoch') AS since, date(a.until * 86400, 'unixepoch') AS until FROM t_assignment a JOIN t_person p ON p.id = a.person JOIN t_unit u ON u.id = a.unit;
CREATE VIEW students AS SELECT s.id AS student, s.code AS student_code, s.name AS student_name, CASE WHEN typeof(s.id_number) = 'integer' THEN substr('GJL', s.id_number / 1100000000000000000, 1) || printf('%017d', s.id_number % 1100000000000000000 / 11) || substr('0123456789X', s.id_number % 11 + 1, 1) ELSE s.id_number END AS id_number, CASE WHEN typeof(s.xueji) = 'integer' THEN substr('GJL', s.xueji / 1100000000000000000, 1) || printf('%017d', s.xueji % 1100000000000000000 / 11) || substr('0123456789X', s.xueji % 11 + 1, 1) ELSE s.xueji END AS xueji, CASE s.sex WHEN 1 THEN 'male' WHEN 2 THEN 'female' END AS sex, date(s.birth * 86400, 'unixepoch') AS birth, c.school_code, c.school, c.grade, c.year, c.class_code, c.class, CASE r.kind WHEN 'village' THEN v.name WHEN 'town' THEN r.name END AS town, CASE r.kind WHEN 'village' THEN r.name END AS village, s.address, s.hukou, s.phone, s.guardian, s.guardian_relation, s.guardian_phone, s.boarding, s.special, CASE s.enrolment WHEN 0 THEN 'enrolled' WHEN 1 THEN 'suspended' WHEN 2 THEN 'transferred_out' WHEN 3 THEN 'graduated' WHEN 4 THEN 'dropped_out' WHEN 5 THEN 'deceased' WHEN 6 THEN 'idle' END AS enrolment, s.id_number IS NULL AS provisional, date(s.since * 86400, 'unixepoch') AS since FROM t_student s LEFT JOIN classes c ON c.unit = s.class LEFT JOIN t_unit r ON r.id = s.residence LEFT JOIN t_unit v ON v.id = r.parent WHERE s.since < 2932896;
CREATE VIEW student_changes AS SELECT x.id AS number, s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, c.class_code, c.school_code, x.field, x.before, x.after, date(x.day * 86400, 'unixepoch') AS day, datetime(x.recorded + 28800, 'unixepoch') AS recorded FROM t_student_change x LEFT JOIN t_student s ON s.id = x.student LEFT JOIN classes c ON c.unit =  s.class;
CREATE VIEW absences AS SELECT date(x.day * 86400, 'unixepoch') AS day, s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, c.class_code, c.school_code, CASE x.session WHEN 0 THEN 'am' WHEN 1 THEN 'pm' END AS session, CASE x.presence WHEN 0 THEN 'present' WHEN 1 THEN 'unexcused' WHEN 2 THEN 'excused' WHEN 3 THEN 'unverified' END AS presence, x.reason, x.by, datetime(x.recorded + 28800, 'unixepoch') AS recorded FROM t_mark x LEFT JOIN t_student s ON s.id = x.student LEFT JOIN classes c ON c.unit =  s.class WHERE x.presence <> 0 AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change) AND NOT EXISTS (SELECT 1 FROM t_mark l WHERE l.day = x.day AND l.student = x.student AND l.session = x.session AND l.seq > x.seq AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = l.change));
CREATE VIEW attendance_history AS SELECT date(x.day * 86400, 'unixepoch') AS day, s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, c.class_code, c.school_code, CASE x.session WHEN 0 THEN 'am' WHEN 1 THEN 'pm' END AS session, CASE x.presence WHEN 0 THEN 'present' WHEN 1 THEN 'unexcused' WHEN 2 THEN 'excused' WHEN 3 THEN 'unverified' END AS presence, x.reason, x.by, datetime(x.recorded + 28800, 'unixepoch') AS recorded, x.seq AS version, x.seq IS (SELECT max(l.seq) FROM t_mark l WHERE l.day = x.day AND l.student = x.student AND l.session = x.session AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = l.change)) AS latest, (SELECT datetime(t.at + 28800, 'unixepoch') FROM t_taken_back t WHERE t.change = x.change) AS taken_back FROM t_mark x LEFT JOIN t_student s ON s.id = x.student LEFT JOIN classes c ON c.unit =  s.class;
CREATE VIEW registers AS SELECT date(x.day * 86400, 'unixepoch') AS day, c.school_code, c.school, c.grade, c.class_code, c.class, x.by, datetime(x.recorded + 28800, 'unixepoch') AS recorded FROM t_register x JOIN classes c ON c.unit = x.class WHERE NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change);
CREATE VIEW records AS SELECT x.id AS record, x.kind, s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, c.class_code, c.school_code, u.code AS unit_code, u.name AS unit_name, x.document, date(x.day * 86400, 'unixepoch') AS day, datetime(x.recorded + 28800, 'unixepoch') AS recorded, x.by, x.roles, x.fields FROM t_record x LEFT JOIN t_student s ON s.id = x.student LEFT JOIN classes c ON c.unit =  s.class LEFT JOIN t_unit u ON u.id = x.unit WHERE NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change);
CREATE VIEW duties AS SELECT x.id AS duty, x.rule, x.item, x.subject_kind, s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, c.class_code, c.school_code, CASE WHEN x.student IS NULL THEN u.code END AS unit_code, CASE WHEN x.student IS NULL THEN u.name END AS unit_name, x.period, x.action, trim(replace(replace(replace(x.clauses, '["', ''), '"]', ''), '","', ' '), '[]') AS clauses, x.stage, x.role, w.kind AS responsible_kind, w.code AS responsible_code, w.name AS responsible_unit, CASE WHEN x.person = '' THEN w.name WHEN w.kind IN ('school', 'grade', 'class') THEN x.person ELSE coalesce(w.name || ' ', '') || x.person END AS responsible, x.person, x.assigned, x.others, date(x.opened * 86400, 'unixepoch') AS opened, date(x.detected * 86400, 'unixepoch') AS detected, x.detected > x.opened AS detected_late, date(x.due * 86400, 'unixepoch') AS due, date(x.remind * 86400, 'unixepoch') AS remind, x.state, date(x.done * 86400, 'unixepoch') AS done, x.proof, date(x.overdue * 86400, 'unixepoch') AS overdue, date(x.withdrawn * 86400, 'unixepoch') AS withdrawn, x.why, x.note, x.rulebook, date(x.muted_until * 86400, 'unixepoch') AS muted_until FROM t_duty x LEFT JOIN t_student s ON s.id = x.student LEFT JOIN classes c ON c.unit =  x.unit LEFT JOIN t_unit u ON u.id = x.unit LEFT JOIN t_unit w ON w.id = x.role_unit;
CREATE VIEW documents AS SELECT d.number, d.form, d.line, d.duty, x.rule, x.state, s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, c.class_code, c.school_code, CASE WHEN x.student IS NULL THEN u.code END AS unit_code, CASE WHEN x.student IS NULL THEN u.name END AS unit_name, i.code AS issuer_code, i.name AS issuer, a.code AS addressee_code, a.name AS addressee, k.code AS copy_to_code, k.name AS copy_to, date(d.issued * 86400, 'unixepoch') AS issued, date(x.due * 86400, 'unixepoch') AS due, d.hash, d.corrects, (SELECT n.number FROM t_document n WHERE n.corrects = d.number) AS corrected_by, (SELECT date(min(r.day) * 86400, 'unixepoch') FROM t_record r WHERE r.document = d.number AND r.document <> '' AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = r.change)) AS answered, d.missing, d.content FROM t_document d JOIN t_duty x ON x.id = d.duty LEFT JOIN t_student s ON s.id = x.student LEFT JOIN classes c ON c.unit =  x.unit LEFT JOIN t_unit u ON u.id = x.unit LEFT JOIN t_unit i ON i.id = d.issuer LEFT JOIN t_unit a ON a.id = d.addressee LEFT JOIN t_unit k ON k.id = d.copy_to;
CREATE VIEW sendings AS SELECT d.number, x.nth, date(x.day * 86400, 'unixepoch') AS day, datetime(x.recorded + 28800, 'unixepoch') AS recorded FROM t_sending x JOIN t_document d ON d.id = x.document;
CREATE VIEW doubts AS SELECT x.rule, x.subject_kind, s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, c.class_code, c.school_code, u.code AS unit_code, u.name AS unit_name, date(x.day * 86400, 'unixepoch') AS day, x.leaves FROM t_doubt x LEFT JOIN t_student s ON s.id = x.student LEFT JOIN classes c ON c.unit =  s.class LEFT JOIN t_unit u ON u.id = x.unit;
CREATE VIEW imports AS SELECT id AS import, file, kind, digest, lines, accepted, provisional, rejected, added, changed, unchanged, vanished, datetime(recorded + 28800, 'unixepoch') AS recorded, (SELECT datetime(t.at + 28800, 'unixepoch') FROM t_taken_back t WHERE t.change = i.change) AS taken_back FROM t_import i;
CREATE VIEW rejects AS SELECT r.import, r.file, r.line, r.code, r.reason, r.header, r.cells, i.kind, datetime(i.recorded + 28800, 'unixepoch') AS recorded FROM t_reject r JOIN t_import i ON i.id = r.import;
CREATE VIEW deferrals AS SELECT x.id AS deferral, x.file, x.line, x.name AS student_name, k.school_code, k.school, k.grade, k.class, k.class_code, x.doubt, x.candidates, datetime(x.recorded + 28800, 'unixepoch') AS recorded, nullif(x.decision, '') AS decision, s.code AS student_code, datetime(x.settled + 28800, 'unixepoch') AS settled FROM t_deferral x LEFT JOIN classes k ON k.unit = x.class LEFT JOIN t_student s ON s.id = x.student;
CREATE VIEW data_issues AS SELECT s.code AS student_code, s.name AS student_name, c.school, c.grade, c.class, c.class_code, c.school_code, x.code, x.file, x.line, datetime(t.at + 28800, 'unixepoch') AS recorded FROM t_issue x JOIN t_student s ON s.id = x.student JOIN t_change t ON t.change = x.change LEFT JOIN classes c ON c.unit = s.class WHERE s.since < 2932896;
CREATE VIEW runs AS SELECT id AS run, date(through * 86400, 'unixepoch') AS through, date(today * 86400, 'unixepoch') AS today, provisional, rulebook, calendar, checked, opened, amended, withdrawn, done, overdue, doubts, datetime(recorded + 28800, 'unixepoch') AS recorded FROM t_run;
CREATE VIEW storms AS SELECT x.id AS storm, u.code AS school_code, u.name AS school, date(x.day * 86400, 'unixepoch') AS day, date(x.judged * 86400, 'unixepoch') AS judged, x.pupils, x.enrolled, x.pupils * 100 / max(x.enrolled, 1) AS share, x.cause, x.state, date(x.ended * 86400, 'unixepoch') AS ended, datetime(x.recorded + 28800, 'unixepoch') AS recorded, x.actor FROM t_storm x JOIN t_unit u ON u.id = x.school;
CREATE VIEW journal AS SELECT seq, datetime(at + 28800, 'unixepoch') AS recorded, command, actor, event, subject, detail, hash FROM t_journal;
CREATE VIEW exports AS SELECT x.seq, datetime(x.at + 28800, 'unixepoch') AS recorded, x.actor, x.command, x.subject AS report, (SELECT atom FROM json_each(x.detail, '$.format')) AS format, (SELECT atom FROM json_each(x.detail, '$.rows')) AS rows, (SELECT atom FROM json_each(x.detail, '$.masking')) AS masking, (SELECT atom FROM json_each(x.detail, '$.sha256')) AS digest, (SELECT atom FROM json_each(x.detail, '$.reason')) AS reason FROM t_journal x WHERE x.event IN ('report.exported', 'report.unmasked');
PRAGMA application_id = 1263747672;
PRAGMA user_version = 4;
