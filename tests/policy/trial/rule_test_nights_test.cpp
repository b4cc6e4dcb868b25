// Whom the nights of a rule test ask.
#include <doctest/doctest.h>

#include "policy/small_world.h"
#include "policy/trial/rule_test.h"

namespace ksbx {
namespace {

// Forty-five days without a visit ask for one.
Rulebook patient_rules() {
  SmallRules rules;
  FactDefinition since;
  since.name = "since_visit";
  since.kind = FactDefinition::Kind::days_since;
  since.type = {Type::Kind::integer};
  since.record = "visit";
  rules.book.fact_names.add({since.name, since.type, {}});
  rules.book.facts.push_back(since);
  rules.add_rule("silence", "since_visit >= 45", Per::term, "", DayUnit::work_day, 3);
  return rules.book;
}

RuleTest quiet_autumn() {
  RuleTest test;
  test.name = "四十五天没有家访";
  test.first = day("2026-09-01");
  test.letters = "P";
  test.until = day("2026-10-31");
  TestRecord visit;
  visit.record.kind = "visit";
  visit.record.day = day("2026-09-02");
  visit.record.roles = {"class_teacher"};
  visit.record.fields = {{"reached", true}};
  visit.entered = day("2026-09-02");
  test.records = {visit};
  test.rules = {"silence"};
  ExpectedDuty duty;
  duty.rule = "silence";
  duty.opened = day("2026-10-17");
  duty.late = false;
  test.duties = {duty};
  return test;
}

std::string told(const RuleTestResult& result) {
  std::string all;
  for (const Text& line : result.differences) all += line.en + "\n";
  return all;
}

TEST_CASE("what time alone brings is found by the nights of a test on its day, though nothing is said then") {
  CHECK(told(run(quiet_autumn(), patient_rules())) == "");
}

TEST_CASE("nights of a test that did not run are caught up, with what was said late") {
  RuleTest test = quiet_autumn();
  for (Day night = day("2026-10-10"); night < day("2026-10-25"); ++night) test.missed.insert(night);
  test.duties.front().late = {};
  CHECK(told(run(test, patient_rules())) == "");
  test.records.front().entered = day("2026-10-28");
  test.duties.front().late = true;
  CHECK(told(run(test, patient_rules())) == "");
}

}  // namespace
}  // namespace ksbx
