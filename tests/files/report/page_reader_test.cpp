#include <doctest/doctest.h>

#include "files/report/report_reader.h"

using namespace ksbx;

namespace {

const std::string head_of_week = "name = \"week\"\ntitle = { zh = \"一周\", en = \"week\" }\n";

ReadReports read(const std::string& parts) {
  return read_reports(std::vector<SourceFile>{{"week.toml", head_of_week + parts}});
}

std::string codes(const Problems& problems) {
  std::string all;
  for (const Problem& problem : problems) all += (all.empty() ? "" : " ") + problem.code;
  return all;
}

}  // namespace

TEST_CASE("a page is a report whose parts are reports of their own, or others") {
  const ReadReports got = read(
      "[[part]]\nname = \"days\"\ntitle = \"每天\"\nchart = \"heat\"\nacross = \"day\"\nvalues = [\"n\"]\n"
      "sql = \"SELECT 1 AS day, 2 AS n\"\n"
      "[[part]]\nreport = \"rates\"\nset = { by = \"city\", year = 2026 }\nchart = \"bar\"\n"
      "across = [\"level\", \"measure\"]\nvalues = [\"percent\"]\ntarget = \"target\"\n");
  CHECK(codes(got.problems) == "");
  REQUIRE(got.reports.size() == 2);
  CHECK(got.reports[0].name == "week");
  CHECK(got.reports[0].sql.empty());
  CHECK(got.reports[1].name == "week.days");
  CHECK(got.reports[1].page == "week");
  REQUIRE(got.reports[0].parts.size() == 2);
  const PagePart& days = got.reports[0].parts[0];
  CHECK(days.report.name == "week.days");
  CHECK(days.picture == Picture::heat);
  const PagePart& rates = got.reports[0].parts[1];
  CHECK(rates.report.name == "rates");
  CHECK(rates.across.size() == 2);
  CHECK(rates.target.name == "target");
  CHECK(rates.settings == std::map<std::string, std::string>{{"by", "city"}, {"year", "2026"}});
}

TEST_CASE("mistakes in a part are reported with their place and a remedy") {
  const struct {
    std::string part, codes;
  } cases[] = {
      {"name = \"a\"\ntitle = \"甲\"\nsql = \"SELECT 1\"\nchart = \"bra\"\n", "unknown-word"},
      {"name = \"a\"\ntitle = \"甲\"\nsql = \"SELECT 1\"\nchart = \"bar\"\n", "chart-columns"},
      {"name = \"a\"\ntitle = \"甲\"\nsql = \"SELECT 1\"\nchart = \"bar\"\nacross = \"x\"\n", "chart-columns"},
      {"name = \"a\"\ntitle = \"甲\"\n", "missing-key"},
      {"title = \"甲\"\nsql = \"SELECT 1\"\n", "missing-key"},
      {"report = \"rates\"\nsql = \"SELECT 1\"\n", "unknown-key"},
      {"name = \"a\"\ntitle = \"甲\"\nsql = \"SELECT 1\"\ncolour = \"red\"\n", "unknown-key"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.part);
    CHECK(codes(read("[[part]]\n" + one.part).problems) == one.codes);
  }
}

TEST_CASE("two parts of one name are one too many") {
  const std::string part = "[[part]]\nname = \"a\"\ntitle = \"甲\"\nsql = \"SELECT 1\"\n";
  CHECK(codes(read(part + part).problems) == "duplicate-report");
}

TEST_CASE("a page has no query of its own") {
  CHECK(codes(read("sql = \"SELECT 1\"\n[[part]]\nreport = \"rates\"\n").problems) == "unknown-key");
}
