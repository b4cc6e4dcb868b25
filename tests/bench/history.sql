-- The whole history: every run of absence without leave of every pupil, and the excused sessions next to them.
.read settings.sql
.mode csv
WITH school_day AS (SELECT day, row_number() OVER (ORDER BY day) AS n FROM (SELECT DISTINCT day FROM absence)),
     missed AS (SELECT student, n, n - row_number() OVER (PARTITION BY student ORDER BY n) AS run
                FROM absence JOIN school_day USING (day) WHERE status = '缺勤'),
     runs AS (SELECT student, run, min(n) AS first, max(n) AS last, count(*) AS days FROM missed GROUP BY student, run)
SELECT student, max(days), sum(days >= 1), sum(days >= 2), max(last) FROM runs GROUP BY student;
