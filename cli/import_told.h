// What an import tells: problems by line, what each file was, the counts, the rejects.
#pragma once

#include <string>

#include "app/import.h"
#include "cli/command.h"

namespace ksbx {

void tell(Context& context, const ImportOutcome& outcome);
// The keys of the summary line: a contract.
void count(Summary& summary, const Import& counts);
// CSV of the rows that were not taken: their own header, then line, code and reason; mended, it can be imported again.
std::string rejects_as_csv(const ImportOutcome& outcome);

}  // namespace ksbx
