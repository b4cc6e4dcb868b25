// The rules of then: by what a night judged, read again from what the store keeps, whatever has become of the folders.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "files/rulebook/calendar_reader.h"
#include "files/rulebook/rulebook_reader.h"
#include "store/ledger/duty_store.h"

namespace ksbx {

struct RulesThen {
  ReadRulebook rules;
  ReadCalendar calendar;
};

// Of the night of `run`; nothing if they were not kept: by an older ksbx, or where a program that knows no files
// judged. They read without errors, or Error (Failure::rules) with what this ksbx does not understand in them any more.
std::optional<RulesThen> rules_then(Database& database, const Run& run);

// Did that night judge by other rules or another calendar than these?
bool judged_otherwise(const Run& run, const Rulebook& rulebook, const std::string& calendar_digest);

// A warning for each parameter that has another value now for a day that is judged than it had in the last night: it
// was changed in place, so the next night judges the past by it ("changed-in-place"). Nothing if the rules of that
// night were not kept, are the same or are another rulebook.
Problems changed_in_place(Database& database, const Rulebook& now);

}  // namespace ksbx
