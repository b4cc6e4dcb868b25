-- Units as they stood on a day, posts as they were known then, and who let a duty pass its deadline.

-- Changes before this one hold for all days, as they were taken to.
ALTER TABLE t_former ADD COLUMN day INTEGER;
CREATE INDEX t_former_changed ON t_former(kind, id) WHERE row <> '';

ALTER TABLE t_assignment ADD COLUMN taken_back INTEGER;

CREATE TABLE t_miss (
  id INTEGER PRIMARY KEY,
  duty INTEGER NOT NULL REFERENCES t_duty,
  nth INTEGER NOT NULL,
  role TEXT NOT NULL,
  unit INTEGER REFERENCES t_unit,
  person TEXT NOT NULL,
  assigned INTEGER NOT NULL,
  due INTEGER NOT NULL,
  passed_on INTEGER,
  UNIQUE (duty, nth)
) STRICT;

-- Of what was done late it is no longer known who held the post on the deadline. Of what is still open the next night
-- finds it.
INSERT INTO t_miss(duty, nth, role, unit, person, assigned, due)
SELECT id, 1, role, role_unit, person, assigned, due
FROM t_duty
WHERE state <> 'undone' AND due IS NOT NULL AND (done > due OR overdue IS NOT NULL);
DELETE FROM t_wake_student WHERE student IN (SELECT student FROM t_duty WHERE state = 'open' AND overdue IS NOT NULL);
DELETE FROM t_wake_unit
WHERE unit IN (SELECT unit FROM t_duty WHERE state = 'open' AND student IS NULL AND overdue IS NOT NULL);

-- The rules by which a night judges are kept. Of the nights before there is none.

CREATE TABLE t_rule_text (
  digest TEXT PRIMARY KEY,
  packed BLOB NOT NULL
) STRICT;

CREATE TRIGGER t_rule_text_no_UPDATE BEFORE UPDATE ON t_rule_text
BEGIN SELECT RAISE(ABORT, 't_rule_text is append-only'); END;
CREATE TRIGGER t_rule_text_no_DELETE BEFORE DELETE ON t_rule_text
BEGIN SELECT RAISE(ABORT, 't_rule_text is append-only'); END;

-- A record may say at what time of its day. Of those made before nobody did.

ALTER TABLE t_record ADD COLUMN minute INTEGER;
