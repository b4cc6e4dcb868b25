// report: a named question to the store, answered as a Table in the words of the rulebook. Reads only.
#pragma once

#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "files/report/report_reader.h"
#include "policy/table/table_shape.h"

namespace ksbx {

// The report of that name. Failure::usage ("unknown-report") with the nearest name if there is none.
const ReportDefinition& report_named(const std::vector<ReportDefinition>& reports, const std::string& name);

// Enough for all marks of a large city; SQL without an end stops then.
constexpr std::chrono::milliseconds time_for_reports = std::chrono::minutes(10);

struct ReportRequest {
  std::string name;
  Disclosure shown = {};
  Language language = Language::zh;
  std::map<std::string, std::string> settings = {};  // of the report's own parameters, as written
  std::string look_for = {};                         // a value of its `findings` column
  std::string whom = {};                             // a slip for a role or a person (app/report/slip.h)
  std::string by = {};                               // town, school, class, role, person
  std::string period = {};   // month, quarter, term, year: the running one, up to the day judged
  std::string compare = {};  // the same words: compared with the same day one period earlier
  Shape shape = {};
  std::string chart = {};  // the picture that its table becomes (policy/table/chart_wish.h); of a page none can be had
  bool matrix = false;     // as the report's `pivot` says, unless its rows are shaped
  bool codes = false;      // values as rule files and the store have them, not in words
  std::chrono::milliseconds time = time_for_reports;  // that each query may take; 0: no limit
};

struct Reported {
  Table table;
  bool found = false;  // does what was looked for occur?
};

// The report on its day (on_day_of in report_query.h): masked, then shaped (policy/table/table_shape.h), then with the
// rulebook's words (`codes`: without). Findings are looked for in the rows that fit `where`. Its rows go to `take` as
// they come (app/report/report_stages.h), so that they need not fit into memory; the table that comes back has none of
// them and all notes. Throws Error: Failure::usage if there is no such report or parameter (with the nearest), a value
// is of the wrong type, the report has no findings to look for, or cannot be shaped as asked, or is a page;
// Failure::rules, with the place of the report, if its SQL is wrong or asks for more than the views show;
// Failure::guard ("query-too-long"); and if nothing can be told of the day (app/workspace/known_days.h).
Reported report(const Workspace& workspace, const std::vector<ReportDefinition>& reports, const ReportRequest& request,
                const TakeRows& take);

// The same with all its rows, for whoever needs them together.
Reported report(const Workspace& workspace, const std::vector<ReportDefinition>& reports, const ReportRequest& request);

// The SELECT behind the report on its day with the values that it is told: for `ksbx sql`, which masks, and
// for other programs. What `request` asks beyond the report's own parameters is not in it. Throws as `report`.
std::string report_sql(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                       const ReportRequest& request);

// The rows of a report on its day, for whoever counts: its own parameters at their defaults, masked, without words and
// notes, but with the privacy of each column.
Table rows_of(const Workspace& workspace, const ReportDefinition& definition, const Disclosure& shown);

// All reports and pages with their titles; parts of pages are not listed.
Table report_list(const Rulebook& rulebook, const std::vector<ReportDefinition>& reports, Language language);

}  // namespace ksbx
