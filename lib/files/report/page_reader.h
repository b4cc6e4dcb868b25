// page_reader: how a part of a page is drawn (files/report/report_reader.h has the format). Only report_reader.cpp
// calls it.
#pragma once

#include "files/report/report_reader.h"
#include "files/toml/toml_reader.h"

namespace ksbx {

// The keys of a part besides those of a report: name or report, chart, across, values, target, set. `report.name` of
// what comes back is the part's own name where it refers to no other report. The caller finishes the table.
PagePart read_page_part(TableReader& table);

}  // namespace ksbx
