// documents: papers as they lie in a file: the list of what was issued, one document ready to print, and papers on
// demand.
//
// A document prints as original, stub and receipt slip (files/render/paper.h). The text of a document about a pupil
// names the family; who may not read that gets stub and slip with the name masked, and in place of the original a
// sentence that says how to print it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"
#include "files/render/paper.h"
#include "files/report/report_reader.h"

namespace ksbx {

// Everything issued up to the day judged, the newest first.
Table document_list(const Workspace& workspace, const Disclosure& shown, Language language);

// `number` as a person types it (app/papers/document_meant.h). Failure::usage if it is that of no document.
Paper printed_document(const Workspace& workspace, const std::string& number, const Disclosure& shown);

// Which documents go into one file.
struct Batch {
  std::optional<Day> night;            // issued on that day
  std::optional<std::string> to = {};  // to that unit, by code or name; without a night, those it has not signed for
};
// In the order of their issue. Failure::usage if there is no such unit, or no such document ("no-documents").
std::vector<Paper> printed_documents(const Workspace& workspace, const Batch& wanted, const Disclosure& shown);

// A paper that no duty orders: a visit sheet, a responsibility letter, a bulletin of the month in which
// the day judged lies. It is filled in as of that day, has no number and is not stored, so no one owes a receipt
// for it. `whom`: a pupil, or a unit by code or name, as the fields of the form ask.
//
// Failure::usage if the form or whoever is meant does not exist, or if mandatory sections of the form are not known:
// their names are listed and nothing is written. Failure::guard for a pupil unless `shown` is all. A {report:NAME
// key=value …} of the form is that report of the day, set so, as a table (files/render/paper.h); a report with a
// parameter `unit` gets the code of the unit that the paper is for.
Paper document_on_demand(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                         const std::string& form, const std::string& whom, const Disclosure& shown);

}  // namespace ksbx
