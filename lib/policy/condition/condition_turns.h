// When the answer of a condition may change by time alone.
//
// Whoever knows until when the value of each name holds knows it of the condition too, and often for longer: `boarding
// and days >= 60` stays no for a pupil who does not board, however many days pass.
#pragma once

#include <cstdint>
#include <optional>

#include "base/day.h"
#include "policy/condition/condition.h"

namespace ksbx {

// The first later day on which something may turn; nothing: never by time alone.
using Turn = std::optional<Day>;
Turn earlier(Turn one, Turn other);
Turn later(Turn one, Turn other);

// Until when the values of a situation hold.
class NameTurns {
 public:
  virtual ~NameTurns() = default;
  // The first later day on which the name in this slot may have another value.
  virtual Turn of(int slot) const = 0;
  // Does the name grow by one a day, as the days since something do? Then `reaches` says on which later day it becomes
  // that number (nothing: it is past, or never), or turns for another reason.
  virtual bool counts_days(int slot) const = 0;
  virtual Turn reaches(int slot, std::int64_t number) const = 0;
};

// The parameters must stay as they are until then: their changes are for the caller to look at.
Turn turn_of(const Condition& condition, const Situation& situation, const NameTurns& names);

}  // namespace ksbx
