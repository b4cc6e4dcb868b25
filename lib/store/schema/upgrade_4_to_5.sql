-- Kinds of documents, subjects that could not be judged at all, and nights that can be undone.

-- A document that an undone night had issued stays, so another of the same duty and line may stand beside it. The kind
-- is read from the note with which corrections were written. One without such a note counts as a withdrawal: then the
-- worst that happens is that something is said to hold that does.
CREATE TEMP TABLE kept_sendings AS SELECT document, nth, day, recorded FROM t_sending;
DROP TABLE t_sending;
CREATE TEMP TABLE kept_documents AS SELECT * FROM t_document;
DROP TABLE t_document;

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
  missing TEXT NOT NULL
) STRICT;

CREATE INDEX t_document_duty ON t_document(duty, line, corrects);
CREATE INDEX t_document_withdrawal ON t_document(duty) WHERE kind = 'withdrawal';

INSERT INTO t_document(
  id, duty, number, form, line, kind, issuer, addressee, copy_to, issued, content, hash, corrects, missing
)
SELECT
  id,
  duty,
  number,
  form,
  line,
  CASE
    WHEN corrects = '' THEN 'original'
    WHEN instr(content, '报送的本报告予以撤回') THEN 'withdrawal'
    WHEN instr(content, '报送的本报告有尚未查明的内容，现补报全文') THEN 'supplement'
    ELSE 'withdrawal'
  END,
  issuer,
  addressee,
  copy_to,
  issued,
  content,
  hash,
  corrects,
  missing
FROM kept_documents
ORDER BY id;
DROP TABLE kept_documents;

CREATE TABLE t_sending (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES t_document,
  nth INTEGER NOT NULL,
  day INTEGER NOT NULL,
  recorded INTEGER NOT NULL,
  UNIQUE (document, nth)
) STRICT;

INSERT INTO t_sending(document, nth, day, recorded) SELECT document, nth, day, recorded FROM kept_sendings;
DROP TABLE kept_sendings;

DROP INDEX t_duty_key_student;
DROP INDEX t_duty_key_unit;
CREATE UNIQUE INDEX t_duty_key_student ON t_duty(student, rule, item, period)
WHERE student IS NOT NULL AND state <> 'undone';
CREATE UNIQUE INDEX t_duty_key_unit ON t_duty(unit, rule, item, period)
WHERE student IS NULL AND state <> 'undone';

CREATE TABLE t_night_log (
  n INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES t_run DEFERRABLE INITIALLY DEFERRED,
  place TEXT NOT NULL,
  deed TEXT NOT NULL,
  id INTEGER NOT NULL,
  row TEXT NOT NULL
) STRICT;

CREATE INDEX t_night_log_run ON t_night_log(run);

CREATE TABLE t_undone_night (
  run INTEGER PRIMARY KEY REFERENCES t_run,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE t_void_document (
  document INTEGER PRIMARY KEY REFERENCES t_document,
  run INTEGER NOT NULL REFERENCES t_undone_night
) STRICT;

-- Nights before this one did not keep what they changed.
INSERT INTO t_night_log(run, place, deed, id, row)
SELECT max(id), '', 'upgrade', 0, ''
FROM t_run
HAVING max(id) > 0;

CREATE TRIGGER t_document_no_UPDATE BEFORE UPDATE ON t_document
BEGIN SELECT RAISE(ABORT, 't_document is append-only'); END;
CREATE TRIGGER t_document_no_DELETE BEFORE DELETE ON t_document
BEGIN SELECT RAISE(ABORT, 't_document is append-only'); END;

CREATE TRIGGER t_night_log_no_UPDATE BEFORE UPDATE ON t_night_log
BEGIN SELECT RAISE(ABORT, 't_night_log is append-only'); END;
CREATE TRIGGER t_night_log_no_DELETE BEFORE DELETE ON t_night_log
BEGIN SELECT RAISE(ABORT, 't_night_log is append-only'); END;

CREATE TRIGGER t_undone_night_no_UPDATE BEFORE UPDATE ON t_undone_night
BEGIN SELECT RAISE(ABORT, 't_undone_night is append-only'); END;
CREATE TRIGGER t_undone_night_no_DELETE BEFORE DELETE ON t_undone_night
BEGIN SELECT RAISE(ABORT, 't_undone_night is append-only'); END;

CREATE TRIGGER t_void_document_no_UPDATE BEFORE UPDATE ON t_void_document
BEGIN SELECT RAISE(ABORT, 't_void_document is append-only'); END;
CREATE TRIGGER t_void_document_no_DELETE BEFORE DELETE ON t_void_document
BEGIN SELECT RAISE(ABORT, 't_void_document is append-only'); END;

ALTER TABLE t_doubt ADD COLUMN problem TEXT NOT NULL DEFAULT '';
ALTER TABLE t_doubt ADD COLUMN sentence TEXT NOT NULL DEFAULT '';
