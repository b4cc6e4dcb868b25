// report: a named question to the store, answered as a Table in the words of the rulebook. Reads only.
#pragma once

#include <string>
#include <vector>

#include "app/desk.h"
#include "base/table.h"
#include "files/mask.h"
#include "files/report_reader.h"

namespace ksbx {

// The report on `desk.today`, masked, with the rulebook's words in `language`. Throws Error: Failure::usage if there is no such report (with the nearest), Failure::rules if
// its SQL is wrong.
Table report(Desk& desk, const std::vector<ReportDefinition>& reports, const std::string& name, Masking masking,
             Language language);

// Before full names leave the program it goes on record that they do: who, which report, why, how many rows. Commits.
void note_access(Desk& desk, const std::string& report, const std::string& reason, std::size_t rows);

// All reports with their titles.
Table report_list(const std::vector<ReportDefinition>& reports, Language language);

}  // namespace ksbx
