// report: a named question to the store, answered as a Table in the words of the rulebook. Reads only.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/desk.h"
#include "base/page.h"
#include "base/table.h"
#include "files/mask.h"
#include "files/report_reader.h"

namespace ksbx {

struct ReportRequest {
  std::string name;
  Masking masking = Masking::normal;
  Language language = Language::zh;
  std::map<std::string, std::string> settings = {};  // of the report's own parameters, as written
  std::string look_for = {};                         // a value of its `findings` column
};

struct Reported {
  Table table;
  bool found = false;  // does what was looked for occur?
};

// The report on `desk.today`, masked, with the rulebook's words. Throws Error: Failure::usage if there is no such report or
// parameter (with the nearest), a value is of the wrong type, or the report has no findings to look for; Failure::rules, with
// the place of the report, if its SQL is wrong. A page is no single table: Failure::usage, "page", with the names of its parts.
Reported report(Desk& desk, const std::vector<ReportDefinition>& reports, const ReportRequest& request);

// The page of that name; nullptr if there is none, or it is a report.
const ReportDefinition* page_named(const std::vector<ReportDefinition>& reports, const std::string& name);

// A page, each part a report as above. `look_for` must be empty: Failure::usage if it is not.
Page page(Desk& desk, const std::vector<ReportDefinition>& reports, const ReportRequest& request);

// Before full names leave the program it goes on record that they do: who, which report, why, how many rows. Commits.
void note_access(Desk& desk, const std::string& report, const std::string& reason, std::size_t rows);

// All reports and pages with their titles; parts of pages are not listed.
Table report_list(const std::vector<ReportDefinition>& reports, Language language);

}  // namespace ksbx
