// Whether a store has the tables, indexes, triggers and views that it should have, and no others.
#pragma once

#include <vector>

#include "store/database.h"
#include "store/schema/definitions.h"

namespace ksbx {

// Failure::database ("database-schema") unless it has. Views of record kinds (record_…) come from the rulebook and are
// left out.
void verify_structure(Database& database, const std::vector<Definition>& wanted);

}  // namespace ksbx
