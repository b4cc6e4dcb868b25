// The rows that an import could not take, as files to correct and import as they are.
#pragma once

#include <string>
#include <vector>

#include "app/import/import.h"
#include "cli/words/command.h"

namespace ksbx {

// Writes them as CSV: one table for all rejected rows of the same kind and headers, whatever file they came from: their
// own columns, then those of `reject_columns`. A file that was itself one of rejects loses its old ones. One table goes
// under the name that was given, several next to it as NAME-students.csv, NAME-attendance.csv … under numbers that are
// free, and it is said which: a file can hold one header only, and a file of two kinds could not be imported again.
// Without rejects the file is empty, so that an older one is not corrected twice.
void write_rejects(Context& context, const std::string& path, const ImportOutcome& outcome);

// The same beside the file that they came from, as NAME-拒收.csv, each table under a number that is free: nothing is
// replaced, and without rejects nothing is written. Returns the names.
std::vector<std::string> write_rejects_beside(Context& context, const std::string& path, const ImportOutcome& outcome);

}  // namespace ksbx
