// close_lessons: lessons that are called off (停课) or held after all, by command. Days are never closed by changing
// the files of the calendar: those are for what is known when the year is planned.
#pragma once

#include <optional>
#include <string>

#include "app/workspace/workspace.h"
#include "model/calendar.h"
#include "model/unit.h"

namespace ksbx {

struct CloseRequest {
  std::optional<UnitKind> whom;  // class, grade, school or town; nothing: everybody
  std::string unit;              // its name or code, as people write it
  DayRange days;
  std::optional<Session> session;  // of each day; nothing: the whole days
  std::string reason;              // 流感停课: what withdrawals will name
  std::string by;
};

struct CloseOutcome {
  Effect effect = Effect::unchanged;  // unchanged: it was entered in the same words before
  std::int64_t closure = 0;           // its number
  Text whom;
  int school_days = 0;  // that it closes
  int judged = 0;       // of those, how many a night has judged already: the next one corrects what came of them
};

// Days gone by and days to come may be closed. Throws Error (Failure::usage): an unknown or ambiguous unit, or one of
// another kind; "no-reason"; days outside the calendars, upside down, more than a term, or without any lessons.
CloseOutcome close_lessons(const Workspace& workspace, const CloseRequest& request, Keep keep);

// The change that entered the closure of that number, for `undo`. Throws Error (Failure::usage, "unknown-closure").
std::int64_t change_of_closure(const Workspace& workspace, std::int64_t closure);

}  // namespace ksbx
