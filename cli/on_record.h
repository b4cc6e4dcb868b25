// Who took what out, on record before it appears: which report, when, how many rows, how masked, the hash of the file.
#pragma once

#include "app/exports.h"
#include "cli/command.h"

namespace ksbx {

// In a connection and a transaction of its own. What is masked leaves also where the reader may not write to the database (an
// analyst's group): then it is said that it is not on record. Full names do not: Error (Failure::database).
void put_on_record(Context& context, const Export& taken);

}  // namespace ksbx
