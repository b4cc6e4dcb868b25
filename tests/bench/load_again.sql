-- The roster again: an upsert that writes only what differs.
.read settings.sql
.mode csv
CREATE TEMP TABLE arrived AS SELECT * FROM student WHERE 0;
.import --schema temp --skip 1 changed.csv arrived
INSERT INTO student SELECT * FROM arrived WHERE 1
ON CONFLICT(xueji) DO UPDATE SET
  school = excluded.school, school_name = excluded.school_name, grade = excluded.grade, class = excluded.class,
  name = excluded.name, sex = excluded.sex, birth = excluded.birth, id_number = excluded.id_number, hukou = excluded.hukou,
  address = excluded.address, guardian = excluded.guardian, relation = excluded.relation, phone = excluded.phone,
  boarding = excluded.boarding, left_behind = excluded.left_behind, poverty = excluded.poverty, enrolment = excluded.enrolment
WHERE (school, school_name, grade, class, name, sex, birth, id_number, hukou, address, guardian, relation, phone, boarding,
       left_behind, poverty, enrolment)
   IS NOT (excluded.school, excluded.school_name, excluded.grade, excluded.class, excluded.name, excluded.sex, excluded.birth,
       excluded.id_number, excluded.hukou, excluded.address, excluded.guardian, excluded.relation, excluded.phone,
       excluded.boarding, excluded.left_behind, excluded.poverty, excluded.enrolment);
