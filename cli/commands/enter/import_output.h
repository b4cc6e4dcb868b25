// What an import reports: problems by line, what each file was, the counts, the rejects.
#pragma once

#include <functional>
#include <string>

#include "app/import/import.h"
#include "cli/words/command.h"

namespace ksbx {

void print(Context& context, const ImportOutcome& outcome);
// Problems of files; rows passed over above a header or below a table only with -v.
void print_problems(Context& context, const Problems& problems);
// --sheet, for whatever reads rows from files.
void takes_worksheet(Options& options, std::string& worksheet);
// The keys of the summary line: a contract.
void count(Summary& summary, const RowCounts& counts);
// Imports the files after another command's --from and reports; new rows are counted under that command's own word
// (`marked`, `recorded`) in its summary line.
// `in_own_words`: a problem as that command says it, since its options have other names than those of an import.
using InOwnWords = std::function<Problem(Problem)>;
ExitCode import_batch(Context& context, const Workspace& workspace, const ImportRequest& request, Keep keep,
                      const std::string& taken, const InOwnWords& in_own_words = {});

}  // namespace ksbx
