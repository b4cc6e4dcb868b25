// Whether a store has the tables, indexes, triggers and views that it should have, and no others.
//
// A table is what SQLite makes of it: its columns with type, NOT NULL and default, its keys, references and options,
// whatever the order of the columns and however they came there. So tables.sql says what a table is, not how ALTER
// TABLE left it in an older store. All else is its statement, whatever the layout. What SQLite keeps for itself
// (sqlite_…, as after ANALYZE) and the views of record kinds (record_…), which come from the rulebook, are left out.
//
// SQLite is asked only of tables whose statements read otherwise than their definitions. In a new store none does.
#pragma once

#include <vector>

#include "store/schema/definitions.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Failure::database ("database-schema") unless it has; one problem names each object that is missing, altered or not
// ours.
void verify_structure(Database& database, const std::vector<Definition>& wanted);

}  // namespace ksbx
