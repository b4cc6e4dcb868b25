// What an import tells: problems by line, what each file was, the counts, the rejects.
#pragma once

#include <string>

#include "app/import.h"
#include "cli/command.h"

namespace ksbx {

void tell(Context& context, const ImportOutcome& outcome);
// Problems of files; rows passed over above a header or below a table only with -v.
void tell_problems(Context& context, const Problems& problems);
// The words behind --encoding; nothing if it was not given. Throws Error (Failure::usage) for an encoding that is not read.
std::optional<Encoding> encoding_said(const std::optional<std::string>& words);
// The keys of the summary line: a contract.
void count(Summary& summary, const Import& counts);
// Imports the files behind another command's --from and tells; new rows are counted under that command's own word (`marked`,
// `recorded`) in its summary line.
ExitCode import_batch(Context& context, Desk& desk, const ImportRequest& request, Keep keep, const std::string& taken);
// CSV of the rows that were not taken: their own header, then line, code and reason; mended, it can be imported again.
std::string rejects_as_csv(const ImportOutcome& outcome);

}  // namespace ksbx
