// Pages: several reports together, as the rulebook's [[part]]s name them. Reads only.
#pragma once

#include <string>
#include <vector>

#include "app/report/report.h"
#include "base/page.h"

namespace ksbx {

// The page of that name; nullptr if there is none, or it is a report.
const ReportDefinition* page_named(const std::vector<ReportDefinition>& reports, const std::string& name);

// A page, each part a report (app/report/report.h) with the settings that the page gives it. What a reader may ask of
// one table, such as
// --where, cannot be asked of several: Failure::usage ("page").
// Of a silent page only the parts with rows come back, maybe none. Throws as `report`.
Page page(const Workspace& workspace, const std::vector<ReportDefinition>& reports, const ReportRequest& request);

// What the store is asked for a report or a page, as statements that need no parameters: for whoever foretells how long
// it takes. Notes are left out. Throws as `report` and `page`.
std::vector<std::string> questions_of(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                                      const ReportRequest& request);

// Failure::usage ("page") with the names of the parts: for whoever wants one table and named a page.
Error is_a_page(const ReportDefinition& page);

}  // namespace ksbx
