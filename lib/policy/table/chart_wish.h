// Chart wish: the picture that a reader wants of a report's table (--chart), as typed: "bar", "line:percent",
// "heat:pupils", "bar:overdue,open".
//
// The picture is drawn from the rows that come out last, so masks, conditions, groups and order are done by then, and
// the numbers that it shows are those of its table (base/page.h).
#pragma once

#include <string>

#include "base/page.h"

namespace ksbx {

// Throws Error (Failure::usage, "unknown-chart") with the nearest if there is no such chart: for whoever wants to know
// before anything is counted.
void refuse_unknown_chart(const std::string& typed);

// A page of one part. Drawn are the columns that were named, or the first that says how many, how much or what share.
// Rows are named by as many of the first texts and days as tell them apart, three at most; a heat by its first column
// of days. Rows that add up others are left out, and of a bar chart all but the first sixty, with a note. A table
// without rows is its own picture.
//
// Throws Error, Failure::usage: "unknown-chart"; "unknown-column" as policy/table/column_list.h; "no-figures" with the
// columns that can be drawn, if the column that was named has no numbers or none has; "no-days", "same-day" for a heat
// without a column of days, or with two rows of one day.
Page charted(Table table, const std::string& typed);

}  // namespace ksbx
