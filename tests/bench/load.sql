-- First load, the short way: straight into the typed table. The cells are taken as they are.
.read settings.sql
.mode csv
.import --skip 1 students.csv student
.read indexes.sql
