#include "policy/rulebook/changed_values.h"

#include <doctest/doctest.h>

#include "day.h"
#include "policy/rulebook/parameter_table.h"

namespace ksbx {
namespace {

struct DatedValue {
  const char* from;
  std::int64_t value;
  const char* school = "";
};

std::vector<Parameter::Dated> dated(const std::vector<DatedValue>& values) {
  std::vector<Parameter::Dated> all;
  for (const DatedValue& one : values) {
    Parameter::Dated value;
    value.from = day(one.from);
    value.value = one.value;
    value.scope.school = one.school;
    all.push_back(value);
  }
  return all;
}

// Judged through 23 November by `before`.
Rulebook book_with(const std::vector<DatedValue>& before, const std::vector<DatedValue>& after) {
  Rulebook book;
  Parameter parameter;
  parameter.id = "visit_after";
  parameter.values = dated(after);
  parameter.judged = {{day("2026-11-23"), dated(before)}};
  book.parameters = {parameter};
  return book;
}

// "2026-10-01 2→3 2026-11-24", or nothing.
std::string changed(const std::vector<DatedValue>& before, const std::vector<DatedValue>& after) {
  std::string words;
  for (const ChangedValue& one : changed_values(book_with(before, after), day("2026-09-01")))
    words += formatted("{}{} {}→{} {}", one.scope.school, one.day.iso(), one.before, one.after, one.from.iso());
  return words;
}

TEST_CASE("a number that is overwritten says something else of the past, one with a coming date does not") {
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 2}}) == "");
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 3}}) == "2026-09-01 2→3 2026-11-24");
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 2}, {"2026-11-24", 3}}) == "");
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 2}, {"2026-11-01", 3}}) == "2026-11-01 2→3 2026-11-24");
  CHECK(changed({{"2016-08-12", 2}}, {{"2016-08-12", 2}, {"2026-11-01", 3, "9990180001"}}) ==
        "99901800012026-11-01 2→3 2026-11-24");
  // What no night has judged by is no past.
  CHECK(changed({{"2016-08-12", 2}, {"2020-01-01", 4}}, {{"2016-08-12", 9}, {"2020-01-01", 4}}) == "");
}

TEST_CASE("a number that was changed decides from the next night on, for a school of its own as well") {
  const auto value = [](const Rulebook& book, const char* on, const char* school) {
    const ParameterTables tables(book);
    const Parameter& parameter = book.parameters.front();
    const std::int64_t found = parameter.on(day(on), {school, {}, {}}, day(on)).value;
    CHECK(tables.of({school, {}, {}}).on(day(on), day(on)).front().least() == found);
    return found;
  };
  const Rulebook overwritten = book_with({{"2016-08-12", 2}}, {{"2016-08-12", 3}});
  CHECK(value(overwritten, "2026-11-23", "") == 2);
  CHECK(value(overwritten, "2026-11-24", "") == 3);
  const Rulebook dated_back = book_with({{"2016-08-12", 2}}, {{"2016-08-12", 2}, {"2026-11-01", 3}});
  CHECK(value(dated_back, "2026-11-02", "") == 2);
  CHECK(value(dated_back, "2026-11-24", "") == 3);
  const Rulebook given_up = book_with({{"2016-08-12", 2}, {"2016-08-12", 1, "9990180001"}}, {{"2016-08-12", 2}});
  CHECK(value(given_up, "2026-11-23", "9990180001") == 1);
  CHECK(value(given_up, "2026-11-24", "9990180001") == 2);
  const Rulebook to_come = book_with({{"2016-08-12", 2}}, {{"2016-08-12", 2}, {"2026-12-01", 5}});
  CHECK(value(to_come, "2026-11-30", "") == 2);
  CHECK(value(to_come, "2026-12-01", "") == 5);
}

TEST_CASE("a case that was open when a number was written keeps the old one, however the new one is dated") {
  const auto with_keep = [](const std::vector<DatedValue>& before, const std::vector<DatedValue>& after) {
    Rulebook book = book_with(before, after);
    book.parameters.front().values.back().open_cases = OpenCases::keep;
    return book;
  };
  const auto value = [](const Rulebook& book, const char* on, const char* case_first) {
    const std::int64_t found = book.parameters.front().on(day(on), {}, day(case_first)).value;
    CHECK(ParameterTables(book).of({}).on(day(on), day(case_first)).front().least() == found);
    return found;
  };
  const Rulebook dated_back = with_keep({{"2016-08-12", 2}}, {{"2016-08-12", 2}, {"2026-09-01", 1}});
  CHECK(value(dated_back, "2026-11-23", "2026-11-20") == 2);
  CHECK(value(dated_back, "2026-11-25", "2026-11-20") == 2);
  CHECK(value(dated_back, "2026-11-25", "2026-11-24") == 1);
  const Rulebook overwritten = with_keep({{"2016-08-12", 2}}, {{"2016-08-12", 1}});
  CHECK(value(overwritten, "2026-11-25", "2026-11-20") == 2);
  CHECK(value(overwritten, "2026-11-25", "2026-11-24") == 1);
  // Another value of the same parameter was added: the older one decides as it did.
  Rulebook older = with_keep({{"2016-08-12", 2}, {"2026-09-01", 1}}, {{"2016-08-12", 2}, {"2026-09-01", 1}});
  Parameter& parameter = older.parameters.front();
  parameter.judged.front().values.back().open_cases = OpenCases::keep;
  parameter.values.push_back(dated({{"2026-12-01", 3}}).front());
  CHECK(value(older, "2026-11-25", "2026-11-20") == 1);
  CHECK(value(older, "2026-11-25", "2026-08-20") == 2);
}

}  // namespace
}  // namespace ksbx
