-- The view of one kind of record. The rulebook says which kinds there are and which fields they have, so the program
-- fills in {view}, {kind} and {fields}, and makes the view when the rulebook is first used (store/schema/views.h).
CREATE VIEW {view} AS
SELECT
  x.id AS record,
  date(x.day * 86400, 'unixepoch') AS day,
  CASE WHEN x.minute IS NOT NULL THEN printf('%02d:%02d', x.minute / 60, x.minute % 60) END AS time,
  s.code AS student_code,
  s.name AS student_name,
  c.school,
  c.grade,
  c.class,
  c.class_code,
  c.school_code,
  u.code AS unit_code,
  u.name AS unit_name,
  x.document,
  x.by,
  x.roles,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded{fields}
FROM t_record x
LEFT JOIN t_student s ON s.id = x.student
LEFT JOIN classes c ON c.unit = s.class
LEFT JOIN t_unit u ON u.id = x.unit
WHERE x.kind = {kind}
  AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change)
  AND NOT EXISTS (
    SELECT 1
    FROM t_moved_record v
    WHERE v.record = x.id
      AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = v.change)
  );
