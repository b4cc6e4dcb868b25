-- What someone who knows SQLite would keep for the same work: typed columns and the three indexes that ksbx has.
CREATE TABLE student(
  school TEXT NOT NULL, school_name TEXT NOT NULL, grade TEXT NOT NULL, class TEXT NOT NULL, name TEXT NOT NULL, sex TEXT,
  birth TEXT, id_number TEXT, xueji TEXT, hukou TEXT, address TEXT, guardian TEXT, relation TEXT, phone TEXT, boarding TEXT,
  left_behind TEXT, poverty TEXT, enrolment TEXT) STRICT;
CREATE TABLE absence(day TEXT NOT NULL, student INTEGER NOT NULL, status TEXT NOT NULL, PRIMARY KEY (day, student))
  STRICT, WITHOUT ROWID;
CREATE INDEX absence_student ON absence(student);
