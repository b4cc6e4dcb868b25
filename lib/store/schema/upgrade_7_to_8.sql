-- Every entry of the journal vouches for the rows that it wrote. What is there by now the next change vouches for. Units
-- close on a day.

ALTER TABLE t_unit ADD COLUMN closed INTEGER;

ALTER TABLE t_run ADD COLUMN wakes INTEGER;

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
