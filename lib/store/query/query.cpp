#include "store/query/query.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/nearest.h"
#include "base/row_stage.h"
#include "base/utf8.h"
#include "store/schema/sql_scanner.h"
#include "store/schema/views.h"
#include "store/sqlite/database_clock.h"

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
    if (error.problems().front().code == "database-one-statement")
      throw Error(Failure::usage, "query",
                  text("要的是一条 SQL 语句，不多也不少", "one SQL statement is wanted, no more and no less"),
                  text("写一条 SELECT；几条的分几次查询。", "Write one SELECT; ask several one after the other."));
    Problem problem = refused(database, words.substr(std::min(words.find(": ") + 2, words.size())));
    if (at >= 0) problem = placed(std::move(problem), "SQL", sql, static_cast<std::size_t>(at));
    throw Error(Failure::usage, {std::move(problem)});
  }
}

// Of what goes wrong while it runs, SQLite names the function at most: the first place where the query calls it.
std::size_t place_of_slip(const std::string& words, std::string_view sql) {
  const auto tells = [&](const char* word) { return words.find(word) != std::string::npos; };
  SqlScanner scanner(sql);
  for (std::string_view token = scanner.next(); !token.empty(); token = scanner.next()) {
    const std::string word = ascii_lower(std::string(token));
    if ((tells("JSON") && (word.starts_with("json") || word == "-")) ||
        (tells("LIKE") && (word == "like" || word == "glob")))
      return static_cast<std::size_t>(token.data() - sql.data());
  }
  return 0;
}

// Malformed JSON, a pattern too complex, a text too long: the slip of whoever wrote the query, not ours.
bool stepped(Database& database, Statement& statement, std::string_view sql) {
  try {
    const bool more = statement.step();
    if (clock_was_asked()) throw Error(Failure::usage, {no_clock_here()});
    return more;
  } catch (const Error& error) {
    clock_was_asked();  // by this statement, and not by the next one
    if (error.failure() != Failure::internal) throw;
    const std::string words = error.what();
    Problem problem = refused(database, words.substr(std::min(words.find(": ") + 2, words.size())));
    throw Error(Failure::usage, {placed(std::move(problem), "SQL", sql, place_of_slip(words, sql))});
  }
}

Statement reading(Database& database, std::string_view sql) {
  Statement statement = prepared(database, sql);
  if (!statement.only_reads()) throw Error(Failure::usage, {refused(database, "only SELECT is allowed")});
  return statement;
}

// The columns of which the views say nothing: each is what its first number is.
class Unsettled {
 public:
  explicit Unsettled(const std::vector<Column>& columns) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].type == ColumnType::text && columns[i].label.zh == columns[i].name) places_.push_back(i);
  }

  void look_at(const TableRow& row, std::vector<Column>& columns) {
    std::erase_if(places_, [&](std::size_t place) {
      const bool whole = std::holds_alternative<std::int64_t>(row[place]);
      if (!whole && !std::holds_alternative<double>(row[place])) return false;
      columns[place].type = whole ? ColumnType::integer : ColumnType::decimal;
      return true;
    });
  }

 private:
  std::vector<std::size_t> places_;
};

TableRow row_of(const Statement& statement) {
  TableRow row;
  row.reserve(static_cast<std::size_t>(statement.columns()));
  for (int i = 0; i < statement.columns(); ++i) row.push_back(statement.cell(i));
  return row;
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
  return collected([&](const TakeRows& take) { return each_block(database, name, sql, bindings, take).head; });
}

EachBlock each_block(Database& database, std::string name, std::string_view sql,
                     const std::map<std::string, Cell>& bindings, const TakeRows& take,
                     std::optional<std::size_t> limit) {
  Statement statement = reading(database, sql);
  for (const auto& [parameter, value] : bindings) statement.bind(":" + parameter, value);
  Table head = head_of(statement, std::move(name));
  Unsettled unsettled(head.columns);
  std::vector<TableRow> rows;
  std::size_t taken = 0;
  const auto hand_out = [&] {
    if (rows.empty()) return;
    taken += rows.size();
    Table block = head;
    block.rows = std::exchange(rows, {});
    take(std::move(block));
  };
  bool more = stepped(database, statement, sql);
  while (more && (!limit || taken + rows.size() < *limit)) {
    rows.push_back(row_of(statement));
    unsettled.look_at(rows.back(), head.columns);
    if (rows.size() == rows_in_a_block) hand_out();
    more = stepped(database, statement, sql);
  }
  hand_out();
  return {std::move(head), more};
}

Problem placed(Problem problem, const std::string& origin, std::string_view text, std::size_t at) {
  at = std::min(at, text.size());
  const std::string_view before = text.substr(0, at);
  const std::size_t newline = before.rfind('\n');
  const std::size_t begin = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  problem.origin = {origin, static_cast<int>(std::ranges::count(before, '\n')) + 1,
                    static_cast<int>(code_points(before.substr(begin)).size()) + 1};
  problem.excerpt = std::string(text.substr(begin, end - begin));
  return problem;
}

std::string nearest_to_unknown(Database& database, const std::string& words) {
  const std::size_t colon = words.rfind(": ");
  if (colon == std::string::npos) return {};
  std::string name = words.substr(colon + 2);
  if (words.find("no such table") != std::string::npos) return nearest(name, view_names(database));
  if (words.find("no such column") == std::string::npos) return {};
  name.erase(0, name.rfind('.') + 1);
  std::set<std::string> columns;
  for (const std::string& view : view_names(database)) {
    try {
      const Statement all(database, formatted("SELECT * FROM \"{}\"", view));
      for (int i = 0; i < all.columns(); ++i) columns.insert(all.column_name(i));
    } catch (const Error& out_of_reach) {  // within a Confinement: a view that the query does not name
      if (out_of_reach.failure() != Failure::internal) throw;
    }
  }
  columns.erase(name);  // another view has it, not the one that is asked
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
