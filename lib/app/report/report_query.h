// The queries of a report: its own, and those of its notes.
#pragma once

#include <chrono>
#include <map>
#include <string>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/problem.h"
#include "base/table.h"
#include "files/report/report_reader.h"

namespace ksbx {

using Settings = std::map<std::string, std::string>;

// The workspace on the day that the report is about, as dates.judged: today, unless it tells of a day that is over. If
// a month is set that does not run, its last day is today, as with --as-of. Throws Error ("bad-setting").
Workspace on_day_of(const ReportDefinition& definition, const Workspace& workspace, const Settings& settings);

using Bindings = std::map<std::string, Cell>;

// Who may see what in the rows of a report, and how long its SQL may take (0: as long as it takes): a report's file is
// written by people, so it is asked as typed SQL is (store/query/ad_hoc_query.h).
struct Sight {
  Disclosure shown = {};
  std::chrono::milliseconds time{0};
};

// Runs what runs a query of a report: a query that is wrong, or asks for what no view shows, is a mistake in the
// report's file, Error (Failure::rules, "report-sql") with that place.
template <class Run>
auto at_its_place(const Origin& origin, const Run& run) {
  try {
    return run();
  } catch (const Error& error) {
    const std::string& code = error.problems().front().code;
    if (code != "query" && code != "private-table" && code != "sql-clock" && code != "database-one-statement") throw;
    Problem problem = error.problems().front();
    problem.code = "report-sql";
    problem.origin = origin;
    problem.excerpt.clear();
    throw Error(Failure::rules, {std::move(problem)});
  }
}

// The report's rows, in blocks, as whoever has this sight may see them; returns the table without them. Failure::guard
// ("query-too-long") if it takes longer, or goes on for rows without end.
Table rows_of_query(const Workspace& workspace, const ReportDefinition& definition, const Bindings& bindings,
                    const Sight& sight, const TakeRows& take);

// What a report without rows says: its own sentence; if it is about what nights decide and nobody has looked, that.
Text words_for_nothing(const Workspace& workspace, const ReportDefinition& definition);

// What stands under the report: its notes with their values; that duties are muted, if it treats those apart and no
// note of its own says so; and that nights are missing, if it is about what nights decide.
std::vector<Text> notes_of(const Workspace& workspace, const ReportDefinition& definition, const Bindings& bindings,
                           const Sight& sight);

}  // namespace ksbx
