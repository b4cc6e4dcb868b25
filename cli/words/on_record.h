// Who took what out, on record before it appears: which report, when, how many rows, how masked, the hash of the file.
#pragma once

#include "app/report/exports.h"
#include "cli/words/command.h"
#include "cli/words/deliver.h"

namespace ksbx {

// In a connection and a transaction of its own. What is masked leaves also where the reader may not write to the
// database (an analyst's group): then it is said that it is not on record. Full names do not, nor anything where the
// entry fails otherwise: Error.
void put_on_record(Context& context, const Export& taken);

// Delivers the rows of `taken` (its rows, format and digest are filled in here). What lies in a file afterwards goes on
// record before it appears; full names for the eye before the first is shown.
void deliver_on_record(Context& context, const TellRows& print, Export taken);
void deliver_on_record(Context& context, const Table& table, Export taken);
void deliver_on_record(Context& context, const Page& page, Export taken);
// The same for what a command that writes tells of its changes. A rehearsal writes nothing, nor does a command that
// found nothing to change: such a table is on record only if it shows full names, or goes to a file for the first time,
// which is ours from then on.
void deliver_changes_on_record(Context& context, const Table& changes, Export taken);
void deliver_on_record(Context& context, std::string_view document, const std::string& format, Export taken);
// The same for a file beside the answer; `taken` says its rows and format.
void write_on_record(Context& context, const std::string& path, std::string_view bytes, Export taken);

}  // namespace ksbx
