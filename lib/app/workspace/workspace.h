// Workspace: what lies before every use case: the store, the policy, the calendar, and what day it is.
#pragma once

#include "base/day.h"
#include "model/calendar.h"
#include "policy/rulebook/rulebook.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

struct Workspace {
  Database& database;
  const Rulebook& rulebook;
  const Calendar& calendar;
  Occasion occasion;  // when, by which command, by whose login: kept with every change
  Day today;          // the day that is judged or reported; for what is entered, the latest day it may be about
};

// Whether a use case keeps what it did, or only says what it would do: same shape of answer, nothing written.
enum class Keep { changes, nothing };

}  // namespace ksbx
