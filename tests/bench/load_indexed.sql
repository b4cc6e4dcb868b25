-- First load into the typed table as it is kept, with its indexes: what someone does who keeps a roster in SQLite.
.read settings.sql
.read indexes.sql
.mode csv
.import --skip 1 students.csv student
