// backtest: everything on file, judged once more under the rulebook in use and under another one; nothing is written.
#pragma once

#include <optional>

#include "app/workspace/workspace.h"
#include "model/unit.h"
#include "policy/trial/backtest.h"

namespace ksbx {

// The days whose duties are compared. Where nothing is said: from the first day of which anything is known through the
// last day that a run judged; without a run, through the day judged. Throws Error (Failure::usage): "future-date" if
// `last` is after the day judged, "upside-down" if it is before the first.
DayRange backtest_days(const Workspace& workspace, std::optional<Day> first, std::optional<Day> last);

// Judges all pupils and units for whom either rulebook has rules, with what is known at now,
// corrections and today's class, school and enrolment included; `workspace.rulebook` is the old side. The store is
// locked for reading meanwhile: whoever writes waits.
Backtested backtest(const Workspace& workspace, const Organisation& organisation, const Rulebook& after, DayRange days);

}  // namespace ksbx
