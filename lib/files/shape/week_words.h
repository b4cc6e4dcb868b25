// week_words: the week that a title names: 第12周 11月16日—11月20日, 11.16-11.20, 2026年11月16日至20日.
#pragma once

#include <optional>
#include <string_view>

#include "base/day.h"

namespace ksbx {

struct Week {
  Day first, last;  // seven days at most
  // The day of it that is such a weekday.
  std::optional<Day> on(Weekday weekday) const;
  bool operator==(const Week&) const = default;
};

// Two dates with 至, — or their like between them, if they are of one week. Without a year it is the latest such week
// that has begun by `today`.
std::optional<Week> week_in(std::string_view words, std::optional<Day> today);
// Monday to Sunday.
Week week_of(Day day);

}  // namespace ksbx
