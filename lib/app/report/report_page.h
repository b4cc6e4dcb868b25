// What a report is, for its help page: everything its file says, and the columns that its SQL gives. No pupil is looked
// at.
#pragma once

#include <string>
#include <vector>

#include "files/report/report_reader.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct ReportPage {
  const ReportDefinition* report = nullptr;  // lives as long as the reports given
  std::vector<Text> clauses;                 // P29 with its words in the rulebook, as far as it has them
  struct Entry {
    Column column;
    std::vector<std::string> values;  // those after --where, of a column that holds nothing else
    std::vector<Text> words;          // what each is called
    bool on_request = false;
  };
  std::vector<Entry> columns;  // in the order of the SQL; empty if it is wrong (rules check says where)
};

// Throws Error (Failure::usage, "unknown-report") with the nearest name.
ReportPage report_page(const Rulebook& rulebook, const std::vector<ReportDefinition>& reports, const std::string& name);

}  // namespace ksbx
