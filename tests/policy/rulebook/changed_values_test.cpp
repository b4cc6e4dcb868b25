#include "policy/rulebook/changed_values.h"

#include <doctest/doctest.h>

#include "day.h"

namespace ksbx {
namespace {

struct DatedValue {
  const char* from;
  std::int64_t value;
  const char* school = "";
};

Rulebook book_with(const std::vector<DatedValue>& values) {
  Rulebook book;
  Parameter parameter;
  parameter.id = "visit_after";
  for (const DatedValue& one : values) {
    Parameter::Dated dated;
    dated.from = day(one.from);
    dated.value = one.value;
    dated.scope.school = one.school;
    parameter.values.push_back(dated);
  }
  book.parameters = {parameter};
  return book;
}

// "2026-10-01 2→3", or nothing.
std::string changed(const std::vector<DatedValue>& before, const std::vector<DatedValue>& after) {
  std::string words;
  for (const ChangedValue& one :
       changed_values(book_with(before), book_with(after), {day("2026-09-01"), day("2026-11-23")}))
    words += formatted("{}{} {}→{}", one.scope.school, one.day.iso(), one.before, one.after);
  return words;
}

TEST_CASE("a number that is overwritten changes the past, one with a coming date does not") {
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 2}}) == "");
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 3}}) == "2026-09-01 2→3");
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 2}, {"2026-11-24", 3}}) == "");
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 2}, {"2026-11-01", 3}}) == "2026-11-01 2→3");
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 2}, {"2026-11-01", 3, "9990180001"}}) ==
        "99901800012026-11-01 2→3");
  // What no night has judged by is no past.
  CHECK(changed({{"2016-08-12", 2}, {"2020-01-01", 4}}, {{"2016-08-12", 9}, {"2020-01-01", 4}}) == "");
}

}  // namespace
}  // namespace ksbx
