-- The views: what analysts may rely on. docs/data.md describes each with its columns, meaning and unit.
--
-- English column names; dates as "2026-11-23", moments as "2026-11-23 20:00:00" in Asia/Shanghai (28800 seconds
-- ahead of UTC). No view asks for today's date: SQLite's date('now') is UTC and would be a day off at night. Whether
-- a duty is late is a comparison with a date of yours.
--
-- {presence:x.presence} and its like stand for the SQL that turns a code into its word; the words belong to the
-- model, so the program fills them in (code_words.h). What an undone change said is left out: NOT EXISTS (…
-- t_taken_back …). Pupils whose import was undone are on the books since 9999-12-31, which is day 2932896.
--
-- A view that changes needs a new format and a step, however empty: views are made again after an upgrade.

-- == Units and people ==

CREATE VIEW units AS
SELECT
  u.id AS unit,
  u.kind,
  u.code,
  u.name,
  p.code AS parent_code,
  p.name AS parent,
  t.code AS town_code,
  t.name AS town,
  u.year,
  date(coalesce(u.opened, u.since) * 86400, 'unixepoch') AS since,
  date(CASE
    WHEN u.kind IN ('grade', 'class') THEN coalesce(p.closed, (SELECT s.closed FROM t_unit s WHERE s.id = p.parent AND s.kind = 'school'))
    ELSE u.closed
  END * 86400, 'unixepoch') AS closed,
  (
    SELECT group_concat(a.code, '、')
    FROM (SELECT a.code FROM json_each('[' || u.serves || ']') j JOIN t_unit a ON a.id = j.value ORDER BY j.key) a
  ) AS serves_codes,
  (
    SELECT group_concat(a.name, '、')
    FROM (SELECT a.name FROM json_each('[' || u.serves || ']') j JOIN t_unit a ON a.id = j.value ORDER BY j.key) a
  ) AS serves,
  m.code AS merged_into_code,
  m.name AS merged_into
FROM t_unit u
LEFT JOIN t_unit p ON p.id = u.parent
LEFT JOIN t_unit t ON t.id = u.town
LEFT JOIN t_unit m ON m.id = u.merged_into
WHERE u.taken_back IS NULL;

-- Who answers for what was a merged unit's, at the end of all mergers. The inner table has the name of the view, since
-- typed SQL may read tables in the name of a view only (store/sqlite/database_confinement.h).
CREATE VIEW successors AS
WITH RECURSIVE successors(unit, next, step) AS (
  SELECT id, merged_into, 1 FROM t_unit WHERE merged_into IS NOT NULL AND closed IS NOT NULL AND taken_back IS NULL
  UNION ALL
  SELECT c.unit, m.merged_into, c.step + 1
  FROM successors c
  JOIN t_unit m ON m.id = c.next
  WHERE m.merged_into IS NOT NULL AND m.closed IS NOT NULL AND m.taken_back IS NULL AND c.step < 100
)
SELECT
  c.unit,
  u.code AS unit_code,
  u.name AS unit_name,
  date(u.closed * 86400, 'unixepoch') AS closed,
  x.id AS successor_unit,
  x.code AS successor_code,
  x.name AS successor
FROM (SELECT unit, next, max(step) FROM successors GROUP BY unit) c
JOIN t_unit u ON u.id = c.unit
JOIN t_unit x ON x.id = c.next;

-- A class with the grade and the school above it; a class without a grade belongs to its school directly.
CREATE VIEW classes AS
SELECT
  c.id AS unit,
  c.code AS class_code,
  c.name AS class,
  g.name AS grade,
  coalesce(g.year, c.year) AS year,
  s.id AS school_unit,
  s.code AS school_code,
  s.name AS school,
  t.name AS school_town
FROM t_unit c
LEFT JOIN t_unit g ON g.id = c.parent AND g.kind = 'grade'
LEFT JOIN t_unit s ON s.id = coalesce(g.parent, c.parent)
LEFT JOIN successors n ON n.unit = s.town
LEFT JOIN t_unit t ON t.id = coalesce(n.successor_unit, s.town)
WHERE c.kind = 'class' AND c.taken_back IS NULL;

CREATE VIEW staff AS
SELECT
  p.id AS staff,
  p.name AS person,
  a.role,
  u.kind AS unit_kind,
  u.code AS unit_code,
  u.name AS unit_name,
  date(a.since * 86400, 'unixepoch') AS since,
  date(a.until * 86400, 'unixepoch') AS until,
  a.acting
FROM t_assignment a
JOIN t_person p ON p.id = a.person
JOIN t_unit u ON u.id = a.unit
WHERE a.taken_back IS NULL;

-- == Pupils ==

-- r: where the pupil lives, a village or a town; v: the town of the village; each as its successor if it was merged.
CREATE VIEW students AS
SELECT
  s.id AS student,
  s.code AS student_code,
  s.name AS student_name,
  {number:s.id_number} AS id_number,
  {number:s.xueji} AS xueji,
  s.other_id,
  CASE s.sex WHEN 1 THEN 'male' WHEN 2 THEN 'female' END AS sex,
  date(s.birth * 86400, 'unixepoch') AS birth,
  s.ethnicity,
  c.school_code,
  c.school,
  c.grade,
  c.year,
  c.class_code,
  c.class,
  CASE r.kind WHEN 'village' THEN v.name WHEN 'town' THEN r.name END AS town,
  CASE r.kind WHEN 'village' THEN r.name END AS village,
  s.address,
  s.hukou,
  s.phone,
  s.guardian,
  s.guardian_relation,
  s.guardian_phone,
  s.boarding,
  s.special,
  {enrolment:s.enrolment} AS enrolment,
  s.id_number IS NULL AS provisional,
  date(s.since * 86400, 'unixepoch') AS since
FROM t_student s
LEFT JOIN classes c ON c.unit = s.class
LEFT JOIN successors n ON n.unit = s.residence
LEFT JOIN t_unit r ON r.id = coalesce(n.successor_unit, s.residence)
LEFT JOIN successors o ON o.unit = r.parent
LEFT JOIN t_unit v ON v.id = coalesce(o.successor_unit, r.parent)
WHERE s.since < 2932896;

-- Where each minor was, day by day: a row for each stretch of days, from the day on which he is on the books. Of most
-- pupils nothing ever changed: they have one, and cost one look at an index. d: the days on which a stretch of the
-- others begins. Of two changes of a field the one that was entered later holds from its day on, so on a day that with
-- the greatest number among those of no later day holds; before all of them, what the first one replaced. r and v are
-- as in `students`. The inner table, named as in `successors`, is of the changes that were not taken back.
CREATE VIEW placements AS
WITH placements AS NOT MATERIALIZED (
  SELECT
    x.id,
    x.student,
    x.day,
    x.field,
    x.before,
    x.after
  FROM t_student_change x
  WHERE x.field IN ('school_class', 'residence', 'enrolment')
    AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change)
    AND x.change NOT IN (SELECT undo FROM t_taken_back)
)
SELECT
  p.student,
  p.code AS student_code,
  p.name AS student_name,
  date(p.day * 86400, 'unixepoch') AS since,
  date((p.next - 1) * 86400, 'unixepoch') AS until,
  p.day = p.since AS arrived,
  c.school_code,
  c.school,
  c.school_town,
  c.grade,
  c.year,
  c.class_code,
  c.class,
  CASE r.kind WHEN 'village' THEN v.name WHEN 'town' THEN r.name END AS town,
  CASE r.kind WHEN 'village' THEN r.name END AS village,
  p.enrolment
FROM (
  SELECT
    s.id AS student,
    s.code,
    s.name,
    s.since,
    s.since AS day,
    NULL AS next,
    s.class,
    s.residence,
    {enrolment:s.enrolment} AS enrolment
  FROM t_student s
  WHERE s.since < 2932896
    AND NOT EXISTS (
      SELECT 1
      FROM t_student_change x
      WHERE x.student = s.id AND x.field IN ('school_class', 'residence', 'enrolment')
    )
  UNION ALL
  SELECT
    s.id,
    s.code,
    s.name,
    s.since,
    d.day,
    (
      SELECT min(x.day)
      FROM placements x
      WHERE x.student = s.id AND x.day > d.day
    ),
    CAST(ifnull((
      SELECT x.after
      FROM placements x
      WHERE x.student = s.id AND x.field = 'school_class' AND x.day <= d.day
      ORDER BY x.id DESC
      LIMIT 1
    ), ifnull((
      SELECT x.before
      FROM placements x
      WHERE x.student = s.id AND x.field = 'school_class'
      ORDER BY x.id
      LIMIT 1
    ), s.class)) AS INTEGER),
    CAST(ifnull((
      SELECT x.after
      FROM placements x
      WHERE x.student = s.id AND x.field = 'residence' AND x.day <= d.day
      ORDER BY x.id DESC
      LIMIT 1
    ), ifnull((
      SELECT x.before
      FROM placements x
      WHERE x.student = s.id AND x.field = 'residence'
      ORDER BY x.id
      LIMIT 1
    ), s.residence)) AS INTEGER),
    ifnull((
      SELECT x.after
      FROM placements x
      WHERE x.student = s.id AND x.field = 'enrolment' AND x.day <= d.day
      ORDER BY x.id DESC
      LIMIT 1
    ), ifnull((
      SELECT x.before
      FROM placements x
      WHERE x.student = s.id AND x.field = 'enrolment'
      ORDER BY x.id
      LIMIT 1
    ), {enrolment:s.enrolment}))
  FROM (
    SELECT
      s.id AS student,
      s.since AS day
    FROM t_student s
    WHERE s.since < 2932896
      AND s.id IN (SELECT x.student FROM t_student_change x WHERE x.field IN ('school_class', 'residence', 'enrolment'))
    UNION
    SELECT
      x.student,
      x.day
    FROM placements x
    JOIN t_student s ON s.id = x.student
    WHERE s.since < 2932896 AND x.day > s.since
  ) d
  CROSS JOIN t_student s ON s.id = d.student
) p
LEFT JOIN classes c ON c.unit = p.class
LEFT JOIN successors n ON n.unit = p.residence
LEFT JOIN t_unit r ON r.id = coalesce(n.successor_unit, p.residence)
LEFT JOIN successors o ON o.unit = r.parent
LEFT JOIN t_unit v ON v.id = coalesce(o.successor_unit, r.parent);

CREATE VIEW student_changes AS
SELECT
  x.id AS number,
  s.code AS student_code,
  s.name AS student_name,
  c.school,
  c.grade,
  c.class,
  c.class_code,
  c.school_code,
  x.field,
  x.before,
  x.after,
  date(x.day * 86400, 'unixepoch') AS day,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded
FROM t_student_change x
LEFT JOIN t_student s ON s.id = x.student
LEFT JOIN classes c ON c.unit = s.class
WHERE NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change)
  AND x.change NOT IN (SELECT undo FROM t_taken_back);

-- == Attendance and records ==

-- What holds now: sessions missed, by the last that was said of them, with the class in which the pupil was that day, as
-- `placements` has it.
CREATE VIEW absences AS
SELECT
  date(x.day * 86400, 'unixepoch') AS day,
  s.code AS student_code,
  s.name AS student_name,
  c.school,
  c.grade,
  c.class,
  c.class_code,
  c.school_code,
  {session:x.session} AS session,
  {presence:x.presence} AS presence,
  x.reason,
  x.by,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded
FROM t_mark x
LEFT JOIN t_student s ON s.id = x.student
LEFT JOIN classes c ON c.unit = CAST(CASE
  WHEN EXISTS (SELECT 1 FROM t_student_change y WHERE y.student = x.student AND y.field = 'school_class') THEN ifnull((
    SELECT y.after
    FROM t_student_change y
    WHERE y.student = x.student
      AND y.field = 'school_class'
      AND y.day <= x.day
      AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = y.change)
      AND y.change NOT IN (SELECT undo FROM t_taken_back)
    ORDER BY y.id DESC
    LIMIT 1
  ), ifnull((
    SELECT y.before
    FROM t_student_change y
    WHERE y.student = x.student
      AND y.field = 'school_class'
      AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = y.change)
      AND y.change NOT IN (SELECT undo FROM t_taken_back)
    ORDER BY y.id
    LIMIT 1
  ), s.class))
  ELSE s.class
END AS INTEGER)
WHERE x.presence IN (1, 2, 3) -- unexcused, excused, unverified; who was late was there
  AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change)
  AND NOT EXISTS (
    SELECT 1
    FROM t_mark l
    WHERE l.day = x.day
      AND l.student = x.student
      AND l.session = x.session
      AND l.seq > x.seq
      AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = l.change)
  );

-- All that was ever said.
CREATE VIEW attendance_history AS
SELECT
  date(x.day * 86400, 'unixepoch') AS day,
  s.code AS student_code,
  s.name AS student_name,
  c.school,
  c.grade,
  c.class,
  c.class_code,
  c.school_code,
  {session:x.session} AS session,
  {presence:x.presence} AS presence,
  x.reason,
  x.by,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded,
  x.seq AS version,
  x.seq IS (
    SELECT max(l.seq)
    FROM t_mark l
    WHERE l.day = x.day
      AND l.student = x.student
      AND l.session = x.session
      AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = l.change)
  ) AS latest,
  (SELECT datetime(t.at + 28800, 'unixepoch') FROM t_taken_back t WHERE t.change = x.change) AS taken_back
FROM t_mark x
LEFT JOIN t_student s ON s.id = x.student
LEFT JOIN classes c ON c.unit = s.class;

-- Closures that were entered by command; those of calendar files are in no view.
CREATE VIEW closures AS
SELECT
  x.id AS closure,
  u.kind AS unit_kind,
  u.code AS unit_code,
  u.name AS unit_name,
  date(x.first * 86400, 'unixepoch') AS first,
  date(x.last * 86400, 'unixepoch') AS last,
  {session:x.session} AS session,
  x.reason,
  x.by,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded
FROM t_closure x
LEFT JOIN t_unit u ON u.id = x.unit
WHERE NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change);

CREATE VIEW registers AS
SELECT
  date(x.day * 86400, 'unixepoch') AS day,
  c.school_code,
  c.school,
  c.grade,
  c.class_code,
  c.class,
  x.by,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded
FROM t_register x
JOIN classes c ON c.unit = x.class
WHERE NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change);

-- Records of all kinds; each kind has a view of its own too (record_view.sql).
CREATE VIEW records AS
SELECT
  x.id AS record,
  x.kind,
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
  date(x.day * 86400, 'unixepoch') AS day,
  CASE WHEN x.minute IS NOT NULL THEN printf('%02d:%02d', x.minute / 60, x.minute % 60) END AS time,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded,
  x.by,
  x.roles,
  x.fields
FROM t_record x
LEFT JOIN t_student s ON s.id = x.student
LEFT JOIN classes c ON c.unit = s.class
LEFT JOIN t_unit u ON u.id = x.unit
WHERE NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change)
  AND NOT EXISTS (
    SELECT 1
    FROM t_moved_record v
    WHERE v.record = x.id
      AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = v.change)
  );

-- == Duties and documents ==

-- u: the subject, or the class in which the pupil was when the duty arose; w: the unit that must act. `clauses` is a
-- JSON list, shown as people write it: P29 P30. `responsible` is the person; outside the school with the unit; the
-- unit alone where it answers as such.
CREATE VIEW duties AS
SELECT
  x.id AS duty,
  x.rule,
  x.item,
  x.subject_kind,
  s.code AS student_code,
  s.name AS student_name,
  c.school,
  c.grade,
  c.class,
  c.class_code,
  c.school_code,
  CASE WHEN x.student IS NULL THEN u.code END AS unit_code,
  CASE WHEN x.student IS NULL THEN u.name END AS unit_name,
  x.period,
  x.action,
  trim(replace(replace(replace(x.clauses, '["', ''), '"]', ''), '","', ' '), '[]') AS clauses,
  x.stage,
  x.role,
  w.kind AS responsible_kind,
  w.code AS responsible_code,
  w.name AS responsible_unit,
  CASE
    WHEN x.person = '' THEN w.name
    WHEN w.kind IN ('school', 'grade', 'class') THEN x.person
    ELSE coalesce(w.name || ' ', '') || x.person
  END AS responsible,
  x.person,
  x.assigned,
  x.others,
  (
    SELECT group_concat(
      CASE
        WHEN o.person = '' THEN p.name
        WHEN p.kind IN ('school', 'grade', 'class') THEN o.person
        ELSE coalesce(p.name || ' ', '') || o.person
      END, '、')
    FROM (
      SELECT
        (SELECT atom FROM json_each(e.value, '$.person')) AS person,
        (SELECT atom FROM json_each(e.value, '$.unit')) AS unit
      FROM json_each(x.others) e
    ) o LEFT JOIN t_unit p ON p.id = o.unit
  ) AS participants,
  (
    SELECT group_concat((SELECT atom FROM json_each(e.value, '$.role')), ' ') FROM json_each(x.others) e
  ) AS participant_roles,
  date(x.opened * 86400, 'unixepoch') AS opened,
  date(x.detected * 86400, 'unixepoch') AS detected,
  x.detected > x.opened AS detected_late,
  date(x.due * 86400, 'unixepoch') AS due,
  date(x.remind * 86400, 'unixepoch') AS remind,
  x.state,
  date(x.done * 86400, 'unixepoch') AS done,
  x.proof,
  date(x.overdue * 86400, 'unixepoch') AS overdue,
  date(x.withdrawn * 86400, 'unixepoch') AS withdrawn,
  date(x.ended * 86400, 'unixepoch') AS ended,
  x.why,
  x.note,
  x.rulebook,
  date(x.muted_until * 86400, 'unixepoch') AS muted_until
FROM t_duty x
LEFT JOIN t_student s ON s.id = x.student
LEFT JOIN classes c ON c.unit = x.unit
LEFT JOIN t_unit u ON u.id = x.unit
LEFT JOIN t_unit w ON w.id = x.role_unit
WHERE x.state <> 'undone';

-- m: the deadlines that passed, each with whoever held the post then; and the one that runs, or until which it was
-- done. `passed_on` is the day on which the work went on to the next holder, or ended.
CREATE VIEW deadlines AS
SELECT
  m.duty,
  m.nth,
  m.role,
  w.kind AS responsible_kind,
  w.code AS responsible_code,
  w.name AS responsible_unit,
  CASE
    WHEN m.person = '' THEN w.name
    WHEN w.kind IN ('school', 'grade', 'class') THEN m.person
    ELSE coalesce(w.name || ' ', '') || m.person
  END AS responsible,
  m.person,
  m.assigned,
  date(m.due * 86400, 'unixepoch') AS due,
  date(m.passed_on * 86400, 'unixepoch') AS passed_on
FROM (
  SELECT
    y.duty,
    y.nth,
    y.role,
    y.unit,
    y.person,
    y.assigned,
    y.due,
    y.passed_on
  FROM t_miss y
  JOIN t_duty x ON x.id = y.duty AND x.state <> 'undone'
  UNION ALL
  SELECT
    x.id,
    coalesce((SELECT max(y.nth) FROM t_miss y WHERE y.duty = x.id), 0) + 1,
    x.role,
    x.role_unit,
    x.person,
    x.assigned,
    x.due,
    NULL
  FROM t_duty x
  WHERE x.due IS NOT NULL AND x.state <> 'undone' AND NOT EXISTS (SELECT 1 FROM t_miss y WHERE y.duty = x.id AND y.due >= x.due)
) m
LEFT JOIN t_unit w ON w.id = m.unit;

-- i, a, k: the units that issue the document, that it goes to, and that get a copy.
-- On each line the documents of a duty are a chain (policy/papers/last_word.h). `acknowledged` is the first answer to
-- any text of the word to which a document belongs, `withdrawn_on` the day on which it ended for its receiver, by a
-- withdrawal or a release, `signing` the duty of its receiver to sign for it.
CREATE VIEW documents AS
SELECT
  d.number,
  d.form,
  d.line,
  d.kind,
  d.duty,
  x.rule,
  x.state,
  s.code AS student_code,
  s.name AS student_name,
  c.school,
  c.grade,
  c.class,
  c.class_code,
  c.school_code,
  CASE WHEN x.student IS NULL THEN u.code END AS unit_code,
  CASE WHEN x.student IS NULL THEN u.name END AS unit_name,
  i.code AS issuer_code,
  i.name AS issuer,
  a.code AS addressee_code,
  a.name AS addressee,
  k.code AS copy_to_code,
  k.name AS copy_to,
  date(d.issued * 86400, 'unixepoch') AS issued,
  CASE WHEN d.kind NOT IN ('withdrawal', 'release') THEN
    date(coalesce(d.answer_by, (SELECT y.due FROM t_miss y WHERE y.duty = x.id AND y.nth = 1), x.due) * 86400, 'unixepoch')
  END AS due,
  d.hash,
  d.corrects,
  n.number AS corrected_by,
  date(n.issued * 86400, 'unixepoch') AS corrected_on,
  CASE WHEN d.kind NOT IN ('withdrawal', 'release') THEN (
    SELECT date(min(b.issued) * 86400, 'unixepoch')
    FROM t_document b
    WHERE b.duty = d.duty
      AND b.line = d.line
      AND b.kind IN ('withdrawal', 'release')
      AND b.id > d.id
      AND NOT EXISTS (SELECT 1 FROM t_void_document v WHERE v.document = b.id)
  ) END AS withdrawn_on,
  (
    SELECT date(min(r.day) * 86400, 'unixepoch')
    FROM t_record r
    WHERE r.document = d.number
      AND r.document <> ''
      AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = r.change)
  ) AS answered,
  (
    SELECT date(min(r.day) * 86400, 'unixepoch')
    FROM t_document m
    JOIN t_record r ON r.document = m.number
    WHERE m.duty = d.duty
      AND m.line = d.line
      AND r.document <> ''
      AND NOT EXISTS (SELECT 1 FROM t_void_document v WHERE v.document = m.id)
      AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = r.change)
      AND NOT EXISTS (
        SELECT 1
        FROM t_document b
        WHERE b.duty = d.duty
          AND b.line = d.line
          AND b.kind <> 'supplement'
          AND b.id > min(m.id, d.id)
          AND b.id <= max(m.id, d.id)
          AND NOT EXISTS (SELECT 1 FROM t_void_document v WHERE v.document = b.id)
      )
  ) AS acknowledged,
  CASE WHEN x.student IS NOT NULL THEN (
    SELECT y.id
    FROM t_duty y
    WHERE y.student = x.student AND y.rule = x.rule AND y.period = x.period AND y.item = x.item || '-' || d.line AND y.state <> 'undone'
  ) ELSE (
    SELECT y.id
    FROM t_duty y
    WHERE y.student IS NULL
      AND y.unit = x.unit
      AND y.rule = x.rule
      AND y.period = x.period
      AND y.item = x.item || '-' || d.line
      AND y.state <> 'undone'
  ) END AS signing,
  d.missing,
  d.content
FROM t_document d
JOIN t_duty x ON x.id = d.duty
LEFT JOIN t_student s ON s.id = x.student
LEFT JOIN classes c ON c.unit = x.unit
LEFT JOIN t_unit u ON u.id = x.unit
LEFT JOIN t_unit i ON i.id = d.issuer
LEFT JOIN t_unit a ON a.id = d.addressee
LEFT JOIN t_unit k ON k.id = d.copy_to
LEFT JOIN t_document n
  ON n.duty = d.duty
  AND n.line = d.line
  AND n.corrects = d.number
  AND NOT EXISTS (SELECT 1 FROM t_void_document v WHERE v.document = n.id)
WHERE NOT EXISTS (SELECT 1 FROM t_void_document v WHERE v.document = d.id);

-- Documents of nights that were undone: their numbers are never given again.
CREATE VIEW void_documents AS
SELECT
  d.number,
  d.form,
  d.line,
  d.duty,
  x.rule,
  s.code AS student_code,
  CASE WHEN x.student IS NULL THEN u.code END AS unit_code,
  CASE WHEN x.student IS NULL THEN u.name END AS unit_name,
  a.code AS addressee_code,
  a.name AS addressee,
  date(d.issued * 86400, 'unixepoch') AS issued,
  d.hash,
  d.corrects,
  datetime(n.at + 28800, 'unixepoch') AS undone
FROM t_void_document v
JOIN t_document d ON d.id = v.document
JOIN t_undone_night n ON n.run = v.run
JOIN t_duty x ON x.id = d.duty
LEFT JOIN t_student s ON s.id = x.student
LEFT JOIN t_unit u ON u.id = x.unit
LEFT JOIN t_unit a ON a.id = d.addressee;

CREATE VIEW sendings AS
SELECT
  d.number,
  x.nth,
  date(x.day * 86400, 'unixepoch') AS day,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded
FROM t_sending x
JOIN t_document d ON d.id = x.document;

CREATE VIEW doubts AS
SELECT
  x.rule,
  x.subject_kind,
  s.code AS student_code,
  s.name AS student_name,
  c.school,
  c.grade,
  c.class,
  c.class_code,
  c.school_code,
  u.code AS unit_code,
  u.name AS unit_name,
  date(x.day * 86400, 'unixepoch') AS day,
  x.leaves,
  x.problem,
  x.sentence
FROM t_doubt x
LEFT JOIN t_student s ON s.id = x.student
LEFT JOIN classes c ON c.unit = s.class
LEFT JOIN t_unit u ON u.id = x.unit;

-- == Imports ==

CREATE VIEW imports AS
SELECT
  id AS import,
  file,
  kind,
  digest,
  lines,
  accepted,
  provisional,
  rejected,
  added,
  changed,
  unchanged,
  vanished,
  datetime(recorded + 28800, 'unixepoch') AS recorded,
  (SELECT datetime(t.at + 28800, 'unixepoch') FROM t_taken_back t WHERE t.change = i.change) AS taken_back
FROM t_import i;

CREATE VIEW rejects AS
SELECT
  r.import,
  r.file,
  r.line,
  r.code,
  r.reason,
  r.header,
  r.cells,
  i.kind,
  datetime(i.recorded + 28800, 'unixepoch') AS recorded
FROM t_reject r
JOIN t_import i ON i.id = r.import;

CREATE VIEW deferrals AS
SELECT
  x.id AS deferral,
  x.file,
  x.line,
  x.name AS student_name,
  k.school_code,
  k.school,
  k.grade,
  k.class,
  k.class_code,
  x.doubt,
  x.candidates,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded,
  nullif(x.decision, '') AS decision,
  s.code AS student_code,
  datetime(x.settled + 28800, 'unixepoch') AS settled
FROM t_deferral x
LEFT JOIN classes k ON k.unit = x.class
LEFT JOIN t_student s ON s.id = x.student;

CREATE VIEW double_claims AS
SELECT
  s.code AS student_code,
  s.name AS student_name,
  k.school_code,
  k.school,
  k.grade,
  k.class,
  k.class_code,
  o.school_code AS other_school_code,
  o.school AS other_school,
  o.grade AS other_grade,
  o.class AS other_class,
  date(x.day * 86400, 'unixepoch') AS since
FROM t_claim x
JOIN t_student s ON s.id = x.student
LEFT JOIN classes k ON k.unit = s.class
LEFT JOIN classes o ON o.unit = x.class
WHERE x.standing = 'twice'
  AND s.since < 2932896
  AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = x.change)
  AND NOT EXISTS (
    SELECT 1
    FROM t_claim y
    WHERE y.student = x.student
      AND y.school = x.school
      AND y.id > x.id
      AND NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = y.change)
  );

CREATE VIEW data_issues AS
SELECT
  s.code AS student_code,
  s.name AS student_name,
  c.school,
  c.grade,
  c.class,
  c.class_code,
  c.school_code,
  x.code,
  x.file,
  x.line,
  datetime(t.at + 28800, 'unixepoch') AS recorded
FROM t_issue x
JOIN t_student s ON s.id = x.student
JOIN t_change t ON t.change = x.change
LEFT JOIN classes c ON c.unit = s.class
WHERE s.since < 2932896;

-- == Nights, storms and the journal ==

CREATE VIEW runs AS
SELECT
  x.id AS run,
  date(x.through * 86400, 'unixepoch') AS through,
  date(x.today * 86400, 'unixepoch') AS today,
  x.provisional,
  x.rulebook,
  x.calendar,
  x.checked,
  x.opened,
  x.amended,
  x.withdrawn,
  x.done,
  x.overdue,
  x.doubts,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded,
  datetime(u.at + 28800, 'unixepoch') AS undone
FROM t_run x
LEFT JOIN t_undone_night u ON u.run = x.id;

CREATE VIEW storms AS
SELECT
  x.id AS storm,
  u.code AS school_code,
  u.name AS school,
  date(x.day * 86400, 'unixepoch') AS day,
  date(x.judged * 86400, 'unixepoch') AS judged,
  x.pupils,
  x.enrolled,
  x.pupils * 100 / max(x.enrolled, 1) AS share,
  x.cause,
  x.state,
  date(x.ended * 86400, 'unixepoch') AS ended,
  datetime(x.recorded + 28800, 'unixepoch') AS recorded,
  x.actor
FROM t_storm x
JOIN t_unit u ON u.id = x.school;

CREATE VIEW journal AS
SELECT
  seq,
  datetime(at + 28800, 'unixepoch') AS recorded,
  command,
  actor,
  event,
  subject,
  detail,
  hash
FROM t_journal;

-- What left the program: those entries of the journal that say so, with their details as columns. json_each and not
-- json_extract: SQLite 3.40 takes the latter for unsafe in a view where schemas are not trusted.
CREATE VIEW exports AS
SELECT
  x.seq,
  datetime(x.at + 28800, 'unixepoch') AS recorded,
  x.actor,
  x.command,
  x.subject AS report,
  (SELECT atom FROM json_each(x.detail, '$.format')) AS format,
  (SELECT atom FROM json_each(x.detail, '$.rows')) AS rows,
  (SELECT atom FROM json_each(x.detail, '$.masking')) AS masking,
  (SELECT atom FROM json_each(x.detail, '$.sha256')) AS digest,
  (SELECT atom FROM json_each(x.detail, '$.reason')) AS reason
FROM t_journal x
WHERE x.event IN ('report.exported', 'report.unmasked');
