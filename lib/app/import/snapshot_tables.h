// snapshot_tables: what whole rosters say (app/import/roster_changes.h), as two tables to deliver.
#pragma once

#include "app/import/import.h"

namespace ksbx {

class RosterChanges;

// `summary` has a row for each school of the rosters, and one for all if there are several. `changes` goes by school,
// class, movement and short code; a school of which no one was known before is not listed pupil by pupil. Values and
// names are masked as the request says. Reads classes and villages by their names from the store as it is inside the
// transaction.
SnapshotTables snapshot_tables(const Workspace& workspace, const ImportRequest& request, const RosterChanges& changes);

}  // namespace ksbx
