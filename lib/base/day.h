// Day: one civil date, and Moment: one instant, both in Asia/Shanghai.
//
// Deadlines, streaks and ages are counted in civil dates, never in seconds. China has kept UTC+08:00 without summer
// time since 1992, so an instant becomes a date by adding eight hours and no time-zone database is asked.
//
//   Day d = *Day::parse("2026-11-23");
//   (d + 7).iso();           // "2026-11-30"
//   d.weekday();             // Weekday::monday
//
// Nothing here knows what day it is: the clock is read in cli/terminal/clock.cpp alone, and everything below is given a
// Day or a Moment. Whether a day is a school day or a working day is a question for model/calendar.h. All values, all
// pure, for any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ksbx {

enum class Weekday { monday = 1, tuesday, wednesday, thursday, friday, saturday, sunday };

class Day {
 public:
  // 1970-01-01. Days outside 1900-01-01 … 2199-12-31 are not dates of this program: `of` and `parse` refuse them.
  constexpr Day() = default;
  static constexpr Day first() { return Day(-25'567); }
  static constexpr Day last() { return Day(84'005); }

  static constexpr Day from_serial(std::int32_t days_since_1970) { return Day(days_since_1970); }
  // Nothing if there is no such date (2026-02-29).
  static std::optional<Day> of(int year, int month, int day_of_month);
  // The date nearest to that, for arithmetic that must always give one: a year outside becomes 1900 or 2199, a month 1
  // or 12, a day the first or the last of its month.
  static Day nearest(int year, int month, int day_of_month);
  // Exactly "YYYY-MM-DD"; nothing for any other spelling. Rosters go through files/cell/cell.h, which knows the others.
  static std::optional<Day> parse(std::string_view iso);

  constexpr std::int32_t serial() const { return serial_; }
  int year() const;
  int month() const;         // 1 … 12
  int day_of_month() const;  // 1 … 31
  Weekday weekday() const;
  std::string iso() const;  // "2026-11-23"

  Day first_of_month() const;
  Day last_of_month() const;
  Day monday() const;  // of its week, which ends on Sunday (ISO 8601)

  constexpr auto operator<=>(const Day&) const = default;
  // Far outside all dates they stop instead of overflowing, so a sum is never undefined; it may be no date any more.
  constexpr Day operator+(int days) const { return Day(stopped(std::int64_t{serial_} + days)); }
  constexpr Day operator-(int days) const { return Day(stopped(std::int64_t{serial_} - days)); }
  constexpr int operator-(Day other) const { return serial_ - other.serial_; }
  constexpr Day& operator++() {
    ++serial_;
    return *this;
  }

 private:
  explicit constexpr Day(std::int32_t serial) : serial_(serial) {}
  static constexpr std::int32_t stopped(std::int64_t serial) {
    constexpr std::int64_t farthest = 10'000'000;  // days: 27,000 years
    return static_cast<std::int32_t>(serial < -farthest ? -farthest : serial > farthest ? farthest : serial);
  }
  std::int32_t serial_ = 0;
};

// Whole years from birth to `on`. By law an age is reached on the day after the birthday (POLICY default 16); with
// `reached_on_birthday` it is reached on the birthday itself, as schools count. A birth on 29 February counts from 1
// March.
enum class AgeReached { on_birthday, day_after_birthday };
int age_in_years(Day birth, Day on, AgeReached reached);

// An instant in seconds since 1970-01-01T00:00:00Z.
struct Moment {
  std::int64_t seconds = 0;

  // "2026-11-23T20:00:00" or "2026-11-23T20:00" or "2026-11-23", read as Asia/Shanghai; a bare date is its last second.
  static std::optional<Moment> parse(std::string_view local);
  static Moment at(Day day, int hour, int minute, int second = 0);

  Day day() const;            // the civil date in Asia/Shanghai
  int minute_of_day() const;  // 0 … 1439, in Asia/Shanghai
  std::string iso() const;    // "2026-11-23T20:00:00+08:00"

  auto operator<=>(const Moment&) const = default;
};

}  // namespace ksbx
