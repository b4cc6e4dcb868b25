#include "app/workspace/dates.h"

#include <doctest/doctest.h>

#include "day.h"

using namespace ksbx;

namespace {

constexpr int closes_at_six = 18 * 60;

Dates at(const std::string& now, std::optional<Day> as_of = {}) {
  return dates_at(*Moment::parse(now), closes_at_six, as_of);
}

}  // namespace

TEST_CASE("a day is judged once it is closed") {
  struct Case {
    std::string now;
    std::string judged;
  };
  for (const Case& each : {Case{"2026-11-23T17:59", "2026-11-22"}, Case{"2026-11-23T18:00", "2026-11-23"},
                           Case{"2026-11-24T02:00", "2026-11-23"}, Case{"2027-01-01T00:00", "2026-12-31"}}) {
    CAPTURE(each.now);
    CHECK(at(each.now).judged.iso() == each.judged);
    CHECK(at(each.now).closed.iso() == each.judged);
  }
}

TEST_CASE("what happens today is entered today, before the day is closed") {
  CHECK(at("2026-11-23T08:00").today == day("2026-11-23"));
  CHECK(at("2026-11-23T08:00").judged == day("2026-11-22"));
}

TEST_CASE("the day that a person names holds at any time of day, but does not close it") {
  const Dates dates = at("2026-11-23T08:00", day("2026-12-02"));
  CHECK(dates.judged == day("2026-12-02"));
  CHECK(dates.today == day("2026-12-02"));
  CHECK(dates.closed == day("2026-11-22"));
  CHECK(dates.now == *Moment::parse("2026-11-23T08:00"));
}
