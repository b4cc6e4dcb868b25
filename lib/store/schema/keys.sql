-- What can be counted and compared without being read. Made by a connection as temporary views when someone asks
-- (store/schema/keys.h), so they belong to no format of the store.
--
-- {day} is the day of the report, {store} the schema that holds the pupils. A key is the same for the same text within one
-- question and says nothing else of it; it begins with "?" if the text only says that nothing is known. `home`: the
-- town in which the pupil counts as a child of the city, by the household register, else by where he lives; empty if
-- the city is known and the town is not; NULL if he is registered elsewhere. The inner table has the name of the view
-- as in `successors` (views.sql): the towns and the city apart from the classes, for those whose register names another
-- town.
CREATE VIEW student_keys AS
WITH student_keys(kind, name) AS MATERIALIZED (
  SELECT kind, name FROM main.t_unit WHERE kind IN ('town', 'city') AND taken_back IS NULL
)
SELECT
  s.student,
  s.student_code,
  s.school_code,
  s.school,
  s.grade,
  s.year,
  s.class_code,
  s.class,
  s.enrolment,
  s.provisional,
  strftime('%Y', {day}) - strftime('%Y', s.birth) - (strftime('%m-%d', {day}) < strftime('%m-%d', s.birth)) AS age,
  strftime('%m-%d', {day}) = strftime('%m-%d', s.birth) AS birthday,
  substr(s.birth, 1, 4) + (substr(s.birth, 6) >= '09-01') AS cohort,
  CASE
    WHEN instr(s.hukou, s.town) > 0 THEN s.town
    ELSE coalesce(
      (SELECT t.name FROM student_keys t WHERE t.kind = 'town' AND instr(s.hukou, t.name) > 0),
      CASE
        WHEN s.hukou = '' OR EXISTS (SELECT 1 FROM student_keys t WHERE t.kind = 'city' AND instr(s.hukou, t.name) > 0)
        THEN ifnull(s.town, '')
      END
    )
  END AS home,
  ksbx_key(s.student_name) AS name_key,
  ksbx_key(s.id_number) AS id_number_key,
  ksbx_key(s.xueji) AS xueji_key,
  ksbx_key(s.sex) AS sex_key,
  ksbx_key(s.birth) AS birth_key,
  ksbx_key(s.ethnicity) AS ethnicity_key,
  ksbx_key(CASE WHEN instr(s.class_code, '?') = 0 THEN s.class END) AS class_key,
  ksbx_key(s.village) AS village_key,
  ksbx_key(s.address) AS address_key,
  ksbx_key(s.hukou) AS hukou_key,
  ksbx_key(s.phone) AS phone_key,
  ksbx_key(s.guardian) AS guardian_key,
  ksbx_key(s.guardian_relation) AS guardian_relation_key,
  ksbx_key(s.guardian_phone) AS guardian_phone_key
FROM {store}students s;

-- The texts that people typed into records: whether two are the same, and how long they are. (No name with record_:
-- such views are made from the rulebook, store/schema/views.h.)
CREATE VIEW text_keys AS
SELECT
  x.id AS record,
  x.kind,
  f.key AS field,
  ksbx_key(f.atom) AS text_key,
  length(f.atom) AS letters
FROM {store}t_record x, json_each(x.fields) f
WHERE f.type = 'text';
