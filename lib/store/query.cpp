#include "store/query.h"

#include <algorithm>
#include <set>

#include "base/nearest.h"
#include "base/utf8.h"
#include "store/views.h"

namespace ksbx {
namespace {

Problem refused(Database& database, const std::string& words) {
  const std::string close = nearest_to_unknown(database, words);
  const Text where = text("可查询的视图和列见 docs/data.md。", "docs/data.md lists the views and their columns.");
  return {Severity::error,
          "query",
          {},
          text("查询语句有误：{}", "the query is wrong: {}", words),
          close.empty() ? where : text("是不是 {}？{}", "did you mean {}? {}", close, where)};
}

// SQLite finds a wrong name or a slip in the grammar when the statement is prepared: the writer's mistake, not ours.
Statement prepared(Database& database, std::string_view sql) {
  try {
    return Statement(database, sql);
  } catch (const Error& error) {
    if (error.failure() != Failure::internal) throw;
    const int at = database.failed_at();
    const std::string words = error.what();  // "… error in the database: no such column: x"
    Problem problem = refused(database, words.substr(std::min(words.find(": ") + 2, words.size())));
    if (at >= 0) point_at(problem, "SQL", sql, static_cast<std::size_t>(at));
    throw Error(Failure::usage, {std::move(problem)});
  }
}

Statement reading(Database& database, std::string_view sql) {
  Statement statement = prepared(database, sql);
  if (!statement.only_reads()) throw Error(Failure::usage, {refused(database, "only SELECT is allowed")});
  return statement;
}

// A column of which the views say nothing is what its first value is.
void settle(Column& column, const Cell& cell) {
  if (column.type != ColumnType::text || column.label.zh != column.name) return;
  if (std::holds_alternative<std::int64_t>(cell)) column.type = ColumnType::integer;
  if (std::holds_alternative<double>(cell)) column.type = ColumnType::decimal;
}

void read_row(const Statement& statement, std::vector<Cell>& row) {
  row.clear();
  for (int i = 0; i < statement.columns(); ++i) row.push_back(statement.cell(i));
}

Table head_of(const Statement& statement, std::string name) {
  Table table;
  table.name = std::move(name);
  for (int i = 0; i < statement.columns(); ++i) table.columns.push_back(column_named(statement.column_name(i)));
  return table;
}

}  // namespace

std::string sql_with_values(Database& database, std::string_view sql, const std::map<std::string, Cell>& bindings) {
  Statement statement = reading(database, sql);
  for (const auto& [parameter, value] : bindings) statement.bind(":" + parameter, value);
  return statement.sql_with_values();
}

Table query(Database& database, std::string name, std::string_view sql, const std::map<std::string, Cell>& bindings) {
  Statement statement = reading(database, sql);
  for (const auto& [parameter, value] : bindings) statement.bind(":" + parameter, value);
  Table table = head_of(statement, std::move(name));
  while (statement.step()) {
    read_row(statement, table.rows.emplace_back());
    for (std::size_t i = 0; i < table.columns.size(); ++i) settle(table.columns[i], table.rows.back()[i]);
  }
  return table;
}

EachBlock each_block(Database& database, std::string name, std::string_view sql,
                     const std::map<std::string, Cell>& bindings, const TakeRows& take,
                     std::optional<std::size_t> limit) {
  Statement statement = reading(database, sql);
  for (const auto& [parameter, value] : bindings) statement.bind(":" + parameter, value);
  Table block = head_of(statement, std::move(name));
  std::size_t taken = 0;
  const auto hand_out = [&] {
    if (!block.rows.empty()) take(block);
    taken += block.rows.size();
    block.rows.clear();
  };
  bool more = statement.step();
  while (more && (!limit || taken + block.rows.size() < *limit)) {
    read_row(statement, block.rows.emplace_back());
    for (std::size_t i = 0; taken == 0 && i < block.columns.size(); ++i) settle(block.columns[i], block.rows.back()[i]);
    if (block.rows.size() == rows_in_a_block) hand_out();
    more = statement.step();
  }
  hand_out();
  return {std::move(block), more};
}

void point_at(Problem& problem, const std::string& origin, std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  const std::string_view before = text.substr(0, at);
  const std::size_t newline = before.rfind('\n');
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  problem.origin = {origin, static_cast<int>(std::ranges::count(before, '\n')) + 1,
                    static_cast<int>(code_points(before.substr(begin)).size()) + 1};
  problem.excerpt = std::string(text.substr(begin, end - begin));
}

std::string nearest_to_unknown(Database& database, const std::string& words) {
  const std::size_t colon = words.rfind(": ");
  if (colon == std::string::npos) return {};
  std::string name = words.substr(colon + 2);
  if (words.find("no such table") != std::string::npos) return nearest(name, view_names(database));
  if (words.find("no such column") == std::string::npos) return {};
  name.erase(0, name.rfind('.') + 1);
  std::set<std::string> columns;
  for (const std::string& view : view_names(database))
    for (const std::string& column : shape_of(database, format("SELECT * FROM \"{}\"", view)).columns)
      columns.insert(column);
  return nearest(name, {columns.begin(), columns.end()});
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
