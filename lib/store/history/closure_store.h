// Closures entered by command (停课): which unit has no lessons on which days, and why. Append-only; one that is taken
// back no longer holds. What they mean for whom: model/calendar.h, app/workspace/closures.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/calendar.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

struct EnteredClosure {
  std::int64_t id = 0;
  UnitId unit;  // a class, grade, school or town; none: everybody
  DayRange days;
  std::optional<Session> session;  // of each day; nothing: the whole days
  std::string reason;
  std::string by;
  Moment recorded;
  std::int64_t change = 0;
};

// Idempotent: the same unit, days, session and reason is the same closure while it holds. `id` and `change` are not
// read. With one journal entry.
Effect add(Transaction& transaction, const EnteredClosure& closure);

// Those known at a moment that held then, by their number.
std::vector<EnteredClosure> closures_known(Database& database, Moment known_at);
// The one of that number, if it was ever entered, taken back or not.
std::optional<EnteredClosure> closure_entered(Database& database, std::int64_t id);

}  // namespace ksbx
