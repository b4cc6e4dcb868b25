// The clock guard: nothing is entered or judged by a clock that is earlier than the last entry of the journal.
//
// Such an entry would say that it was made before what it follows: "as known at" would answer untruly, and a night
// would judge days long judged. Either this clock is wrong, or the one by which the last entry was made was.
#pragma once

#include "store/sqlite/transaction.h"

namespace ksbx {

// A clock that is kept right is set back by seconds, if at all; one that was read as another time zone by hours.
inline constexpr std::int64_t clock_tolerance = 60;  // seconds

enum class ClockBack { refuse, accept };

// `now`: read after the command began; no one can have written later than that by a right clock. Throws Error
// (Failure::guard, "clock-went-back") if the last entry is later than `now` by more than the tolerance. Accepted, that
// goes into the journal under `occasion` as "clock.accepted", so that the commands after it are not asked again. A
// store without entries knows no time.
void guard_clock(Database& database, const Occasion& occasion, Moment now, ClockBack back);

}  // namespace ksbx
