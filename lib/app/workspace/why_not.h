// why_not: what keeps one subject from being judged, as a problem to be listed.
#pragma once

#include <functional>
#include <optional>

#include "base/problem.h"

namespace ksbx {

// Runs `judge`; nothing if it came to its end. Whatever concerns this subject alone is returned: a history beyond the
// budget, a date outside the calendar, a document that cannot be composed, a stored value that cannot be read, a
// mistake of ours ("not-judged"). What concerns everyone is thrown on: the store (except for such a value), the
// disk, no memory.
std::optional<Problem> why_not(const std::function<void()>& judge);

}  // namespace ksbx
