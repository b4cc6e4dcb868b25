#include "model/calendar.h"

#include <doctest/doctest.h>

#include "base/problem.h"
#include "day.h"
#include "said.h"

using namespace ksbx;

namespace {

DayRange days(std::string_view first, std::string_view last) {
  return {day(first), day(last)};
}

// Two terms, the National Day holiday with a make-up Sunday before it, and closures: snow
// everywhere on 3–4 December, a burst pipe at school A on 24 November that it makes up on Saturday
// the 28th.
Calendar autumn_2026() {
  Calendar::Parts parts;
  parts.years = {2026};
  for (Day holiday = day("2026-10-01"); holiday <= day("2026-10-07"); ++holiday) parts.holidays.insert(holiday);
  parts.holiday_names[day("2026-10-01")] = "国庆节";
  parts.makeup_workdays = {day("2026-09-20"), day("2026-10-10")};
  parts.terms = {{"2025-2026-2", days("2026-03-02", "2026-07-03")}, {"2026-2027-1", days("2026-09-01", "2027-01-22")}};
  parts.closures = {{"", days("2026-12-03", "2026-12-04"), "大雪停课", day("2026-12-02")},
                    {"A", days("2026-11-24", "2026-11-24"), "水管爆裂", day("2026-11-23")}};
  parts.extra_days = {{"A", day("2026-11-28"), "补课", day("2026-11-24")},
                      {"B", day("2026-12-04"), "照常上课", day("2026-12-03")}};
  return Calendar(parts);
}

std::string shown(std::optional<Day> found) {
  return found ? found->iso() : "none";
}

// The sentence of the error that `ask` must end in.
template <class Ask>
std::string refusal(const Ask& ask) {
  try {
    ask();
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::rules);
    CHECK(error.problems().front().code == "calendar-gap");
    CHECK_FALSE(error.problems().front().remedy.zh.empty());
    return error.problems().front().what.zh;
  }
  return "no error";
}

}  // namespace

TEST_CASE("school days leave out weekends, holidays and closures, and take in make-up days") {
  const Calendar calendar = autumn_2026();
  const struct {
    std::string date, school;
    bool lessons;
    std::string why_not;
  } cases[] = {
      {"2026-11-23", "", true, ""},           {"2026-11-21", "", false, "周末"},
      {"2026-10-01", "", false, "国庆节"},    {"2026-10-02", "", false, "法定节假日"},
      {"2026-09-20", "", true, ""},  // a Sunday worked for the holiday
      {"2026-08-12", "", false, "学期外"},    {"2026-12-03", "", false, "大雪停课"},
      {"2026-12-03", "A", false, "大雪停课"}, {"2026-12-04", "A", false, "大雪停课"},
      {"2026-12-04", "B", true, ""},                                                   // B taught all the same
      {"2026-11-24", "", true, ""},           {"2026-11-24", "A", false, "水管爆裂"},  // only A was closed
      {"2026-11-24", "B", true, ""},          {"2026-11-28", "A", true, ""},           // and made it up on a Saturday
      {"2026-11-28", "B", false, "周末"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.date);
    CAPTURE(c.school);
    CHECK(calendar.is_school_day(day(c.date), c.school) == c.lessons);
    CHECK(calendar.why_no_school(day(c.date), c.school) == c.why_not);
  }
}

TEST_CASE("a day with lessons in one session only is a school day, whichever entry says so") {
  Calendar::Parts parts = autumn_2026().parts();
  parts.makeup_half_days = {{day("2026-10-10"), {true, false}}};
  parts.closures.push_back({"A", days("2026-11-25", "2026-11-25"), "停电", day("2026-11-25"), {false, true}});
  parts.extra_days.push_back({"B", day("2026-11-28"), "补课", day("2026-11-24"), {true, false}});
  const Calendar calendar(parts);
  const struct {
    std::string date, school;
    Sessions lessons;
    std::string why_no_afternoon;
  } cases[] = {
      {"2026-10-10", "", {true, false}, "只上半天课"},  {"2026-10-10", "A", {true, false}, "只上半天课"},
      {"2026-11-25", "A", {true, false}, "停电"},       {"2026-11-25", "B", {true, true}, ""},
      {"2026-11-28", "B", {true, false}, "只上半天课"}, {"2026-11-28", "", {false, false}, "周末"},
      {"2026-11-24", "A", {false, false}, "水管爆裂"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.date);
    CAPTURE(c.school);
    CHECK(calendar.sessions_on(day(c.date), c.school) == c.lessons);
    CHECK(calendar.is_school_day(day(c.date), c.school) == c.lessons.any());
    CHECK(calendar.why_no_lessons(day(c.date), Session::afternoon, c.school) == c.why_no_afternoon);
  }
  CHECK(shown(calendar.add_school_days(day("2026-10-09"), 2)) == "2026-10-12");  // half a day is a day of a deadline
  CHECK(calendar.half_days() == std::vector<Day>{day("2026-10-10"), day("2026-11-25"), day("2026-11-28")});
}

TEST_CASE("working days go on in the school holidays and during a closure") {
  const Calendar calendar = autumn_2026();
  CHECK(calendar.is_work_day(day("2026-08-12")));
  CHECK(calendar.is_work_day(day("2026-12-03")));
  CHECK(calendar.is_work_day(day("2026-10-10")));
  CHECK_FALSE(calendar.is_work_day(day("2026-10-05")));
  CHECK_FALSE(calendar.is_work_day(day("2026-11-28")));
}

TEST_CASE("the second day after a Friday is the Monday, after the holiday's eve the day after it") {
  const Calendar calendar = autumn_2026();
  const struct {
    std::string from, school, next;
  } cases[] = {
      {"2026-11-20", "", "2026-11-23"},  {"2026-09-30", "", "2026-10-08"},  {"2026-10-09", "", "2026-10-10"},
      {"2026-11-23", "A", "2026-11-25"}, {"2026-11-27", "A", "2026-11-28"}, {"2026-12-02", "", "2026-12-07"},
      {"2026-12-02", "B", "2026-12-04"}, {"2026-07-03", "", "2026-09-01"},  {"2026-12-31", "", "none"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.from);
    CAPTURE(c.school);
    CHECK(shown(calendar.next_school_day(day(c.from), c.school)) == c.next);
  }
  CHECK(shown(calendar.previous_school_day(day("2026-11-23"))) == "2026-11-20");
  CHECK(shown(calendar.previous_school_day(day("2026-09-01"))) == "2026-07-03");
  CHECK(shown(calendar.previous_school_day(day("2026-03-02"))) == "none");
}

TEST_CASE("deadlines are counted in working days or school days, forwards and back") {
  const Calendar calendar = autumn_2026();
  CHECK(shown(calendar.add_work_days(day("2026-09-30"), 3)) == "2026-10-10");
  CHECK(shown(calendar.add_work_days(day("2026-11-21"), 0)) == "2026-11-21");
  CHECK(shown(calendar.add_work_days(day("2026-11-21"), 1)) == "2026-11-23");
  CHECK(shown(calendar.add_work_days(day("2026-11-23"), -1)) == "2026-11-20");
  CHECK(shown(calendar.add_work_days(day("2026-12-30"), 5)) == "none");
  CHECK(shown(calendar.add_school_days(day("2026-11-23"), 4, "A")) == "2026-11-28");
  CHECK(shown(calendar.add_school_days(day("2026-11-23"), 4)) == "2026-11-27");
}

TEST_CASE("every school day found by counting is a school day") {
  const Calendar calendar = autumn_2026();
  for (Day from = day("2026-03-02"); calendar.covers(from); ++from)
    for (int n = 1; n <= 5; ++n)
      if (const auto due = calendar.add_school_days(from, n, "A")) REQUIRE(calendar.is_school_day(*due, "A"));
}

TEST_CASE("a day outside the calendar is refused with the name of the file that is missing") {
  const Calendar calendar = autumn_2026();
  const std::string next_year = refusal([&] { return calendar.is_school_day(day("2027-01-05")); });
  CHECK(contains(next_year, "2027 年的全国放假安排"));
  CHECK(contains(next_year, "2026-03-02"));
  CHECK(contains(next_year, "2026-12-31"));
  const std::string last_winter = refusal([&] { return calendar.is_work_day(day("2026-02-10")); });
  CHECK(contains(last_winter, "2025-2026 学年"));
  CHECK(contains(refusal([&] { return calendar.add_work_days(day("2027-03-01"), 0); }), "2027-03-01"));
  CHECK(contains(refusal([&] { return calendar.next_school_day(day("2020-01-01")); }), "2020 年"));
  CHECK(contains(refusal([] { return Calendar().is_school_day(day("2026-11-23")); }), "没有任何可用的校历"));
}

TEST_CASE("a missing school year is named by the August in which it begins") {
  Calendar::Parts parts;
  parts.years = {2026};
  parts.terms = {{"2026-2027-1", days("2026-09-01", "2027-01-22")}};
  const Calendar calendar(parts);
  const auto asked = [&](std::string_view date) { return refusal([&] { return calendar.is_school_day(day(date)); }); };
  CHECK(contains(asked("2026-07-31"), "2025-2026 学年"));
  CHECK(contains(asked("2026-08-01"), "2026-2027 学年"));
}

TEST_CASE("the calendar says how far it reaches") {
  CHECK(autumn_2026().range() == days("2026-03-02", "2026-12-31"));
  CHECK(autumn_2026().covers(day("2026-08-01")));
  CHECK_FALSE(autumn_2026().covers(day("2027-01-01")));
  CHECK_FALSE(autumn_2026().covers(day("2026-03-01")));
  const DayRange nothing = Calendar().range();
  CHECK(nothing.first > nothing.last);
}

TEST_CASE("a year whose holidays are not known is never stepped over") {
  Calendar::Parts parts;
  parts.years = {2025, 2027};
  parts.terms = {{"2025", days("2025-09-01", "2025-12-31")}, {"2027", days("2027-03-01", "2027-07-01")}};
  const Calendar calendar(parts);
  CHECK(shown(calendar.next_school_day(day("2025-12-31"))) == "none");
  CHECK_FALSE(calendar.covers(day("2026-06-01")));
}

TEST_CASE("terms are found by day") {
  const Calendar calendar = autumn_2026();
  CHECK(calendar.term_on(day("2026-09-01"))->name == "2026-2027-1");
  CHECK(calendar.term_on(day("2026-07-04")) == nullptr);
  CHECK(calendar.next_term(day("2026-07-04"))->name == "2026-2027-1");
  CHECK(calendar.next_term(day("2026-07-03"))->name == "2025-2026-2");
  CHECK(calendar.next_term(day("2027-02-01")) == nullptr);
}

TEST_CASE("a closure by command takes lessons from its class alone, whatever the files say") {
  Calendar::Parts parts;
  parts.years = {2026};
  parts.terms = {{"2026-2027-1", {day("2026-11-02"), day("2026-11-30")}}};
  parts.extra_days = {{"S", day("2026-11-14"), "补课", day("2026-11-01"), {}}};
  const Closure flu{"S", {day("2026-11-09"), day("2026-11-14")}, "流感停课", day("2026-11-11"), {}, UnitId{7}};
  const Calendar calendar = Calendar(parts).with_closures({flu});
  const CalendarPlace ill{"S", UnitId{7}}, well{"S", UnitId{8}};
  CHECK(!calendar.is_school_day(day("2026-11-09"), ill));
  CHECK(calendar.why_no_school(day("2026-11-09"), ill) == "流感停课");
  CHECK(!calendar.is_school_day(day("2026-11-14"), ill));  // a make-up day of its school
  CHECK(calendar.is_school_day(day("2026-11-14"), well));
  CHECK(calendar.is_school_day(day("2026-11-09"), "S"));
  CHECK(calendar.next_school_day(day("2026-11-06"), ill) == day("2026-11-16"));
  CHECK(calendar.has_own_days(ill));
  CHECK(!calendar.has_own_days(well));
  CHECK(calendar.closures_of(ill).size() == 1);
  CHECK(calendar.closures_of(well).empty());
  CHECK(calendar.with_closures({}).is_school_day(day("2026-11-09"), ill));
}

TEST_CASE("the lessons of a stretch begin and end in a session, and leave out days without any") {
  Calendar::Parts parts;
  parts.years = {2026};
  parts.terms = {{"2026-2027-1", {day("2026-11-02"), day("2026-11-30")}}};
  const Calendar calendar(parts);
  const SessionRange range{day("2026-11-06"), day("2026-11-09"), Session::afternoon, Session::morning};
  CHECK(calendar.lessons_in(range) ==
        std::vector<LessonDay>{{day("2026-11-06"), {false, true}}, {day("2026-11-09"), {true, false}}});
  CHECK(calendar.lessons_in({day("2026-11-07"), day("2026-11-08")}).empty());
}
