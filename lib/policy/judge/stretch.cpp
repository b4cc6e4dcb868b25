#include "policy/judge/stretch.h"

#include <algorithm>

namespace ksbx {
namespace {

// That many months earlier, on the same day of the month or the last one that it has.
Day months_before(Day day, int months) {
  const int since_zero = day.year() * 12 + day.month() - 1 - months;
  const Day first = Day::nearest(since_zero / 12, since_zero % 12 + 1, 1);
  return std::min(first + (day.day_of_month() - 1), first.last_of_month());
}

// The term that ended last before this one began; holidays are never this long.
const Term* term_before(const Term& term, const Calendar& calendar) {
  constexpr int longest_holiday = 120;
  for (int back = 1; back <= longest_holiday; ++back)
    if (const Term* earlier = calendar.term_on(term.days.first - back)) return earlier;
  return nullptr;
}

}  // namespace

const std::vector<std::string>& words_for_per() {
  static const std::vector<std::string> words = {"month", "quarter", "term", "year"};
  return words;
}

std::optional<Per> per_of_word(std::string_view word) {
  if (word == "month") return Per::month;
  if (word == "quarter") return Per::quarter;
  if (word == "term") return Per::term;
  if (word == "year") return Per::year;
  return std::nullopt;
}

std::optional<Stretch> stretch_until(Per per, Day day, const Calendar& calendar) {
  switch (per) {
    case Per::month: return Stretch{day.first_of_month(), day};
    case Per::quarter: return Stretch{Day::nearest(day.year(), (day.month() - 1) / 3 * 3 + 1, 1), day};
    case Per::year: return Stretch{Day::nearest(day.year(), 1, 1), day};
    case Per::term:
      if (const Term* term = calendar.term_on(day)) return Stretch{term->days.first, day};
      return std::nullopt;
    case Per::day:
    case Per::episode:
    case Per::case_:
    case Per::half_year:
    case Per::school_year:
    case Per::event: return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Day> same_day_before(Per per, Day day, const Calendar& calendar) {
  switch (per) {
    case Per::month: return months_before(day, 1);
    case Per::quarter: return months_before(day, 3);
    case Per::year: return months_before(day, 12);
    case Per::term: {
      const Term* term = calendar.term_on(day);
      const Term* earlier = term != nullptr ? term_before(*term, calendar) : nullptr;
      if (earlier == nullptr) return std::nullopt;
      return std::min(earlier->days.first + (day - term->days.first), earlier->days.last);
    }
    case Per::day:
    case Per::episode:
    case Per::case_:
    case Per::half_year:
    case Per::school_year:
    case Per::event: return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace ksbx
