// query: a SELECT becomes a Table, for reports; or is only looked at.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"
#include "store/database.h"

namespace ksbx {

// Runs one reading statement over the views. Headings and privacy of columns come from views.h by
// column name. `bindings` are its named parameters without the colon ("day" for :day); one that the
// SQL does not use is ignored, one that it uses and that is missing is NULL. Failure::usage with
// SQLite's words if the SQL is wrong or would write anything.
Table query(Database& database, std::string name, std::string_view sql,
            const std::map<std::string, Cell>& bindings = {});

// What a query gives and what must be told to it.
struct QueryShape {
  std::vector<std::string> columns;
  std::vector<std::string> parameters;  // with their colon, each once
};
// Compiles the query and does not run it. Failure::usage as `query`, also for an empty text.
QueryShape shape_of(Database& database, std::string_view sql);

// The views that a query can use, those of record kinds included, by name.
std::vector<std::string> view_names(Database& database);

}  // namespace ksbx
