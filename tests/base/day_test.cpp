#include "base/day.h"

#include <doctest/doctest.h>

#include <string>

using namespace ksbx;

TEST_CASE("a date is read only in its one spelling, and only if it exists") {
  const struct {
    std::string written;
    bool exists;
  } cases[] = {
      {"2026-11-23", true},  {"2028-02-29", true},   {"2026-02-29", false}, {"2026-13-01", false},
      {"2026-00-10", false}, {"2026-11-31", false},  {"2026-1-2", false},   {"2026/11/23", false},
      {"20261123", false},   {" 2026-11-23", false}, {"", false},           {"2026-11-2x", false},
      {"1899-12-31", false}, {"2199-12-31", true},   {"2200-01-01", false}, {"-026-11-23", false},
  };
  for (const auto& c : cases) {
    CAPTURE(c.written);
    const auto day = Day::parse(c.written);
    CHECK(day.has_value() == c.exists);
    if (day) CHECK(day->iso() == c.written);
  }
}

TEST_CASE("reckoning always ends on a date: the nearest one that there is") {
  struct Case {
    int year, month, day;
    const char* nearest;
  };
  for (const Case& one : {Case{2026, 11, 23, "2026-11-23"},
                          {2026, 2, 29, "2026-02-28"},
                          {2024, 2, 29, "2024-02-29"},
                          {9999, 9, 1, "2199-09-01"},
                          {-32768, 13, 0, "1900-12-01"}}) {
    CAPTURE(one.nearest);
    CHECK(Day::nearest(one.year, one.month, one.day).iso() == one.nearest);
  }
  CHECK(Day::first().iso() == "1900-01-01");
  CHECK(Day::last().iso() == "2199-12-31");
  const Day farthest = Day::from_serial(2'000'000'000) + 2'000'000'000;
  CHECK(farthest + 1 == farthest);
}

TEST_CASE("every day of the century follows the one before it") {
  Day day = *Day::parse("2000-02-28");
  int weekday = static_cast<int>(Weekday::monday);  // 28 February 2000
  for (const Day end = *Day::parse("2100-03-02"); day < end; ++day) {
    if (static_cast<int>(day.weekday()) != weekday || Day::parse(day.iso()) != day) {
      FAIL_CHECK(day.iso());
      break;
    }
    weekday = weekday % 7 + 1;
  }
  CHECK(day.iso() == "2100-03-02");  // 2100 is no leap year
}

TEST_CASE("a month knows its first and last day") {
  CHECK(Day::parse("2026-02-10")->last_of_month().iso() == "2026-02-28");
  CHECK(Day::parse("2028-02-29")->last_of_month().iso() == "2028-02-29");
  CHECK(Day::parse("2026-12-31")->last_of_month().iso() == "2026-12-31");
  CHECK(Day::parse("2026-12-31")->first_of_month().iso() == "2026-12-01");
}

TEST_CASE("by law an age is reached on the day after the birthday, at school on the birthday") {
  const struct {
    std::string birth, on;
    int at_school, by_law;
  } cases[] = {
      {"2010-11-23", "2026-11-22", 15, 15}, {"2010-11-23", "2026-11-23", 16, 15}, {"2010-11-23", "2026-11-24", 16, 16},
      {"2012-02-29", "2026-02-28", 13, 13}, {"2012-02-29", "2026-03-01", 14, 13}, {"2012-02-29", "2026-03-02", 14, 14},
      {"2010-12-31", "2027-01-01", 16, 16}, {"2026-11-23", "2026-11-23", 0, -1},
  };
  for (const auto& c : cases) {
    CAPTURE(c.birth);
    CAPTURE(c.on);
    const Day birth = *Day::parse(c.birth);
    const Day on = *Day::parse(c.on);
    CHECK(age_in_years(birth, on, AgeReached::on_birthday) == c.at_school);
    CHECK(age_in_years(birth, on, AgeReached::day_after_birthday) == c.by_law);
  }
}

TEST_CASE("a moment is read and written in the time of Shanghai") {
  const auto evening = Moment::parse("2026-11-23T20:00");
  REQUIRE(evening);
  CHECK(evening->seconds == 1'795'435'200);  // 12:00 UTC
  CHECK(evening->iso() == "2026-11-23T20:00:00+08:00");
  CHECK(evening->day().iso() == "2026-11-23");
  CHECK(evening->minute_of_day() == 20 * 60);
}

TEST_CASE("two in the morning in Shanghai is already the new day, although it is not in UTC") {
  CHECK(Moment{1'795'370'400}.iso() == "2026-11-23T02:00:00+08:00");
  CHECK(Moment{1'795'370'400}.day().iso() == "2026-11-23");
  CHECK(Moment{-28'801}.day().iso() == "1969-12-31");
}

TEST_CASE("a bare date as a moment is its last second") {
  CHECK(Moment::parse("2026-11-23") == Moment::at(*Day::parse("2026-11-23"), 23, 59, 59));
}

TEST_CASE("a moment in any other spelling is refused") {
  for (const std::string written :
       {"", "2026-11-23T24:00", "2026-11-23T20:60", "2026-11-23T20", "2026-11-23T20:00:61", "2026-11-23T20-00",
        "2026-11-23 20:00:0", "2026-11-23T20:00:00+08:00", "2026-02-30T08:00"}) {
    CAPTURE(written);
    CHECK_FALSE(Moment::parse(written));
  }
}
