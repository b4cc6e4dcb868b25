// clock: the only place that reads the time. Everything below gets the moment or the
// day as a parameter (app/workspace/dates.h).
#pragma once

#include <cstdint>

#include "base/day.h"
#include "cli/terminal/environment.h"

namespace ksbx {

// Now; or KSBX_CLOCK ("2026-11-23T20:00", Asia/Shanghai) where it is set, for replays and tests.
// Throws Error(Failure::usage) if KSBX_CLOCK is no time.
Moment read_clock(const Environment& environment);

// Milliseconds of a clock that never goes back: for how long something takes only.
std::int64_t monotonic_milliseconds();

}  // namespace ksbx
