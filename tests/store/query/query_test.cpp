#include "store/query/query.h"

#include "store/store_fixture.h"

using namespace ksbx;

namespace {

// 1, 2, 3 … as rows.
std::string numbers_to(int last) {
  return formatted("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) SELECT i FROM n",
                   last);
}

std::string problem_of_query(Database& database, const std::string& sql) {
  try {
    query(database, "test", sql);
  } catch (const Error& error) {
    const Problem& problem = error.problems().front();
    CHECK(error.failure() == Failure::usage);
    return formatted("{} {}:{} {}", problem.code, problem.origin.line, problem.origin.column, problem.remedy.en);
  }
  return "none";
}

}  // namespace

TEST_CASE("columns that the views know have their heading and privacy; others hold what their first number is") {
  School school;
  school.enrol(school.pupil("王小明"));
  const Table table = query(school.database, "mine",
                            "SELECT student_name, 7 AS pieces, 0.5 AS half, 'x' AS note, NULL AS blank FROM students");
  REQUIRE(table.columns.size() == 5);
  CHECK(table.name == "mine");
  CHECK(table.columns[0].label.zh == "姓名");
  CHECK(table.columns[0].privacy == Privacy::name);
  CHECK(table.columns[1].type == ColumnType::integer);
  CHECK(table.columns[1].label.zh == "pieces");
  CHECK(table.columns[2].type == ColumnType::decimal);
  CHECK(table.columns[3].type == ColumnType::text);
  CHECK(table.columns[4].type == ColumnType::text);
  CHECK(std::holds_alternative<std::monostate>(table.rows.front()[4]));
}

TEST_CASE("a column whose first row is empty becomes a number with its first number") {
  School school;
  const Table table = query(school.database, "mine", "SELECT NULL AS n UNION ALL SELECT 3");
  CHECK(table.columns.front().type == ColumnType::integer);
}

TEST_CASE("a value that no one set is nothing, and one that the question does not ask is left alone") {
  School school;
  const auto answer = [&](const std::map<std::string, Cell>& bindings) {
    return query(school.database, "mine", "SELECT coalesce(:day, 'never') AS day", bindings).rows.front().front();
  };
  CHECK(std::get<std::string>(answer({{"day", std::string("2026-09-21")}, {"other", std::int64_t{1}}})) ==
        "2026-09-21");
  CHECK(std::get<std::string>(answer({})) == "never");
}

TEST_CASE("rows come in blocks of a thousand, and not more than were asked for; then it is said that there are more") {
  School school;
  std::string blocks;
  const auto count = [&](int last, std::optional<std::size_t> limit) {
    blocks.clear();
    const EachBlock all = each_block(
        school.database, "n", numbers_to(last), {},
        [&](const Table& block) { blocks += std::to_string(block.rows.size()) + " "; }, limit);
    CHECK(all.head.rows.empty());
    return all.more;
  };
  CHECK_FALSE(count(2500, {}));
  CHECK(blocks == "1000 1000 500 ");
  CHECK(count(2500, 1500));
  CHECK(blocks == "1000 500 ");
  CHECK_FALSE(count(1500, 1500));
  CHECK_FALSE(count(0, 10));
}

TEST_CASE(
    "a question that would write is refused, and so is one that is wrong, at its place and with the nearest name") {
  School school;
  CHECK(problem_of_query(school.database, "DELETE FROM t_student").starts_with("query "));
  CHECK(problem_of_query(school.database, "SELECT *\nFROM studnets").find("did you mean students?") !=
        std::string::npos);
  CHECK(problem_of_query(school.database, "SELECT '张',\n  '三', nme FROM students").starts_with("query 2:8 "));
}

TEST_CASE("a place is counted in characters, not in bytes, and shows its line") {
  const Problem problem = placed({Severity::error, "x", {}, {}, {}}, "mine.sql", "甲乙\n丙丁 x\n戊", 14);
  CHECK(problem.origin == Origin{"mine.sql", 2, 4});
  CHECK(problem.excerpt == "丙丁 x");
  CHECK(placed({Severity::error, "x", {}, {}, {}}, "mine.sql", "甲", 99).origin == Origin{"mine.sql", 1, 2});
}

TEST_CASE("a question with its values filled in gives the same answer as with its parameters") {
  School school;
  const std::string sql = "SELECT :who || '.' || :n AS said";
  const std::map<std::string, Cell> bindings = {{"who", std::string("o'clock")}, {"n", std::int64_t{4}}};
  const std::string filled = sql_with_values(school.database, sql, bindings);
  CHECK(shape_of(school.database, filled).parameters.empty());
  CHECK(query(school.database, "x", filled).rows == query(school.database, "x", sql, bindings).rows);
}

TEST_CASE("the shape of a question is known without asking it") {
  School school;
  const QueryShape shape =
      shape_of(school.database, "SELECT student_code, :a AS b FROM students WHERE school_code = :a AND :c > 1");
  CHECK(shape.columns == std::vector<std::string>{"student_code", "b"});
  CHECK(shape.parameters == std::vector<std::string>{":a", ":c"});
  CHECK(refusal([&] { shape_of(school.database, " -- nothing"); }) == "query");
}
