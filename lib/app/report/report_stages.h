// The stages through which the rows of a report pass (base/row_stage.h), from what the store has to what its reader
// asked for.
//
//   named → slip → period → mask → suppress → where → finding → group      figures_of
//   → compare                                                              app/report/report.cpp
//   → sort → limit → columns                                               add_order
//   → words → notes                                                        app/report/report.cpp
//
// The mask comes before all that the reader says, so that no condition and no order gives away what it covers.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/workspace/workspace.h"
#include "base/row_stage.h"
#include "files/report/report_reader.h"
#include "policy/table/table_shape.h"

namespace ksbx {

struct ReportRequest;

// Sees the rows that fit the condition, before they are grouped.
using Watch = std::function<void(const Table& block)>;

// Rows as the store has them on `day` become the rows and groups that were asked for, masked, neither ordered nor cut.
// What is given lives longer. Throws Error on the way: Failure::usage where the report cannot be shaped as asked.
RowStages figures_of(const Workspace& workspace, Day day, const ReportDefinition& definition,
                     const ReportRequest& request, const Watch& watch = {});

// Order, first rows and columns, as far as `shape` asks for them.
void add_order(const Workspace& workspace, const ReportDefinition& definition, const Shape& shape, RowStages& stages);

// Whether the rows that come out are groups of the report's own.
bool are_groups(const ReportDefinition& definition, const ReportRequest& request);

// A column that none has, in any part of what the reader asked: Error (Failure::usage, "unknown-name" or
// "unknown-column") before anything is counted. Whatever else is wrong shows in the rows.
void refuse_unknown_names(const Workspace& workspace, const ReportDefinition& definition, const ReportRequest& request);

// Whether `wanted` occurs among these rows. Failure::usage ("no-findings") if the report names no column of findings.
bool occurs(const Table& block, const ReportDefinition& definition, const std::string& wanted);

}  // namespace ksbx
