// Workspace: what every use case is given: the store, the policy, the calendar, the dates, and who asks. Nothing of it
// changes while a command runs but what is in the store.
//
// It owns nothing: whoever opens it (cli/words/open_workspace.h, a test) keeps all parts alive for the whole command
// and hands out one workspace. For one thread: a use case that works on several gives each what it needs. A use case
// that writes begins its Transaction before it reads what it decides by.
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
