#include "files/render/render_junit.h"

#include <doctest/doctest.h>

#include "files/render/render_problems.h"

namespace ksbx {
namespace {

TEST_CASE("a build server reads which tests failed, and why") {
  CHECK(junit("rules", {{"周五、周一", {"tests/ladder.toml", 3, 1}, {}},
                        {"\"a\" < b & c", {"x.toml", 7, 1}, {"one\x01", "two"}}}) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuite name=\"rules\" tests=\"2\" failures=\"1\">\n"
        "  <testcase classname=\"rules\" name=\"周五、周一\" file=\"tests/ladder.toml\" "
        "line=\"3\"/>\n"
        "  <testcase classname=\"rules\" name=\"&quot;a&quot; &lt; b &amp; c\" file=\"x.toml\" "
        "line=\"7\">\n"
        "    <failure message=\"one\">one&#10;two</failure>\n"
        "  </testcase>\n"
        "</testsuite>\n");
}

TEST_CASE("an editor jumps to a problem by its line, and a problem without a place is still reported") {
  const Problems problems = {{Severity::error, "unknown-fact", {"a.toml", 3, 9}, {"没有", "none"}, {"改", "mend"}},
                             {Severity::warning, "calendar-ends", {}, {"到期", "it\nends"}, {"要", "ask"}}};
  CHECK(gnu_lines(problems, Language::en) ==
        "a.toml:3:9: error: none [unknown-fact]\n"
        "ksbx: warning: it\\x0aends [calendar-ends]\n");
  const Table table = table_of(problems, Language::zh);
  REQUIRE(table.rows.size() == 2);
  CHECK(std::get<std::int64_t>(table.rows[0][3]) == 3);
  CHECK(std::holds_alternative<std::monostate>(table.rows[1][2]));
}

}  // namespace
}  // namespace ksbx
