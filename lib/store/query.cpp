#include "store/query.h"

#include <algorithm>

#include "base/problem.h"
#include "store/views.h"

namespace ksbx {
namespace {

[[noreturn]] void refuse(const std::string& words) {
  throw Error(Failure::usage, "query", text("查询语句有误：{}", "the query is wrong: {}", words),
              text("可查询的视图和列见 docs/data.md。", "docs/data.md lists the views and their columns."));
}

// SQLite finds a wrong name or a slip in the grammar when the statement is prepared: the writer's mistake, not ours.
Statement prepared(Database& database, std::string_view sql) {
  try {
    return Statement(database, sql);
  } catch (const Error& error) {
    if (error.failure() != Failure::internal) throw;
    const std::string words = error.what();  // "… error in the database: no such column: x"
    refuse(words.substr(std::min(words.find(": ") + 2, words.size())));
  }
}

Statement reading(Database& database, std::string_view sql) {
  Statement statement = prepared(database, sql);
  if (!statement.only_reads()) refuse("only SELECT is allowed");
  return statement;
}

}  // namespace

Table query(Database& database, std::string name, std::string_view sql, const std::map<std::string, Cell>& bindings) {
  Statement statement = reading(database, sql);
  for (const auto& [parameter, value] : bindings) statement.bind(":" + parameter, value);
  Table table;
  table.name = std::move(name);
  for (int i = 0; i < statement.columns(); ++i) table.columns.push_back(column_named(statement.column_name(i)));
  while (statement.step()) {
    std::vector<Cell>& row = table.rows.emplace_back();
    row.reserve(table.columns.size());
    for (int i = 0; i < statement.columns(); ++i) row.push_back(statement.cell(i));
  }
  return table;
}

QueryShape shape_of(Database& database, std::string_view sql) {
  const Statement statement = reading(database, sql);
  QueryShape shape{{}, statement.parameters()};
  for (int i = 0; i < statement.columns(); ++i) shape.columns.push_back(statement.column_name(i));
  return shape;
}

std::vector<std::string> view_names(Database& database) {
  std::vector<std::string> names;
  Statement found(database,
                  "SELECT name FROM sqlite_schema WHERE type = 'view' UNION SELECT name FROM sqlite_temp_schema WHERE "
                  "type = 'view' ORDER BY name");
  while (found.step()) names.push_back(found.text(0));
  return names;
}

}  // namespace ksbx
