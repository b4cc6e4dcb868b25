-- Undo, what was wrong with rows of rosters, and rows in doubt.

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

-- Earlier changes did not keep how things were, so they cannot be undone.
INSERT INTO t_former(change, kind, id, row)
SELECT max(change), 'upgrade', 0, '' FROM t_change HAVING max(change) > 0;

ALTER TABLE t_unit ADD COLUMN taken_back INTEGER;

ALTER TABLE t_import ADD COLUMN change INTEGER REFERENCES t_change;

-- A register is known by its change too.
CREATE TEMP TABLE kept_registers AS SELECT day, class, by, recorded, change FROM t_register;

DROP TABLE t_register;

CREATE TABLE t_register (
  day INTEGER NOT NULL,
  class INTEGER NOT NULL REFERENCES t_unit,
  change INTEGER NOT NULL REFERENCES t_change,
  by TEXT NOT NULL,
  recorded INTEGER NOT NULL,
  PRIMARY KEY (day, class, change)
) STRICT, WITHOUT ROWID;

INSERT INTO t_register(day, class, by, recorded, change) SELECT day, class, by, recorded, change FROM kept_registers;

DROP TABLE kept_registers;

CREATE INDEX t_register_class ON t_register(class);
CREATE INDEX t_register_change ON t_register(change);

CREATE TRIGGER t_register_no_UPDATE BEFORE UPDATE ON t_register
BEGIN SELECT RAISE(ABORT, 't_register is append-only'); END;
CREATE TRIGGER t_register_no_DELETE BEFORE DELETE ON t_register
BEGIN SELECT RAISE(ABORT, 't_register is append-only'); END;

CREATE TRIGGER t_taken_back_no_UPDATE BEFORE UPDATE ON t_taken_back
BEGIN SELECT RAISE(ABORT, 't_taken_back is append-only'); END;
CREATE TRIGGER t_taken_back_no_DELETE BEFORE DELETE ON t_taken_back
BEGIN SELECT RAISE(ABORT, 't_taken_back is append-only'); END;

CREATE TRIGGER t_arrival_no_UPDATE BEFORE UPDATE ON t_arrival
BEGIN SELECT RAISE(ABORT, 't_arrival is append-only'); END;
CREATE TRIGGER t_arrival_no_DELETE BEFORE DELETE ON t_arrival
BEGIN SELECT RAISE(ABORT, 't_arrival is append-only'); END;

CREATE TRIGGER t_former_no_UPDATE BEFORE UPDATE ON t_former
BEGIN SELECT RAISE(ABORT, 't_former is append-only'); END;
CREATE TRIGGER t_former_no_DELETE BEFORE DELETE ON t_former
BEGIN SELECT RAISE(ABORT, 't_former is append-only'); END;
