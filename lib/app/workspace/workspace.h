// Workspace: what lies before every use case: the store, the policy, the calendar, the dates, and who asks. Nothing of
// it changes while a command runs but what is in the store. The store, the rulebook and the calendar live longer.
#pragma once

#include <string>

#include "app/workspace/dates.h"
#include "model/calendar.h"
#include "policy/rulebook/rulebook.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

struct Workspace {
  Database& database;
  const Rulebook& rulebook;
  const Calendar& calendar;
  const Dates dates;
  const std::string command;  // "mark-absent"
  const std::string actor;    // the login of who runs it

  // Kept with every change.
  Occasion occasion() const { return {dates.now, command, actor}; }
};

// Whether a use case keeps what it did, or only says what it would do: same shape of answer, nothing written.
enum class Keep { changes, nothing };

}  // namespace ksbx
