-- Not measured: the attendance that the next two look at.
.mode csv
.import attendance.csv returned
INSERT INTO absence
SELECT DISTINCT 日期, s.rowid, 状态 FROM returned r JOIN student s ON s.xueji = r.全国学籍号 WHERE 状态 <> '全勤'
ON CONFLICT DO NOTHING;
DROP TABLE returned;
