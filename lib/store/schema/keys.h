// Keys: views of what can be counted and compared without being read: student_keys with ages and keys of names and
// numbers, text_keys with those of typed texts (store/schema/keys.sql).
//
// Reports run over masked views. What must see more than a mask leaves (who was entered twice, how well a column is
// filled in, how old someone is) asks here, and is told no more than it asks. Part of no store: a connection makes
// them.
#pragma once

#include <string_view>

#include "base/day.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Makes the temporary views, with the ages of that day, or makes them anew for another day. `store` is the schema that
// they read; that of the file cannot be hidden by a masked view. Keys differ from one connection to the next, so that
// no one can make a list of them. Done twice, nothing happens.
void supply_keys(Database& database, Day day, std::string_view store = "main.");

}  // namespace ksbx
