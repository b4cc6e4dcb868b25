// Stretch: the days of the month, quarter, term or year in which a report's day lies, and the day to compare it with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/calendar.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct Stretch {
  Day first;
  Day last;
  bool operator==(const Stretch&) const = default;
};

// "month", "quarter", "term", "year", as readers write it; nothing for another word.
std::optional<Per> per_of_word(std::string_view word);
const std::vector<std::string>& words_for_per();

// From the first day of the period that holds `day` up to `day`: what comes later is not known yet. Nothing for a term
// in the holidays, and for any other Per.
std::optional<Stretch> stretch_until(Per per, Day day, const Calendar& calendar);

// The same day one period earlier, so that like is compared with like: 23 November for 23 December, the 28th of
// February for 31 March, the tenth day of the term before for the tenth day of this term (its last if it was shorter).
// Nothing where there is no term, or none before it in the calendars.
std::optional<Day> same_day_before(Per per, Day day, const Calendar& calendar);

}  // namespace ksbx
