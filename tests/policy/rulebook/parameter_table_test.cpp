#include "policy/rulebook/parameter_table.h"

#include <doctest/doctest.h>

#include "policy/rulebook/scope_places.h"
#include "policy/small_world.h"

using namespace ksbx;

namespace {

const Scope school{"9990180001", "990181003", Level::junior};

// One parameter: 3, for new cases 2 from March, 1 for juniors from October.
Rulebook book() {
  Rulebook book;
  Parameter parameter;
  parameter.id = "visit_after";
  parameter.values = {{day("2016-08-12"), 3, {}}, {day("2027-03-01"), 2, {}}, {day("2027-10-01"), 1, {}}};
  parameter.values[1].open_cases = OpenCases::keep;
  parameter.values[2].scope = {"", "", Level::junior};
  book.parameter_names.add({"visit_after", {Type::Kind::integer}, {}});
  book.parameters.push_back(parameter);
  return book;
}

TEST_CASE("a value that leaves open cases alone holds for cases that begin from its day on") {
  const Rulebook rules = book();
  const ParameterTable table(rules, {});
  CHECK(table.keeps());
  struct {
    const char* day;
    const char* case_first;
    std::int64_t value;
  } cases[] = {
      {"2000-01-01", "2000-01-01", 3}, {"2027-02-28", "2027-02-28", 3}, {"2027-03-01", "2027-03-01", 2},
      {"2027-03-01", "2027-02-26", 3}, {"2027-11-01", "2027-02-26", 3}, {"2027-11-01", "2027-04-01", 2},
  };
  for (const auto& one : cases) {
    CAPTURE(one.day);
    CAPTURE(one.case_first);
    CHECK(table.on(day(one.day), day(one.case_first)).front() == Value::of(one.value));
    CHECK(rules.parameters.front().on(day(one.day), {}, day(one.case_first)).value == one.value);
  }
}

TEST_CASE("a pupil whom no scope mentions has everyone's values") {
  const Rulebook rules = book();
  const ParameterTables tables(rules);
  CHECK(tables.scoped());
  const Day on = day("2027-11-01");
  CHECK(tables.of(school).on(on, on).front() == Value::of(1));
  CHECK(tables.of({"9990180001", "990181003", Level::primary}).on(on, on).front() == Value::of(2));
  CHECK(tables.of({}).on(on, on).front() == Value::of(2));
}

TEST_CASE(
    "values of hundreds of schools and towns are worked out for the places that ask, not for every pair of them") {
  Rulebook rules = book();
  std::vector<Parameter::Dated>& values = rules.parameters.front().values;
  const auto add = [&](const Scope& whose, std::int64_t value) {
    values.push_back({day("2027-12-01"), value, {}});
    values.back().scope = whose;
  };
  for (int i = 0; i < 400; ++i) add({"school " + std::to_string(i), "", Level::any}, 100 + i);
  for (int i = 0; i < 60; ++i) add({"", "town " + std::to_string(i), Level::any}, 10 + i);
  const ParameterTables tables(rules);
  const Day on = day("2027-12-31");
  CHECK(tables.of({"school 7", "town 3", Level::junior}).on(on, on).front() == Value::of(107));
  CHECK(tables.of({"school of nobody", "town 3", Level::junior}).on(on, on).front() == Value::of(13));
  CHECK(&tables.of({"school 7", "town 3", Level::junior}) == &tables.of({"school 7", "town 3", Level::junior}));
  CHECK(tables.made() == 3);  // with everybody else's
}

TEST_CASE("without scoped values there is one table for all") {
  Rulebook rules = book();
  rules.parameters.front().values.pop_back();
  const ParameterTables tables(rules);
  CHECK_FALSE(tables.scoped());
  CHECK(&tables.of(school) == &tables.of({}));
}

TEST_CASE("a value for a school or town that is not on the books is reported, not ignored") {
  Rulebook rules = book();
  const Organisation organisation(units_of_the_city(), {});
  CHECK_FALSE(names_places(rules));
  CHECK(unknown_places(rules, organisation).empty());
  Parameter::Dated& dated = rules.parameters.front().values.back();
  dated.origin = {"local/params.toml", 7, 1};
  dated.scope = {"9990180001", "", Level::any};
  CHECK(names_places(rules));
  CHECK(unknown_places(rules, organisation).empty());
  dated.scope = {"9990180002", "", Level::any};
  const Problems problems = unknown_places(rules, organisation);
  REQUIRE(problems.size() == 1);
  CHECK(problems.front().code == "unknown-place");
  CHECK(problems.front().origin == dated.origin);
}

TEST_CASE("a value for a school whose code changed is reported until there is one for the new code") {
  Rulebook rules = book();
  std::vector<Unit> units = units_of_the_city();
  std::vector<UnitAsOf> versions;
  for (Unit& unit : units) {
    if (unit.code != "9990180001") continue;
    versions.push_back({Day::first(), unit});
    unit.code = "9990180077";
    versions.push_back({day("2026-11-18"), unit});
  }
  const Organisation organisation(units, {}, versions);
  std::vector<Parameter::Dated>& values = rules.parameters.front().values;
  values.back().origin = {"local/params.toml", 7, 1};
  values.back().scope = {"9990180001", "", Level::any};
  const Problems problems = unknown_places(rules, organisation);
  REQUIRE(problems.size() == 1);
  CHECK(problems.front().code == "former-code");
  CHECK(problems.front().origin == values.back().origin);
  CHECK(problems.front().what.zh.find("9990180077") != std::string::npos);
  values.push_back(values.back());
  values.back().scope.school = "9990180077";
  CHECK(unknown_places(rules, organisation).empty());
}

TEST_CASE("a school that a calendar names and no one registered is reported; a former code is not") {
  std::vector<Unit> units = units_of_the_city();
  std::vector<UnitAsOf> versions;
  for (Unit& unit : units) {
    if (unit.code != "9990180001") continue;
    versions.push_back({Day::first(), unit});
    unit.code = "9990180077";
    versions.push_back({day("2026-11-18"), unit});
  }
  const Problems problems =
      unknown_schools({{"9990180001", {"closures.toml", 1, 1}}, {"9990180009", {"closures.toml", 7, 1}}},
                      Organisation(units, {}, versions));
  REQUIRE(problems.size() == 1);
  CHECK(problems.front().code == "unknown-place");
  CHECK(problems.front().origin.line == 7);
}

TEST_CASE("a pupil is in his school, its town and the level of his grade") {
  std::vector<Unit> units = units_of_the_city();
  for (Unit& unit : units)
    if (unit.id == Units::town) unit.code = "990181003";
  const Scope scope = scope_of(Organisation(units, {}), pupil().history, day("2026-11-16"));
  CHECK(scope == school);
}

}  // namespace
