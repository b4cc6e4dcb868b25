#include "policy/judge/timeline.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

namespace ksbx {
namespace {

std::vector<Day> school_days() {
  const Calendar calendar = plain_calendar();
  std::vector<Day> days;
  for (Day one = day("2026-09-01"); one <= day("2027-01-29"); ++one)
    if (calendar.is_school_day(one)) days.push_back(one);
  return days;
}

Timeline timeline(const Told& told, std::string_view through, int watch_days = 3,
                  Timeline::Closed closed = Timeline::Closed::yes) {
  static const std::vector<Day> days = school_days();
  return Timeline(told.history, days, day(through), closed, [watch_days](Day) { return watch_days; });
}

std::string shown(const std::vector<Episode>& episodes) {
  std::string words;
  for (const Episode& one : episodes)
    words += formatted("[{} – {} back {} case {}]", one.key(), one.last_missed.iso(),
                       one.returned ? one.returned->iso() : "no", one.case_first.iso());
  return words;
}

TEST_CASE("an episode runs from the first session missed without leave to the next one attended") {
  struct Example {
    const char* what;
    Told told;
    const char* episodes;
  };
  const Example examples[] = {
      {"nothing missed", pupil(), ""},
      {"leave alone starts none", pupil().excused("2026-11-17"), ""},
      {"a day", pupil().absent("2026-11-17"), "[episode 2026-11-17 am – 2026-11-17 back 2026-11-18 case 2026-11-17]"},
      {"an afternoon", pupil().mark("2026-11-17", Session::afternoon, Presence::unexcused),
       "[episode 2026-11-17 pm – 2026-11-17 back 2026-11-18 case 2026-11-17]"},
      {"a morning", pupil().mark("2026-11-17", Session::morning, Presence::unexcused),
       "[episode 2026-11-17 am – 2026-11-17 back 2026-11-17 case 2026-11-17]"},
      {"leave does not end it", pupil().absent("2026-11-17").excused("2026-11-18").absent("2026-11-19"),
       "[episode 2026-11-17 am – 2026-11-19 back 2026-11-20 case 2026-11-17]"},
      {"a missing register does not end it", pupil().absent("2026-11-17").no_register("2026-11-18"),
       "[episode 2026-11-17 am – 2026-11-17 back 2026-11-19 case 2026-11-17]"},
      {"a mark on a Sunday is no session", pupil().absent("2026-11-22"), ""},
  };
  for (const Example& example : examples) {
    CAPTURE(example.what);
    CHECK(shown(timeline(example.told, "2026-11-25").episodes()) == example.episodes);
  }
}

TEST_CASE("who comes late is back, and the day counts as attended") {
  const Timeline told = timeline(pupil().absent("2026-11-17").all_day("2026-11-18", Presence::late), "2026-11-18", 1);
  REQUIRE(told.episodes().size() == 1);
  CHECK(told.episodes().front().returned == day("2026-11-18"));
  CHECK(told.whole_days_attended().back() == day("2026-11-18"));
}

TEST_CASE("a session without lessons is neither attended nor missed") {
  const auto days = school_days();
  const auto morning_only = [](Day day) { return Sessions{true, day != ksbx::day("2026-11-18")}; };
  const auto with = [&](const Told& told) {
    return Timeline(
        told.history, days, day("2026-11-25"), Timeline::Closed::yes, [](Day) { return 3; }, morning_only);
  };
  // The afternoon that was not held does not end the absence, and what was marked of it counts for nothing.
  CHECK(
      shown(with(pupil().absent("2026-11-17").mark("2026-11-18", Session::morning, Presence::unexcused)).episodes()) ==
      "[episode 2026-11-17 am – 2026-11-18 back 2026-11-19 case 2026-11-17]");
  CHECK(shown(with(pupil().mark("2026-11-18", Session::afternoon, Presence::unexcused)).episodes()).empty());
  // Half a day of lessons is a whole day attended.
  const Timeline back = with(pupil().absent("2026-11-17"));
  CHECK(back.case_on(day("2026-11-20")) == day("2026-11-17"));
  CHECK_FALSE(back.case_on(day("2026-11-21")));
  CHECK(back.attended().size() + 3 == 2 * back.days().size());
}

TEST_CASE("a pupil absent again before the watch period is over is the same case") {
  const Told told = pupil().absent("2026-11-16").absent("2026-11-19").absent("2026-11-25");
  // Two attended days after the first absence, three after the second.
  CHECK(shown(timeline(told, "2026-11-26").episodes()) ==
        "[episode 2026-11-16 am – 2026-11-16 back 2026-11-17 case 2026-11-16]"
        "[episode 2026-11-19 am – 2026-11-19 back 2026-11-20 case 2026-11-16]"
        "[episode 2026-11-25 am – 2026-11-25 back 2026-11-26 case 2026-11-25]");
}

TEST_CASE("a case stays open until the pupil has attended the whole watch period") {
  const Timeline days = timeline(pupil().absent("2026-11-16"), "2026-11-30");
  CHECK_FALSE(days.case_on(day("2026-11-15")));
  CHECK(days.case_on(day("2026-11-16")) == day("2026-11-16"));
  CHECK(days.case_on(day("2026-11-19")) == day("2026-11-16"));  // the third attended day itself
  CHECK_FALSE(days.case_on(day("2026-11-20")));
}

TEST_CASE("a case closes after the days that its first day asks for, whatever is asked later") {
  static const std::vector<Day> days = school_days();
  const Told told = pupil().absent("2026-10-12").absent("2026-11-06");
  const Timeline here(told.history, days, day("2026-11-30"), Timeline::Closed::yes,
                      [](Day began) { return began < day("2026-11-01") ? 5 : 40; });
  CHECK(here.episodes().at(0).case_first == day("2026-10-12"));
  CHECK(here.episodes().at(1).case_first == day("2026-11-06"));
}

TEST_CASE("by day, what has no mark yet is unknown although the register is in") {
  const Told told = pupil().mark("2026-11-17", Session::morning, Presence::unexcused);
  CHECK(timeline(told, "2026-11-17").days().back().afternoon == Presence::present);
  CHECK(timeline(told, "2026-11-17", 3, Timeline::Closed::provisional).days().back().afternoon == Presence::unknown);
}

TEST_CASE("the next session answers a promise only once it is over") {
  const Timeline days = timeline(pupil().absent("2026-11-20"), "2026-11-30");
  CHECK(days.next_session_after(day("2026-11-20"), day("2026-11-22")) == Presence::unknown);
  CHECK(days.next_session_after(day("2026-11-20"), day("2026-11-23")) == Presence::present);
}

TEST_CASE("only an episode's key names the session at which it began") {
  CHECK(episode_start("episode 2026-11-20 pm") == SessionPoint{day("2026-11-20"), Session::afternoon});
  for (const char* other : {"", "2026-11-20", "case 2026-11-20", "episode 2026-11-40 am", "episode 2026-11-20"})
    CHECK_FALSE(episode_start(other));
}

}  // namespace
}  // namespace ksbx
