-- Storms, pauses of duties, documents numbered by unit and sent again.

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

ALTER TABLE t_duty ADD COLUMN muted_until INTEGER;

ALTER TABLE t_document ADD COLUMN issuer INTEGER REFERENCES t_unit;

-- Numbers given before keep their form, which names no unit; so the new counts begin at 1 without meeting them.
DROP TABLE t_document_number;

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

CREATE TRIGGER t_sending_no_UPDATE BEFORE UPDATE ON t_sending
BEGIN SELECT RAISE(ABORT, 't_sending is append-only'); END;
CREATE TRIGGER t_sending_no_DELETE BEFORE DELETE ON t_sending
BEGIN SELECT RAISE(ABORT, 't_sending is append-only'); END;
