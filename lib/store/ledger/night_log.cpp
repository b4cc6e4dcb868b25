#include "store/ledger/night_log.h"

#include "base/join.h"
#include "base/problem.h"
#include "base/text.h"
#include "store/journal/json.h"

namespace ksbx {
namespace {

std::vector<std::string> columns_of(Database& database, const char* table) {
  std::vector<std::string> names;
  Statement rows(database, "SELECT name FROM pragma_table_info(?) WHERE name <> 'id' ORDER BY cid");
  rows.start(table);
  while (rows.step()) names.push_back(rows.text(0));
  return names;
}

// SQL: what a row was before an update, as JSON; the columns that the update changed.
std::string changed_columns(const std::vector<std::string>& columns) {
  std::vector<std::string> parts;
  for (const std::string& column : columns)
    parts.push_back(formatted(
        R"(CASE WHEN OLD."{0}" IS NOT NEW."{0}" THEN ',"{0}":' || json_quote(OLD."{0}") ELSE '' END)", column));
  return formatted("'{{' || ltrim({}, ',') || '}}'", join(parts, " || "));
}

std::string whole_row(const std::vector<std::string>& columns) {
  std::vector<std::string> parts;
  for (const std::string& column : columns) parts.push_back(formatted(R"('{0}', OLD."{0}")", column));
  return formatted("json_object({})", join(parts, ", "));
}

void note(Database& database, const char* table, const char* deed, const char* id, const std::string& row) {
  database.execute(formatted(
      "CREATE TEMP TRIGGER night_{0}_{1} AFTER {1} ON main.{0} BEGIN INSERT INTO t_night_log(run, place, deed, "
      "id, row) VALUES ({2}, '{0}', '{1}', {3}, {4}); END",
      table, deed, next_run, id, row));
}

void stop_noting(Database& database) {
  for (const char* table : ledger_tables)
    for (const char* deed : {"insert", "update", "delete"})
      database.execute(formatted("DROP TRIGGER IF EXISTS temp.night_{}_{}", table, deed));
}

}  // namespace

NightLog::NightLog(Database& database) : database_(database) {
  stop_noting(database_);
  for (const char* table : ledger_tables) {
    const std::vector<std::string> columns = columns_of(database_, table);
    note(database_, table, "insert", "NEW.id", "''");
    note(database_, table, "update", "OLD.id", changed_columns(columns));
    note(database_, table, "delete", "OLD.id", whole_row(columns));
  }
}

NightLog::~NightLog() {
  try {
    stop_noting(database_);
  } catch (const Error&) {
    // After an I/O error the connection is of no use, and the triggers end with it.
  }
}

void set_back(Database& database, const std::string& table, std::int64_t id, std::string_view before) {
  for (const auto& [column, value] : row_in(before))
    Statement(database, formatted("UPDATE {} SET \"{}\" = ? WHERE id = ?", table, column)).execute(value, id);
}

void put_back(Database& database, const std::string& table, std::int64_t id, std::string_view row) {
  const auto values = row_in(row);
  std::string columns = "id", places = "?";
  for (const auto& [column, value] : values) {
    columns += formatted(", \"{}\"", column);
    places += ", ?";
  }
  Statement insert(database, formatted("INSERT INTO {}({}) VALUES ({})", table, columns, places));
  int at = 0;
  insert.bind(++at, id);
  for (const auto& [column, value] : values) insert.bind(++at, value);
  insert.step();
}

bool night_changed_anything(Database& database) {
  return database.number(formatted("SELECT count(*) FROM t_night_log WHERE run = {}", next_run)) > 0;
}

}  // namespace ksbx
