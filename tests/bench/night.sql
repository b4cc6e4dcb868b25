-- One night: who is absent without leave today, and for how many school days now. Two conditions, no duties, no ledger.
.read settings.sql
.mode csv
WITH school_day AS (SELECT day, row_number() OVER (ORDER BY day) AS n FROM (SELECT DISTINCT day FROM absence)),
     missed AS (SELECT student, n, n - row_number() OVER (PARTITION BY student ORDER BY n) AS run
                FROM absence JOIN school_day USING (day)
                WHERE status = '缺勤' AND student IN (SELECT student FROM absence WHERE day = '2026-10-15' AND status = '缺勤'))
SELECT student, count(*) AS days, count(*) >= 2 AS leader_visits
FROM missed GROUP BY student, run HAVING max(n) = (SELECT n FROM school_day WHERE day = '2026-10-15');
