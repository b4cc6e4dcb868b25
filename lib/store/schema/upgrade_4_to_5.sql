-- Kinds of documents, and subjects that could not be judged at all.
--
-- The kind is read from the note with which corrections were written. One without such a note counts as a withdrawal:
-- then the worst that happens is that something is said to hold that does.

ALTER TABLE t_document ADD COLUMN kind TEXT NOT NULL DEFAULT 'original';

DROP TRIGGER t_document_no_UPDATE;
DROP TRIGGER t_document_no_DELETE;

UPDATE t_document
SET kind = CASE
  WHEN instr(content, '报送的本报告予以撤回') THEN 'withdrawal'
  WHEN instr(content, '报送的本报告有尚未查明的内容，现补报全文') THEN 'supplement'
  ELSE 'withdrawal'
END
WHERE corrects <> '';

CREATE TRIGGER t_document_no_UPDATE BEFORE UPDATE ON t_document
BEGIN SELECT RAISE(ABORT, 't_document is append-only'); END;
CREATE TRIGGER t_document_no_DELETE BEFORE DELETE ON t_document
BEGIN SELECT RAISE(ABORT, 't_document is append-only'); END;

CREATE INDEX t_document_withdrawal ON t_document(duty) WHERE kind = 'withdrawal';

ALTER TABLE t_doubt ADD COLUMN problem TEXT NOT NULL DEFAULT '';
ALTER TABLE t_doubt ADD COLUMN sentence TEXT NOT NULL DEFAULT '';
