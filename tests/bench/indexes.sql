CREATE INDEX student_id_number ON student(id_number) WHERE id_number <> '';
CREATE UNIQUE INDEX student_xueji ON student(xueji);
CREATE INDEX student_class ON student(school, grade, class, enrolment);
