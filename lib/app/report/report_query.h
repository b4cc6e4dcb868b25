// The queries of a report: its own, and those of its notes.
#pragma once

#include <map>
#include <string>

#include "app/workspace/workspace.h"
#include "base/problem.h"
#include "base/table.h"
#include "files/report/report_reader.h"

namespace ksbx {

// The workspace on the day that the report is about, as dates.judged: today, unless it tells of a day that is over.
Workspace on_day_of(const ReportDefinition& definition, const Workspace& workspace);

using Bindings = std::map<std::string, Cell>;

// Runs what runs a query of a report: a query that is wrong is a mistake in the report's file, Error (Failure::rules,
// "report-sql") with that place.
template <class Run>
auto at_its_place(const Origin& origin, const Run& run) {
  try {
    return run();
  } catch (const Error& error) {
    if (error.problems().front().code != "query") throw;
    Problem problem = error.problems().front();
    problem.code = "report-sql";
    problem.origin = origin;
    problem.excerpt.clear();
    throw Error(Failure::rules, {std::move(problem)});
  }
}

// The report's rows as the store has them, in blocks; returns the table without them.
Table rows_of_query(const Workspace& workspace, const ReportDefinition& definition, const Bindings& bindings,
                    const TakeRows& take);

// What stands under the report: its notes with their values; that duties are muted, if it treats those apart and no
// note of its own says so; and that nights are missing, if it is about what nights decide.
std::vector<Text> notes_of(const Workspace& workspace, const ReportDefinition& definition, const Bindings& bindings);

}  // namespace ksbx
