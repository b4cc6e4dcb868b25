-- Pupils by their code, records by the document that they answer: reports join them so.

CREATE UNIQUE INDEX t_student_code ON t_student(code);

CREATE INDEX t_record_document ON t_record(document) WHERE document <> '';
