// Dates: what a run takes as now, as today and as the day judged. Made once, where the clock is read, and the same ever
// after: a run that goes on past midnight does not change its mind.
#pragma once

#include <optional>

#include "base/day.h"

namespace ksbx {

struct Dates {
  Moment now;  // what was entered by then is known; what is entered bears it
  // The latest day about which anything can be entered: --as-of, else the civil date, also while it is still running:
  // half a day missed is reported the same day (P27), long before that day is judged.
  Day today;
  Day judged;  // the day that is judged or reported: --as-of, else `closed`
  Day closed;  // the last day that is over by the clock, whatever --as-of says
};

// A day is over once it closes at that minute of it (SPEC, time): one that still runs would count children as missing
// whose register is on its way. `as_of`: the day that a person named, at any time of day.
Dates dates_at(Moment now, int closes_at_minute, std::optional<Day> as_of = {});

}  // namespace ksbx
