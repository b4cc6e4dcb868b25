#include "base/day.h"

#include <algorithm>
#include <chrono>

#include "base/ascii.h"
#include "base/text.h"

namespace ksbx {
namespace {

namespace chr = std::chrono;

constexpr int shanghai_offset_seconds = 8 * 3600;
constexpr int seconds_per_day = 86'400;

chr::year_month_day civil(Day day) {
  return chr::year_month_day{chr::sys_days{chr::days{day.serial()}}};
}

// The number written in exactly `digits`, or -1.
int number(std::string_view digits) {
  int value = 0;
  for (char c : digits) {
    if (!is_ascii_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

}  // namespace

std::optional<Day> Day::of(int year, int month, int day_of_month) {
  if (year < 1900 || year > 2199 || month < 1 || day_of_month < 1) return std::nullopt;
  const chr::year_month_day date{chr::year{year}, chr::month{static_cast<unsigned>(month)},
                                 chr::day{static_cast<unsigned>(day_of_month)}};
  if (!date.ok()) return std::nullopt;
  return Day(static_cast<std::int32_t>(chr::sys_days{date}.time_since_epoch().count()));
}

Day Day::nearest(int year, int month, int day_of_month) {
  const chr::year within{std::clamp(year, 1900, 2199)};
  const chr::month of_year{static_cast<unsigned>(std::clamp(month, 1, 12))};
  const auto last =
      static_cast<int>(static_cast<unsigned>(chr::year_month_day_last{within, chr::month_day_last{of_year}}.day()));
  const chr::day of_month{static_cast<unsigned>(std::clamp(day_of_month, 1, last))};
  return Day(static_cast<std::int32_t>(chr::sys_days{within / of_year / of_month}.time_since_epoch().count()));
}

std::optional<Day> Day::parse(std::string_view iso) {
  if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
  return of(number(iso.substr(0, 4)), number(iso.substr(5, 2)), number(iso.substr(8, 2)));
}

int Day::year() const {
  return static_cast<int>(civil(*this).year());
}
int Day::month() const {
  return static_cast<int>(static_cast<unsigned>(civil(*this).month()));
}
int Day::day_of_month() const {
  return static_cast<int>(static_cast<unsigned>(civil(*this).day()));
}

Day Day::monday() const {
  return *this - (static_cast<int>(weekday()) - static_cast<int>(Weekday::monday));
}

Weekday Day::weekday() const {
  return static_cast<Weekday>(chr::weekday{chr::sys_days{chr::days{serial_}}}.iso_encoding());
}

// Digit by digit, since a night writes some days of every pupil it looks at and a general format takes five times as
// long.
std::string Day::iso() const {
  const chr::year_month_day date = civil(*this);
  std::string words = "0000-00-00";
  const auto put = [&](std::size_t begin, std::size_t end, unsigned value) {
    for (std::size_t at = end; at-- > begin; value /= 10) words[at] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, static_cast<unsigned>(static_cast<int>(date.year())));
  put(5, 7, static_cast<unsigned>(date.month()));
  put(8, 10, static_cast<unsigned>(date.day()));
  return words;
}

Day Day::first_of_month() const {
  return *this - (day_of_month() - 1);
}
Day Day::last_of_month() const {
  return (first_of_month() + 31).first_of_month() - 1;
}

int age_in_years(Day birth, Day on, AgeReached reached) {
  const Day counted = reached == AgeReached::day_after_birthday ? on - 1 : on;
  const int years = counted.year() - birth.year();
  const bool before_birthday = counted.month() < birth.month() ||
                               (counted.month() == birth.month() && counted.day_of_month() < birth.day_of_month());
  return before_birthday ? years - 1 : years;
}

std::optional<Moment> Moment::parse(std::string_view local) {
  const auto day = Day::parse(local.substr(0, std::min<std::size_t>(10, local.size())));
  if (!day) return std::nullopt;
  if (local.size() == 10) return at(*day, 23, 59, 59);
  if ((local.size() != 16 && local.size() != 19) || (local[10] != 'T' && local[10] != ' ') || local[13] != ':')
    return std::nullopt;
  const int hour = number(local.substr(11, 2));
  const int minute = number(local.substr(14, 2));
  const int second = local.size() == 19 && local[16] == ':' ? number(local.substr(17, 2)) : local.size() == 19 ? -1 : 0;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
  return at(*day, hour, minute, second);
}

Moment Moment::at(Day day, int hour, int minute, int second) {
  return {std::int64_t{day.serial()} * seconds_per_day + hour * 3600 + minute * 60 + second - shanghai_offset_seconds};
}

Day Moment::day() const {
  return Day::from_serial(static_cast<std::int32_t>(floor_div(seconds + shanghai_offset_seconds, seconds_per_day)));
}

int Moment::minute_of_day() const {
  const std::int64_t local = seconds + shanghai_offset_seconds;
  return static_cast<int>((local - floor_div(local, seconds_per_day) * seconds_per_day) / 60);
}

std::string Moment::iso() const {
  const std::int64_t local = seconds + shanghai_offset_seconds;
  const auto in_day = static_cast<int>(local - floor_div(local, seconds_per_day) * seconds_per_day);
  return formatted("{}T{:02}:{:02}:{:02}+08:00", day().iso(), in_day / 3600, in_day / 60 % 60, in_day % 60);
}

}  // namespace ksbx
