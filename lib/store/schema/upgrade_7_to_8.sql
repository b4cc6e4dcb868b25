-- Every entry of the journal vouches for the rows that it wrote. What is there by now the next change vouches for. Units
-- come and close on a day, some are merged, and police stations have areas; some people act for others.

ALTER TABLE t_unit ADD COLUMN closed INTEGER;
ALTER TABLE t_unit ADD COLUMN opened INTEGER;
ALTER TABLE t_unit ADD COLUMN serves TEXT NOT NULL DEFAULT '';
ALTER TABLE t_unit ADD COLUMN merged_into INTEGER REFERENCES t_unit;
CREATE INDEX t_unit_merged ON t_unit(merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE t_student ADD COLUMN other_id TEXT NOT NULL DEFAULT '';
ALTER TABLE t_student ADD COLUMN ethnicity TEXT NOT NULL DEFAULT '';
CREATE INDEX t_student_other_id ON t_student(other_id) WHERE other_id <> '';

DROP INDEX t_student_id_number;
CREATE UNIQUE INDEX t_student_id_number ON t_student(id_number) WHERE id_number IS NOT NULL AND since < 2932896;
CREATE INDEX t_student_former_number ON t_student(id_number) WHERE id_number IS NOT NULL AND since >= 2932896;

ALTER TABLE t_assignment ADD COLUMN acting INTEGER NOT NULL DEFAULT 0;

ALTER TABLE t_duty ADD COLUMN resumed INTEGER;
ALTER TABLE t_duty ADD COLUMN ended INTEGER;

ALTER TABLE t_run ADD COLUMN wakes INTEGER;

ALTER TABLE t_document ADD COLUMN stated TEXT NOT NULL DEFAULT '';
ALTER TABLE t_document ADD COLUMN answer_by INTEGER;

ALTER TABLE t_roster_row ADD COLUMN promoted INTEGER NOT NULL DEFAULT 0;

CREATE TABLE t_barred_number (
  number TEXT PRIMARY KEY
) STRICT;

ALTER TABLE t_journal ADD COLUMN facts TEXT NOT NULL DEFAULT '';

CREATE TABLE t_facts (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL,
  salt BLOB NOT NULL,
  rows BLOB NOT NULL
) STRICT;

CREATE TRIGGER t_facts_no_UPDATE BEFORE UPDATE ON t_facts
BEGIN SELECT RAISE(ABORT, 't_facts is append-only'); END;
CREATE TRIGGER t_facts_no_DELETE BEFORE DELETE ON t_facts
BEGIN SELECT RAISE(ABORT, 't_facts is append-only'); END;

CREATE TABLE t_judged_value (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES t_run DEFERRABLE INITIALLY DEFERRED,
  rulebook TEXT NOT NULL,
  parameter TEXT NOT NULL,
  list TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX t_judged_value_of ON t_judged_value(rulebook, parameter, run);

CREATE TRIGGER t_judged_value_no_UPDATE BEFORE UPDATE ON t_judged_value
BEGIN SELECT RAISE(ABORT, 't_judged_value is append-only'); END;
CREATE TRIGGER t_judged_value_no_DELETE BEFORE DELETE ON t_judged_value
BEGIN SELECT RAISE(ABORT, 't_judged_value is append-only'); END;

CREATE INDEX t_journal_export ON t_journal(seq) WHERE event IN ('report.exported', 'report.unmasked');

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

CREATE TRIGGER t_closure_no_UPDATE BEFORE UPDATE ON t_closure
BEGIN SELECT RAISE(ABORT, 't_closure is append-only'); END;
CREATE TRIGGER t_closure_no_DELETE BEFORE DELETE ON t_closure
BEGIN SELECT RAISE(ABORT, 't_closure is append-only'); END;

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

CREATE TABLE t_moved_record (
  record INTEGER NOT NULL REFERENCES t_record,
  into_record INTEGER REFERENCES t_record,
  change INTEGER NOT NULL REFERENCES t_change,
  PRIMARY KEY (record, change)
) STRICT, WITHOUT ROWID;

CREATE INDEX t_moved_record_change ON t_moved_record(change);

CREATE TRIGGER t_moved_record_no_UPDATE BEFORE UPDATE ON t_moved_record
BEGIN SELECT RAISE(ABORT, 't_moved_record is append-only'); END;
CREATE TRIGGER t_moved_record_no_DELETE BEFORE DELETE ON t_moved_record
BEGIN SELECT RAISE(ABORT, 't_moved_record is append-only'); END;

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

INSERT OR IGNORE INTO t_named_pupil
SELECT
  x.id,
  s.id,
  x.day,
  x.change
FROM t_record x, json_each(x.fields) f
JOIN t_student s ON s.code = f.atom
WHERE x.unit IS NOT NULL
  AND f.type = 'text';

CREATE TRIGGER t_named_pupil_no_UPDATE BEFORE UPDATE ON t_named_pupil
BEGIN SELECT RAISE(ABORT, 't_named_pupil is append-only'); END;
CREATE TRIGGER t_named_pupil_no_DELETE BEFORE DELETE ON t_named_pupil
BEGIN SELECT RAISE(ABORT, 't_named_pupil is append-only'); END;

CREATE TRIGGER t_repair_no_UPDATE BEFORE UPDATE ON t_repair
BEGIN SELECT RAISE(ABORT, 't_repair is append-only'); END;
CREATE TRIGGER t_repair_no_DELETE BEFORE DELETE ON t_repair
BEGIN SELECT RAISE(ABORT, 't_repair is append-only'); END;

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

CREATE TRIGGER t_claim_no_UPDATE BEFORE UPDATE ON t_claim
BEGIN SELECT RAISE(ABORT, 't_claim is append-only'); END;
CREATE TRIGGER t_claim_no_DELETE BEFORE DELETE ON t_claim
BEGIN SELECT RAISE(ABORT, 't_claim is append-only'); END;
