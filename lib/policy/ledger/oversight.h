// Oversight (督办): a step that is overdue is told one level up. Each level of a duty's `escalate` is a duty of its
// own, which arises so long after the step fell due, and is done with the step, or by a record of whoever was told.
#pragma once

#include <vector>

#include "base/day.h"
#include "policy/judge/decide.h"

namespace ksbx {

// What duties, as they stand on the day judged, give rise to by then: one for each level whose time has come and whose
// role there is a unit for, on the side of whoever was late. A level that a place does not have, or that he holds
// himself by now, is passed over.
std::vector<Duty> overseers_of(const Judge& judge, const History& history, const std::vector<Duty>& duties, Day judged);

// The first later day on which an open duty may give rise to one.
Turn next_oversight(const Judge& judge, const History& history, const Duty& open, Day judged);

}  // namespace ksbx
