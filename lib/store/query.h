// query: a SELECT becomes a Table, for reports.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "base/table.h"
#include "store/database.h"

namespace ksbx {

// Runs one reading statement over the views. Headings and privacy of columns come from views.h by
// column name. `bindings` are its named parameters without the colon ("day" for :day); one that the
// SQL does not use is ignored, one that it uses and that is missing is NULL. Failure::usage with
// SQLite's words if the SQL is wrong or would write anything.
Table query(Database& database, std::string name, std::string_view sql,
            const std::map<std::string, Cell>& bindings = {});

}  // namespace ksbx
