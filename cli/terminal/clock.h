// clock: the only place that reads the time. Everything below gets the moment or the day as a parameter.
#pragma once

#include <cstdint>
#include <optional>

#include "base/day.h"
#include "cli/terminal/environment.h"

namespace ksbx {

// Now; or KSBX_CLOCK ("2026-11-23T20:00", Asia/Shanghai) where it is set, for replays and tests.
// Throws Error(Failure::usage) if KSBX_CLOCK is no time.
Moment read_clock(const Environment& environment);

// The day a command judges: `as_of` if given; else today once the day is closed (minute_of_day ≥
// closes_at), else yesterday, because a day still running would count children as missing whose
// register is on its way (SPEC, time).
Day day_judged(std::optional<Day> as_of, Moment now, int closes_at_minute);

// Milliseconds of a clock that never goes back: for how long something takes only.
std::int64_t monotonic_milliseconds();

}  // namespace ksbx
