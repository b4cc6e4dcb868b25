// Problems for other programs: as a table, and as the lines that editors and build logs jump to.
#pragma once

#include <string>

#include "base/problem.h"
#include "base/table.h"

namespace ksbx {

// One row a problem: severity, code, file, line, column, problem, remedy; in the order given. No place: empty cells.
Table table_of(const Problems& problems, Language language);

// `file:line:column: error: what is wrong [code]`, a line each; without a place, `ksbx: error: …`.
std::string gnu_lines(const Problems& problems, Language language);

}  // namespace ksbx
