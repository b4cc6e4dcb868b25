#include "cli/terminal/clock.h"

#include <doctest/doctest.h>

#include "base/problem.h"

using namespace ksbx;

TEST_SUITE("Which day is judged") {
  TEST_CASE("A day is judged once it is closed") {
    const int closes = 18 * 60;
    struct Case {
      std::string now;
      std::string judged;
    };
    for (const Case& each : {Case{"2026-11-23T17:59", "2026-11-22"}, Case{"2026-11-23T18:00", "2026-11-23"},
                             Case{"2026-11-24T02:00", "2026-11-23"}, Case{"2027-01-01T00:00", "2026-12-31"}}) {
      CAPTURE(each.now);
      CHECK(day_judged({}, *Moment::parse(each.now), closes).iso() == each.judged);
    }
  }

  TEST_CASE("--as-of holds at any time of day") {
    const Day day = *Day::parse("2026-03-02");
    CHECK(day_judged(day, *Moment::parse("2026-11-23T08:00"), 18 * 60) == day);
  }

  TEST_CASE("KSBX_CLOCK stands still at the moment it names") {
    Environment environment;
    environment.variables["KSBX_CLOCK"] = "2026-11-23T20:00";
    CHECK(read_clock(environment).iso() == "2026-11-23T20:00:00+08:00");
    environment.variables["KSBX_CLOCK"] = "tomorrow";
    CHECK_THROWS_AS(read_clock(environment), Error);
  }
}
