-- The household register beside the roll: who has the number, else the name and the birthday; without a look at slips.
.read settings.sql
.mode csv
CREATE TEMP TABLE listed(name TEXT, id_number TEXT, birth TEXT, address TEXT) STRICT;
.import --schema temp --skip 1 household.csv listed
CREATE INDEX temp.by_number ON listed(id_number);
CREATE INDEX temp.by_name ON listed(name, birth);
SELECT count(*), sum(EXISTS (SELECT 1 FROM listed l WHERE l.id_number = s.id_number)),
       sum(EXISTS (SELECT 1 FROM listed l WHERE l.name = s.name AND l.birth = s.birth)) FROM student s;
