// closures: the calendar with what was entered by command, as known at a moment. Whoever judges, marks or shows days
// takes lessons from it, so there is one answer to whether a class has any.
#pragma once

#include <vector>

#include "model/calendar.h"
#include "model/unit.h"
#include "store/history/closure_store.h"

namespace ksbx {

// Whose lessons such a closure calls off: a grade's classes, a town's schools. Of a closed or merged unit none.
std::vector<Closure> closures_of(const Organisation& organisation, const EnteredClosure& entered);

// `calendar` with all that were known at that moment, in place of those that it had. A Snapshot or Transaction of the
// caller's makes them those of one moment.
Calendar with_closures(const Calendar& calendar, Database& database, const Organisation& organisation, Moment known_at);
// The same; the organisation is read only where there are any.
Calendar with_closures(const Calendar& calendar, Database& database, Moment known_at);

}  // namespace ksbx
