// What a change of the rules from a day on means for pupils who are away on that day.
#include <doctest/doctest.h>

#include "policy/small_world.h"

using namespace ksbx;

namespace {

// A visit after three days, after two from 23 September on, and a call for whoever is away.
struct Changed {
  SmallRules rules;
  Calendar calendar = plain_calendar();
  Organisation organisation = small_city();

  Changed() {
    Parameter parameter;
    parameter.id = "visit_after";
    parameter.values = {{day("2016-08-12"), 3, {}}, {day("2026-09-23"), 2, {}}};
    rules.book.parameter_names.add({"visit_after", {Type::Kind::integer}, {}});
    rules.book.parameters.push_back(parameter);
    rules.book.rules.clear();
    rules.add_rule("visit", "days >= $visit_after", Per::episode, "", DayUnit::school_day, 1);
  }
  Parameter::Dated& change() { return rules.book.parameters.front().values.back(); }
  Rule& visit() { return rules.book.rules.front(); }

  Decision decide(const Told& told, std::string_view through) const {
    return Judge(rules.book, calendar, organisation, day(through)).decide(told.history);
  }
  std::string decided(const Told& told, std::string_view through) const {
    return all_shown(decide(told, through).duties);
  }
};

// Away from Tuesday, 22 September: the second day is the one on which the new number begins.
Told away() {
  return pupil().absent("2026-09-22").absent("2026-09-23").absent("2026-09-24");
}

TEST_CASE("a new number applies to a running absence by the day judged") {
  CHECK(Changed().decided(away(), "2026-09-24") == "visit 2026-09-23 due 2026-09-24 open");
}

TEST_CASE("where open cases keep the old number, a running absence is judged by it to its end") {
  Changed changed;
  changed.change().open_cases = OpenCases::keep;
  CHECK(changed.decided(away(), "2026-09-24") == "visit 2026-09-24 due 2026-09-25 open");
  const Told later = pupil().absent("2026-09-24").absent("2026-09-25");
  CHECK(changed.decided(later, "2026-09-25") == "visit 2026-09-25 due 2026-09-28 open");
}

TEST_CASE("a number for one school does not reach the pupils of another") {
  Changed changed;
  changed.change().scope.school = "9990180001";
  CHECK(changed.decided(away(), "2026-09-24") == "visit 2026-09-23 due 2026-09-24 open");
  changed.change().scope.school = "9990180002";
  CHECK(changed.decided(away(), "2026-09-24") == "visit 2026-09-24 due 2026-09-25 open");
}

TEST_CASE("a number for junior schools reaches grade seven and no primary pupil") {
  Changed changed;
  changed.change().scope.level = Level::junior;
  CHECK(changed.decided(away(), "2026-09-24") == "visit 2026-09-23 due 2026-09-24 open");
  changed.change().scope.level = Level::primary;
  CHECK(changed.decided(away(), "2026-09-24") == "visit 2026-09-24 due 2026-09-25 open");
}

TEST_CASE("the reasons of a duty name the number that held for this pupil, with its place") {
  Changed changed;
  changed.change().scope.school = "9990180001";
  changed.change().origin = {"local/params.toml", 7, 1};
  const Told told = away();
  const Judge judge(changed.rules.book, changed.calendar, changed.organisation, day("2026-09-24"));
  const Decision decision = judge.decide(told.history);
  REQUIRE(decision.duties.size() == 1);
  CHECK(judge.why(told.history, decision.duties.front()).find("local/params.toml:7") != std::string::npos);
}

TEST_CASE("a rule that is switched off from a day on gives no new duty, and keeps those it gave") {
  Changed changed;
  changed.visit().off = Rule::SwitchedOff{day("2026-09-28"), {}, {}};
  Told told = away();
  told.absent("2026-09-29").absent("2026-09-30");
  CHECK(changed.decided(told, "2026-09-30") == "visit 2026-09-23 due 2026-09-24 open");
}

TEST_CASE("a rule that is switched off for all days gives no duty, and an open one is withdrawn") {
  Changed changed;
  Books books;
  const Told told = away();
  const Night night{day("2026-09-24"), day("2026-09-24"), day("2026-09-24")};
  books.night(Judge(changed.rules.book, changed.calendar, changed.organisation, night.judged), told.history, night);
  REQUIRE(books.ledger.duties.size() == 1);
  changed.visit().off = Rule::SwitchedOff{{}, {}, {}};
  books.night(Judge(changed.rules.book, changed.calendar, changed.organisation, night.judged), told.history, night);
  CHECK(books.ledger.duties.front().state == DutyState::withdrawn);
}

TEST_CASE("a rule that begins on a day sees an absence that is running on it") {
  Changed changed;
  changed.visit().from = day("2026-09-24");
  CHECK(changed.decided(away(), "2026-09-24") == "visit 2026-09-24 due 2026-09-25 open");
}

TEST_CASE("a rule about a record is asked whether it was in force on the day of the record") {
  Changed changed;
  changed.visit().per = Per::event;
  changed.visit().when.reset();
  changed.visit().on_record = "visit";
  changed.visit().off = Rule::SwitchedOff{day("2026-09-24"), {}, {}};
  const auto visited = [](const char* when) { return pupil().record("visit", when, "principal", {{"reached", true}}); };
  CHECK(changed.decide(visited("2026-09-23"), "2026-09-30").duties.size() == 1);
  CHECK(changed.decide(visited("2026-09-24"), "2026-09-30").duties.empty());
}

TEST_CASE("changed numbers give the same duties whichever nights were missed") {
  for (const OpenCases open_cases : {OpenCases::apply, OpenCases::keep}) {
    Changed changed;
    changed.change().open_cases = open_cases;
    const Told told = away();
    Books nightly;
    for (Day one = day("2026-09-21"); one <= day("2026-11-20"); ++one)
      nightly.night(Judge(changed.rules.book, changed.calendar, changed.organisation, one), told.history,
                    {one, one, one});
    Books at_once;
    const Day last = day("2026-11-20");
    at_once.night(Judge(changed.rules.book, changed.calendar, changed.organisation, last), told.history,
                  {last, last, last});
    CHECK(all_shown(nightly.ledger.duties) == all_shown(at_once.ledger.duties));
  }
}

}  // namespace
