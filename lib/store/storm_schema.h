// The table of storms with its index and its view, as statements: part of the schema, and the step from version 1 to 2.
#pragma once

#include <string>
#include <vector>

namespace ksbx {

// The table, then its index, each spelled as SQLite keeps it.
const std::vector<std::string>& storm_tables();
// The view `storms` (docs/data.md).
std::string storms_view();

}  // namespace ksbx
