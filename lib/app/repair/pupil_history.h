// pupil_history: what is known of one pupil, and how it came to be known: each field with its values over time, by
// which change, from which file and by whom; what was put right; how much else there is.
#pragma once

#include <string>

#include "app/workspace/disclosure.h"
#include "app/workspace/workspace.h"
#include "base/table.h"

namespace ksbx {

// now: the fields as they stand. all: every value that was ever said, undone ones marked, with those of entries that
// were merged into him.
enum class HistoryOf { now, all };

struct PupilHistory {
  Table counts;  // marks, records, duties, documents; one row for each entry
  Table fields;
};

// `pupil`: also the code of an entry that was merged. Throws Error (Failure::usage) if the words do not name one pupil.
PupilHistory pupil_history(const Workspace& workspace, const std::string& pupil, HistoryOf which, Language language,
                           const Disclosure& shown);

}  // namespace ksbx
