-- First load with the checks that SQL can do: as text first, then typed. 18 characters and a real date, or nothing.
.read settings.sql
.mode csv
.import students.csv arrived
BEGIN;
INSERT INTO student
SELECT 学校标识码, 学校名称, 年级, 班级, trim(姓名), 性别, date(出生日期),
       CASE WHEN length(身份证件号) = 18 AND substr(身份证件号, 1, 17) NOT GLOB '*[^0-9]*' THEN 身份证件号 ELSE '' END,
       全国学籍号, 户籍地址, 现住址, 成员1姓名, 成员1关系, 成员1联系电话, 就读方式, 是否留守儿童, 建档立卡, 学籍状态
FROM arrived;
.read indexes.sql
DROP TABLE arrived;
COMMIT;
