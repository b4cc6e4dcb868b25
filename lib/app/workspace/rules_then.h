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

// The rulebook with what its parameters were when days were judged (Parameter::judged): so a number that is changed,
// whatever its `from`, decides from the next night on, and never changes a day that was judged. Another rulebook has
// numbers of its own. What an older ksbx judged was judged by the rules of its last night, if they were kept.
Rulebook as_judged(Database& database, Rulebook rulebook);
// In the transaction of a night, before it judges: that it does so by this rulebook.
void note_judged_values(Transaction& transaction, const Rulebook& rulebook);

// A warning for each parameter of such a rulebook to which its files give another value for a judged day than the one
// it was judged by ("changed-in-place").
Problems changed_in_place(Database& database, const Rulebook& as_judged);

}  // namespace ksbx
