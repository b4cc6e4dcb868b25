#include "store/query/ad_hoc_query.h"

#include "store/query/query.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

std::string covered(std::string_view, Privacy) {
  return "***";
}

// A school with 王小明, asked by someone who may not know him.
struct AskedSchool : School {
  Rulebook rulebook;
  Masker masker;
  AdHocLimits limits;

  explicit AskedSchool(Masker chosen = covered, std::chrono::milliseconds time = std::chrono::milliseconds(0))
      : masker(std::move(chosen)), limits{time, day("2026-09-21")} {
    enrol(pupil("王小明"));
  }
  // The answer, cell by cell, or the codes of the refusal.
  std::string ask(const std::string& sql) {
    std::string all;
    const std::string refused = refusal([&] {
      const AdHocQuery asking(database, rulebook, masker, limits, sql, "SQL");
      for (const auto& row : query(database, "sql", sql).rows)
        for (const Cell& cell : row) {
          const auto* words = std::get_if<std::string>(&cell);
          const auto number = number_of(cell);
          all += (all.empty() ? "" : " ") + (words != nullptr ? *words : number ? formatted("{}", *number) : "-");
        }
    });
    return refused.empty() ? all : refused;
  }
};

}  // namespace

TEST_CASE("no expression brings a masked name back") {
  AskedSchool school;
  for (const char* sql : {"SELECT student_name FROM students", "SELECT student_name AS x FROM students",
                          "SELECT upper(student_name) FROM students", "SELECT substr(student_name, 1, 3) FROM students",
                          "WITH a AS (SELECT student_name AS n FROM students) SELECT n FROM a"})
    CHECK(school.ask(sql) == "***");
  CHECK(school.ask("SELECT length(student_name) FROM students") == "3");
  CHECK(school.ask("SELECT count(*) FROM students WHERE student_name = '王小明'") == "0");
  CHECK(school.ask("SELECT count(*) FROM students WHERE student_code LIKE 'S-%'") == "1");
}

TEST_CASE("whoever may know the names is given them, by the same SQL") {
  AskedSchool school{{}};
  CHECK(school.ask("SELECT student_name FROM students") == "王小明");
}

TEST_CASE("tables and real views are out of reach, however they are written") {
  AskedSchool school;
  for (const char* sql :
       {"SELECT name FROM t_student", "SELECT name FROM \"t_student\"", "SELECT name FROM [T_Student]",
        "SELECT name FROM `t_student`", "SELECT name FROM 't_student'", "SELECT student_name FROM main.students",
        "SELECT student_name FROM main /* x */ . students", "SELECT student_name FROM \"main\".students",
        "WITH students AS (SELECT name FROM t_student) SELECT * FROM students",
        "WITH duties AS (SELECT student_name FROM main.students) SELECT * FROM duties", "SELECT sql FROM sqlite_schema",
        "SELECT 1 WHERE 'a' IN 't_student'", "SELECT name FROM units JOIN 't_student'",
        "SELECT 1 WHERE 1 IN (SELECT name FROM units, 't_student')",
        "SELECT 1 WHERE 1 IN (WITH x AS (SELECT 1) SELECT 1 FROM x, 't_student')",
        "WITH students AS (SELECT t_student.name FROM units, ('t_student')) SELECT * FROM students",
        "SELECT 1 WHERE 1 = 't_student'.id",
        "WITH students AS (SELECT ksbx_key('王小明') AS k) SELECT k FROM students"})
    CHECK_MESSAGE(school.ask(sql) == "private-table", sql);
  CHECK(school.ask("SELECT 'main street'") == "main street");
  CHECK(school.ask("SELECT 1 -- FROM t_student") == "1");
}

TEST_CASE("a text that reads like the name of a table is a text where only a value can stand") {
  AskedSchool school;
  CHECK(school.ask("SELECT 't_student'") == "t_student");
  CHECK(school.ask("SELECT CASE WHEN 1 THEN 't_student' ELSE 't_mark' END") == "t_student");
  for (const char* condition :
       {"student_code = 't_student'", "student_code LIKE 't_student'", "student_code IN ('t_student')",
        "student_code IN (lower('a'), 't_student')", "student_code BETWEEN 't_mark' AND 't_student'"})
    CHECK_MESSAGE(school.ask(std::string("SELECT count(*) FROM students WHERE ") + condition) == "0", condition);
}

TEST_CASE("SQL that does more than look is refused") {
  AskedSchool school;
  for (const char* sql : {"DELETE FROM students", "CREATE TABLE x (y)", "CREATE TEMP VIEW x AS SELECT 1",
                          "DROP VIEW temp.students", "PRAGMA query_only = OFF", "ATTACH '/etc/passwd' AS p",
                          "SELECT load_extension('x')", "SELECT * FROM pragma_table_info('units')",
                          "SELECT randomblob(100000000)", "SELECT current_date", "SELECT 1; SELECT 2", ""}) {
    const std::string answer = school.ask(sql);
    CHECK_MESSAGE((answer == "query" || answer == "private-table" || answer == "database-one-statement"),
                  sql << ": " << answer);
  }
}

TEST_CASE("a question that takes too long is stopped") {
  AskedSchool school(covered, std::chrono::milliseconds(50));
  CHECK(school.ask("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n") ==
        "query-too-long");
}

TEST_CASE("a wrong name is answered with its place and the nearest one") {
  AskedSchool school;
  try {
    query(school.database, "sql", "SELECT school,\n       studnet_code FROM students");
    FAIL("it should have been refused");
  } catch (const Error& error) {
    const Problem& problem = error.problems().front();
    CHECK(problem.origin.line == 2);
    CHECK(problem.origin.column == 8);
    CHECK(problem.excerpt == "       studnet_code FROM students");
    CHECK(problem.remedy.en.find("student_code") != std::string::npos);
  }
}

TEST_CASE("what can be compared is a key that no one can work out, and the file's views come back afterwards") {
  AskedSchool school;
  school.enrol(school.pupil("王小明"));
  school.enrol(school.pupil("不详"));
  CHECK(school.ask("SELECT count(DISTINCT name_key), sum(substr(name_key, 1, 1) = '?'), min(age) FROM student_keys") ==
        "2 1 13");
  CHECK(school.ask("SELECT count(*) FROM student_keys WHERE name_key LIKE '%王%'") == "0");
  CHECK(school.ask("SELECT student_name FROM students LIMIT 1") == "***");
  CHECK(query(school.database, "x", "SELECT student_name FROM students LIMIT 1").rows.front().front() ==
        Cell(std::string("王小明")));
}

TEST_CASE("the present moment is London's in SQL and refused") {
  AskedSchool school;
  for (const char* sql :
       {"SELECT date('now')", "SELECT datetime( 'NOW' )", "SELECT strftime('%Y', 'now')", "SELECT date('no' || 'w')",
        "SELECT strftime('%Y-%m-%d')", "SELECT datetime(char(110, 111, 119))", "SELECT strftime('%J', x'6e6f77')",
        "SELECT julianday(' now')", "SELECT date('now', '+8 hours')", "SELECT date()",
        "SELECT student_code FROM students WHERE since < date('now')"})
    CHECK_MESSAGE(school.ask(sql) == "sql-clock", sql);
  CHECK(school.ask("SELECT date('2026-11-23', '+1 day')") == "2026-11-24");
}

TEST_CASE("a slip that shows only while the question runs is the asker's, with its place") {
  AskedSchool school;
  CHECK(school.ask("SELECT value FROM json_each('{a')") == "query");
  CHECK(school.ask("SELECT '{a' ->> 'b'") == "query");
  CHECK(school.ask("SELECT student_code LIKE '" + std::string(60'000, '%') + "' FROM students") == "query");
  try {
    query(school.database, "sql", "SELECT 1,\n       json_extract('{a', '$')");
    FAIL("it should have been refused");
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::usage);
    CHECK(error.problems().front().origin.line == 2);
    CHECK(error.problems().front().origin.column == 8);
  }
}
