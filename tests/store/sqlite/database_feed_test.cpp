#include "store/sqlite/database_feed.h"

#include "store/store_fixture.h"

using namespace ksbx;

TEST_CASE("rows that are fed arrive as they are, and are gone afterwards") {
  School school;
  school.database.execute("CREATE TEMP TABLE arrived(a, b, c)");
  RowFeed feed(school.database, "INSERT INTO arrived SELECT c0, c1, c2 FROM fed");
  const auto feed_rows = [&](std::size_t rows) {
    feed.run(rows, [](std::size_t row, int column) -> FedValue {
      if (column == 0) return static_cast<std::int64_t>(row);
      if (column == 1) return std::string_view(row == 0 ? "王小明" : "");
      return {};
    });
  };
  feed_rows(2);
  feed_rows(0);
  Statement rows(school.database, "SELECT a, b, c, typeof(b) FROM arrived ORDER BY a");
  REQUIRE(rows.step());
  CHECK(rows.number(0) == 0);
  CHECK(rows.text(1) == "王小明");
  CHECK(rows.is_null(2));
  REQUIRE(rows.step());
  CHECK(rows.text(3) == "text");  // an empty text is no NULL
  CHECK_FALSE(rows.step());
  CHECK(school.count("fed") == 0);
}

TEST_CASE("a row that the table refuses leaves nothing to be fed again") {
  School school;
  RowFeed feed(school.database, "INSERT INTO t_unit(id, kind) SELECT c0, c1 FROM fed");
  CHECK_THROWS_AS(feed.run(1, [](std::size_t, int) { return FedValue(); }), Error);
  CHECK(school.count("fed") == 0);
}
