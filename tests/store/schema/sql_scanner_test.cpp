#include "store/schema/sql_scanner.h"

#include <doctest/doctest.h>

using namespace ksbx;

TEST_CASE("SQL that differs in layout only is the same") {
  const std::string plain = "CREATE VIEW a AS SELECT b, count(c) AS n FROM t WHERE d = 'x  y'";
  for (const char* same :
       {"CREATE VIEW a AS\nSELECT\n  b,\n  count(c) AS n\nFROM t\nWHERE d='x  y'",
        "CREATE VIEW \"a\" AS SELECT [b], count( c ) AS n -- how many\nFROM `t` /* all */ WHERE d = 'x  y'"}) {
    CAPTURE(same);
    CHECK(same_sql(plain, same));
  }
  for (const char* other :
       {"CREATE VIEW a AS SELECT b, count(c) AS n FROM t WHERE d = 'x y'",
        "CREATE VIEW a AS SELECT b, count(c) AS m FROM t WHERE d = 'x  y'", "CREATE VIEW a AS SELECT b FROM t", ""}) {
    CAPTURE(other);
    CHECK_FALSE(same_sql(plain, other));
  }
}

TEST_CASE("a file of SQL is its statements, without what is said between them") {
  const auto statements = statements_in(
      "-- first; not a statement\nCREATE TABLE t (x);\n\nCREATE TRIGGER g BEFORE DELETE ON t\nBEGIN SELECT 1; SELECT "
      "'a;b'; "
      "END;\nCREATE VIEW v AS SELECT x FROM t");
  REQUIRE(statements.size() == 3);
  CHECK(statements[0] == "CREATE TABLE t (x)");
  CHECK(statements[1] == "CREATE TRIGGER g BEFORE DELETE ON t\nBEGIN SELECT 1; SELECT 'a;b'; END");
  CHECK(statements[2] == "CREATE VIEW v AS SELECT x FROM t");
  CHECK(statements_in("-- nothing\n").empty());
}

TEST_CASE("a name is known in any of its quotes") {
  for (const char* quoted : {"t_mark", "\"t_mark\"", "[t_mark]", "`t_mark`", "'t_mark'"})
    CHECK(bare(quoted) == "t_mark");
  CHECK(bare("\"a\"\"b\"") == "a\"b");
  CHECK(bare("\"not closed") == "not closed");
}
