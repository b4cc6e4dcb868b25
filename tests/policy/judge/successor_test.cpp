// Whose duty it is, and who answers for it, when a post or a child changes hands.
#include <doctest/doctest.h>

#include "policy/small_world.h"

namespace ksbx {
namespace {

constexpr UnitId other_school{21}, other_grade{22}, other_class{23}, class_two{24};

// The small city with a second class and a second school, and these class teachers of the first class.
Organisation city_with(std::vector<Assignment> teachers) {
  std::vector<Unit> units = units_of_the_city();
  units.push_back({other_school, UnitKind::school, "9990180002", "白云中学", Units::office, Units::other_town});
  units.push_back({other_grade, UnitKind::grade, "", "七年级", other_school, {}, 7});
  units.push_back({other_class, UnitKind::school_class, "", "七(1)班", other_grade, {}});
  units.push_back({class_two, UnitKind::school_class, "", "七(2)班", Units::grade, {}});
  teachers.push_back({{7}, "周老师", "class_teacher", class_two, day("2026-09-01"), {}});
  teachers.push_back({{8}, "吴老师", "class_teacher", other_class, day("2026-09-01"), {}});
  return Organisation(std::move(units), std::move(teachers));
}

// 王老师 until 16 November, 孙老师 after that.
Organisation city_that_changes() {
  return city_with({{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), day("2026-11-16")},
                    {{2}, "孙老师", "class_teacher", Units::school_class, day("2026-11-17"), {}}});
}

std::string misses(const Duty& duty) {
  std::string words;
  for (const Miss& miss : duty.missed) words += formatted("{} {}; ", miss.who.person, miss.due.iso());
  return words;
}

// One who missed a morning on 16 November.
Told absent_once() {
  return pupil().mark("2026-11-16", Session::morning, Presence::unexcused);
}

// The same, in another class two days later.
Told absent_and_moved_to(UnitId school_class) {
  return absent_once().stands_from("2026-11-18", [=](Student& student) { student.school_class = school_class; });
}

struct Nights {
  SmallRules rules;
  Calendar calendar = plain_calendar();
  Organisation organisation = city_that_changes();
  Books books;

  Plan night(const Told& told, std::string_view judged) {
    const Day on = day(judged);
    const Judge judge(rules.book, calendar, organisation, on);
    return books.night(judge, told.history, {on, on, on + 1});
  }
  const Duty& duty(std::string_view rule) const {
    for (const Duty& duty : books.ledger.duties)
      if (duty.key.rule == rule) return duty;
    FAIL("no duty of " << std::string(rule));
    return books.ledger.duties.front();
  }
};

TEST_CASE("whoever held the post when a duty fell due has missed it; the successor gets a deadline of his own") {
  Nights nights;
  const Told told = absent_once();
  nights.night(told, "2026-11-16");
  CHECK(shown(nights.duty("half-day")) == "half-day 2026-11-16 due 2026-11-16 open overdue");
  CHECK(misses(nights.duty("half-day")) == "王老师 2026-11-16; ");
  const Plan plan = nights.night(told, "2026-11-17");
  CHECK(plan.amended.size() == 1);
  CHECK(nights.duty("half-day").who.person == "孙老师");
  CHECK(nights.duty("half-day").due == day("2026-11-17"));
  CHECK(misses(nights.duty("half-day")) == "王老师 2026-11-16; 孙老师 2026-11-17; ");
  CHECK(nights.night(told, "2026-11-18").empty());
}

TEST_CASE("a run that catches up finds the same blame as the nights that it missed") {
  const Told told = pupil().absent("2026-11-13").absent("2026-11-16");
  Nights nightly, at_once;
  for (Day on = day("2026-11-13"); on <= day("2026-11-25"); ++on) nightly.night(told, on.iso());
  at_once.night(told, "2026-11-25");
  REQUIRE(nightly.books.ledger.duties.size() == at_once.books.ledger.duties.size());
  for (const Duty& duty : nightly.books.ledger.duties) {
    CAPTURE(shown(duty));
    CHECK(misses(duty) == misses(at_once.duty(duty.key.rule)));
    CHECK(duty.due == at_once.duty(duty.key.rule).due);
    CHECK(duty.who == at_once.duty(duty.key.rule).who);
  }
}

TEST_CASE("a successor who takes the post before the deadline has the deadline that stands") {
  Nights nights;
  const Told told = pupil().absent("2026-11-13").absent("2026-11-16");
  nights.night(told, "2026-11-18");
  CHECK(nights.duty("day-two").due == day("2026-11-18"));
  CHECK(misses(nights.duty("day-two")) == "孙老师 2026-11-18; ");
}

TEST_CASE("what is done in time is no one's fault, whoever takes the post afterwards") {
  Nights nights;
  const Told told = absent_once().record("visit", "2026-11-16", "class_teacher", {{"reached", true}});
  nights.night(told, "2026-11-20");
  CHECK(shown(nights.duty("half-day")) == "half-day 2026-11-16 due 2026-11-16 done");
  CHECK(misses(nights.duty("half-day")).empty());
  CHECK(nights.duty("half-day").who.person == "王老师");
}

TEST_CASE("an appointment that is entered late moves the blame to whom it belongs") {
  Nights nights;
  nights.organisation =
      city_with({{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), day("2026-11-10")}});
  const Told told = absent_once();
  nights.night(told, "2026-11-20");
  CHECK(misses(nights.duty("half-day")) == " 2026-11-16; ");
  nights.organisation =
      city_with({{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), day("2026-11-10")},
                 {{2}, "孙老师", "class_teacher", Units::school_class, day("2026-11-11"), {}}});
  CHECK(nights.night(told, "2026-11-21").amended.size() == 1);
  CHECK(misses(nights.duty("half-day")) == "孙老师 2026-11-16; ");
}

TEST_CASE("the blame for what was done late moves as well, and nothing else of it does") {
  Nights nights;
  nights.organisation = city_with({{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), {}}});
  const Told told = absent_once().record("visit", "2026-11-18", "class_teacher", {{"reached", true}});
  nights.night(told, "2026-11-20");
  CHECK(shown(nights.duty("half-day")) == "half-day 2026-11-16 due 2026-11-16 done");
  CHECK(misses(nights.duty("half-day")) == "王老师 2026-11-16; ");
  nights.organisation =
      city_with({{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), day("2026-11-10")},
                 {{2}, "孙老师", "class_teacher", Units::school_class, day("2026-11-11"), {}}});
  CHECK(nights.night(told, "2026-11-21").amended.size() == 1);
  CHECK(shown(nights.duty("half-day")) == "half-day 2026-11-16 due 2026-11-16 done");
  CHECK(misses(nights.duty("half-day")) == "孙老师 2026-11-16; ");
  CHECK(nights.night(told, "2026-11-22").empty());
}

TEST_CASE("who teaches the child's next class as well hands nothing over to himself") {
  Nights nights;
  nights.organisation = city_with({{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), {}},
                                   {{9}, "王老师", "class_teacher", class_two, day("2026-08-01"), {}}});
  const Told told = absent_and_moved_to(class_two);
  nights.night(told, "2026-11-20");
  CHECK(nights.duty("half-day").due == day("2026-11-16"));
  CHECK(misses(nights.duty("half-day")) == "王老师 2026-11-16; ");
}

TEST_CASE("what was missed with a child who has finished school goes to no teacher of those who came after him") {
  Nights nights;
  const Told told = absent_once().enrolled_from("2026-11-17", Enrolment::graduated);
  nights.night(told, "2026-11-20");
  CHECK(nights.duty("half-day").who.person == "王老师");
  CHECK(misses(nights.duty("half-day")) == "王老师 2026-11-16; ");
}

TEST_CASE("the school in which a matter arose keeps it when the child goes to another school") {
  Nights nights;
  nights.organisation = city_with({{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), {}}});
  const Told told = absent_and_moved_to(other_class);
  nights.night(told, "2026-11-20");
  CHECK(nights.duty("half-day").who.person == "王老师");
  CHECK(nights.duty("half-day").due == day("2026-11-16"));
}

TEST_CASE("inside the school a matter goes with the child to the other class, and its teacher gets his own deadline") {
  Nights nights;
  nights.organisation = city_with({{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), {}}});
  const Told told = absent_and_moved_to(class_two);
  nights.night(told, "2026-11-20");
  CHECK(nights.duty("half-day").who.person == "周老师");
  CHECK(misses(nights.duty("half-day")) == "王老师 2026-11-16; 周老师 2026-11-18; ");
}

}  // namespace
}  // namespace ksbx
