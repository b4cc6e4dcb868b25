// on_record: answers about children leave by app/report/take_out.h, which puts them on record before they appear; here
// it is given where -o and the shell send them.
#pragma once

#include <string>
#include <string_view>

#include "app/report/take_out.h"
#include "cli/words/command.h"
#include "cli/words/deliver.h"

namespace ksbx {

// What is masked leaves also where the reader may not write to the database: then the console says that it is not on
// record.
ExportLog export_log(Context& context, const std::string& command);

// Takes out the rows of `taken` (its rows, format and digest are filled in) to standard output or the file given to -o,
// in the format wanted (cli/words/deliver.h). On a terminal's standard error it is said how many rows have come.
void deliver_on_record(Context& context, const RowStream& print, const Export& taken);
void deliver_on_record(Context& context, const Table& table, const Export& taken);
void deliver_on_record(Context& context, const Page& page, const Export& taken);
void deliver_on_record(Context& context, std::string_view document, const Export& taken);
// The same for the list of changes of a command that writes (take_out_changes).
void deliver_changes_on_record(Context& context, const Table& changes, const Export& taken);
// The same for a file next to the answer; `taken` says its rows and format.
void write_on_record(Context& context, const std::string& path, std::string_view bytes, const Export& taken);

}  // namespace ksbx
