#include "app/report/where_words.h"

#include <doctest/doctest.h>

using namespace ksbx;

namespace {

ReportDefinition rates() {
  ReportColumn status, by;
  status.name = "status";
  status.words = {{"met", {"达到", "met"}}, {"breach", {"未达到", "missed"}}, {"missed", {"没有", "none"}}};
  by.name = "by";
  by.words = {{"city", {"全市", "city"}}};
  ReportDefinition report;
  report.columns = {status, by};
  return report;
}

}  // namespace

TEST_CASE("a condition may use the words that the report shows") {
  const struct {
    std::string said, meant;
  } cases[] = {
      {"status = '未达到'", "status = 'breach'"},
      {"status='达到' and by in ('全市', 'town')", "status='met' and by in ('city', 'town')"},
      {"status = 'breach'", "status = 'breach'"},
      {"status = 'missed'", "status = 'missed'"},  // a value before a word of another one
      {"place = '全市'", "place = '全市'"},        // of a column that has no words
      {"by = 'city' and place = '全市'", "by = 'city' and place = '全市'"},
      {"status not in ('达到')", "status not in ('met')"},
      {"not (by = '全市') or percent < 95", "not (by = 'city') or percent < 95"},
      {"status = '不知道'", "status = '不知道'"},
      {"status = '达到", "status = '达到"},  // what is wrong is said where it is read
      {"", ""},
  };
  for (const auto& c : cases) {
    CAPTURE(c.said);
    CHECK(with_values_for_words(rates(), Rulebook{}, c.said) == c.meant);
  }
}
