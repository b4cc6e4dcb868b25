// query: a SELECT becomes a Table, for reports; or is only looked at.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "base/table.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Runs one reading statement over the views. Headings, privacy and types of columns come from views.h by column name;
// of a column that is not known there, the first number says whether it holds numbers. `bindings` are its named
// parameters without the colon ("day" for :day); one that the SQL does not use is ignored, one that it uses and that is
// missing is NULL. Failure::usage with SQLite's words if the SQL is wrong or would write anything, with the line and
// column of the SQL where SQLite knows them, and the nearest view or column.
Table query(Database& database, std::string name, std::string_view sql,
            const std::map<std::string, Cell>& bindings = {});

// The same for answers that need not fit into memory: the rows come in blocks. A column that the views do not know is
// text in the blocks before its first number. At most so many rows are read. Returns the table without rows; `more`:
// whether there are others.
struct EachBlock {
  Table head;
  bool more = false;
};
EachBlock each_block(Database& database, std::string name, std::string_view sql,
                     const std::map<std::string, Cell>& bindings, const TakeRows& take,
                     std::optional<std::size_t> limit = {});

// The query as it runs, a statement that needs no parameters. Throws as `query`.
std::string sql_with_values(Database& database, std::string_view sql, const std::map<std::string, Cell>& bindings);

// The problem with its line, its column and the line's text, of a text of one or more lines; `at` counts its bytes.
Problem placed(Problem problem, const std::string& origin, std::string_view text, std::size_t at);

// SQLite ends with the name that it does not know ("no such column: d.studnet_code"): the nearest that the views have,
// or "".
std::string nearest_to_unknown(Database& database, const std::string& words);

// What a query gives and what it must be given.
struct QueryShape {
  std::vector<std::string> columns;
  std::vector<std::string> parameters;  // with their colon, each once
};
// Compiles the query and does not run it. Failure::usage as `query`, also for an empty text.
QueryShape shape_of(Database& database, std::string_view sql);

// The views that a query can use, those of record kinds included, by name.
std::vector<std::string> view_names(Database& database);

}  // namespace ksbx
