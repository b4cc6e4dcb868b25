// query: a SELECT becomes a Table, for reports; or is only looked at.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/table.h"
#include "store/database.h"

namespace ksbx {

// Runs one reading statement over the views. Headings, privacy and types of columns come from views.h by
// column name; of a column that is not known there, the first value says whether it holds numbers. `bindings` are its named parameters without the colon ("day" for :day); one that the
// SQL does not use is ignored, one that it uses and that is missing is NULL. Failure::usage with
// SQLite's words if the SQL is wrong or would write anything,
// with the line and column of the SQL where SQLite knows them, and the nearest view or column.
Table query(Database& database, std::string name, std::string_view sql,
            const std::map<std::string, Cell>& bindings = {});

// The same, row by row, for answers that need not fit into memory: `head` is told the columns once, before the first row; the types
// of columns that the views do not know are settled by the first row. `row` returns false when it has had enough.
struct RowReader {
  std::function<void(const Table& without_rows)> head;
  std::function<bool(std::vector<Cell>& row)> row;
};
void each_row(Database& database, std::string name, std::string_view sql, const std::map<std::string, Cell>& bindings,
              const RowReader& reader);

// Puts the line, the column and the line's text into a problem with a text of one or more lines; `at` counts its bytes.
void point_at(Problem& problem, const std::string& origin, std::string_view text, std::size_t at);

// SQLite ends with the name that it does not know ("no such column: d.studnet_code"): the nearest that the views have, or "".
std::string nearest_to_unknown(Database& database, const std::string& words);

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
