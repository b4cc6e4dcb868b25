-- Every entry of the journal vouches for the rows that it wrote. What is there by now the next change vouches for. Units
-- come and close on a day, some are merged, and police stations have areas; some people act for others.

ALTER TABLE t_unit ADD COLUMN closed INTEGER;
ALTER TABLE t_unit ADD COLUMN opened INTEGER;
ALTER TABLE t_unit ADD COLUMN serves TEXT NOT NULL DEFAULT '';
ALTER TABLE t_unit ADD COLUMN merged_into INTEGER REFERENCES t_unit;
CREATE INDEX t_unit_merged ON t_unit(merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE t_student ADD COLUMN other_id TEXT NOT NULL DEFAULT '';
CREATE INDEX t_student_other_id ON t_student(other_id) WHERE other_id <> '';

ALTER TABLE t_assignment ADD COLUMN acting INTEGER NOT NULL DEFAULT 0;

ALTER TABLE t_duty ADD COLUMN resumed INTEGER;

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
