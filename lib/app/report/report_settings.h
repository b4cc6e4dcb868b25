// What a report's SQL is given: the day, the rulebook's numbers on that day, and what the reader set.
#pragma once

#include <map>
#include <string>

#include "app/workspace/workspace.h"
#include "base/table.h"
#include "files/report/report_reader.h"

namespace ksbx {

struct ReportRequest;

// What the reader said, with --by and --period put where the report has parameters for them: `by`; `from` and `until`,
// the days of the period up to `day`. Throws Error (Failure::usage): "no-such-breakdown" for a --by that the
// report's parameter does not know, "no-such-period" for a period that cannot be determined on that day.
std::map<std::string, std::string> settings_of(const Calendar& calendar, Day day, const ReportDefinition& report,
                                               const ReportRequest& request);

// Whether the report tells of the days from :from until :until, and not of one day.
bool takes_period(const ReportDefinition& report);

// The day that the report is asked about: of a month that was set (a parameter of that type) the last, or today if it
// runs; else today. Throws Error (Failure::usage, "bad-setting") if what was set is no month.
Day day_asked(const ReportDefinition& report, const std::map<std::string, std::string>& settings, Day today);

// :day, :today (the civil day, or --as-of), :calendar_ends (the last day that the calendars know), the rulebook's
// parameters on that day, and the report's own, by name without the colon. Throws Error (Failure::usage):
// "unknown-setting" with what there is to set, "bad-setting" for a value of another type.
std::map<std::string, Cell> bindings_of(const Workspace& workspace, Day day, const ReportDefinition& report,
                                        const std::map<std::string, std::string>& settings);

// Whether --by is answered by grouping rows: it was asked for, and no parameter of the report answers it.
bool breaks_down(const ReportDefinition& report, const std::string& by);

// The columns after --by where the report has no parameter for it: those that stand for towns, schools, classes, roles
// or persons, as a list for --group-by; empty if nothing was asked for or a parameter answers it. Failure::usage
// ("no-such-breakdown") if it has none.
std::string breakdown_of(const ReportDefinition& report, const Table& table, const std::string& by);

// The rows whose day lies in the period up to `day`, by the report's `dated` column; all rows if no period
// was asked for or parameters answer it. Failure::usage ("no-such-period") if the report knows no dates of its rows.
Table rows_of_period(const Calendar& calendar, Day day, const ReportDefinition& report, Table table,
                     const std::string& period);

}  // namespace ksbx
