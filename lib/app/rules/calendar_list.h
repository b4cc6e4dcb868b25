// calendar_list: what the calendars say, for people.
#pragma once

#include "base/table.h"
#include "model/calendar.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Terms, holidays, make-up days and closures of the calendar files, and what was entered by command, by first day.
Table calendar_list(const Calendar& files, Database& database, Moment known_at, Language language);

}  // namespace ksbx
