-- Nights ask whose day has come. Nobody has a day yet, so the next one asks everybody once.

CREATE TABLE t_wake_student (
  student INTEGER PRIMARY KEY REFERENCES t_student,
  day INTEGER NOT NULL
) STRICT;

CREATE INDEX t_wake_student_day ON t_wake_student(day);

CREATE TABLE t_wake_unit (
  unit INTEGER PRIMARY KEY REFERENCES t_unit,
  day INTEGER NOT NULL
) STRICT;

CREATE INDEX t_wake_unit_day ON t_wake_unit(day);
