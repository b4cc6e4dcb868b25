#include "store/sqlite/database_feed.h"

#include <sqlite3.h>

#include <new>

namespace ksbx {
namespace {

// What the table holds at the moment: nothing outside RowFeed::run, and each thread runs one at a time.
struct Fed {
  std::size_t rows = 0;
  const FedRows* value_of = nullptr;
};
thread_local Fed fed;

struct EmptyAgain {
  ~EmptyAgain() { fed = {}; }
};

// SQLite's cursor begins with SQLite's own part.
struct Cursor {
  sqlite3_vtab_cursor base{};
  std::size_t row = 0;
};

std::size_t& row_of(sqlite3_vtab_cursor* cursor) {
  return reinterpret_cast<Cursor*>(cursor)->row;
}

int connect(sqlite3* connection, void*, int, const char* const*, sqlite3_vtab** table, char**) {
  const int code = sqlite3_declare_vtab(
      connection,
      "CREATE TABLE fed(c0,c1,c2,c3,c4,c5,c6,c7,c8,c9,c10,c11,c12,c13,c14,c15,c16,c17,c18,c19,c20,c21,c22,c23,c24,c25,"
      "c26,c27,c28,c29,c30,c31)");
  if (code != SQLITE_OK) return code;
  *table = new (std::nothrow) sqlite3_vtab{};
  return *table != nullptr ? SQLITE_OK : SQLITE_NOMEM;
}

int disconnect(sqlite3_vtab* table) {
  delete table;
  return SQLITE_OK;
}

int plan(sqlite3_vtab*, sqlite3_index_info*) {
  return SQLITE_OK;  // there is one way to read it: from the first row to the last
}

int open(sqlite3_vtab*, sqlite3_vtab_cursor** cursor) {
  auto* made = new (std::nothrow) Cursor;
  if (made == nullptr) return SQLITE_NOMEM;
  *cursor = &made->base;
  return SQLITE_OK;
}

int close(sqlite3_vtab_cursor* cursor) {
  delete reinterpret_cast<Cursor*>(cursor);
  return SQLITE_OK;
}

int rewind(sqlite3_vtab_cursor* cursor, int, const char*, int, sqlite3_value**) {
  row_of(cursor) = 0;
  return SQLITE_OK;
}

int next(sqlite3_vtab_cursor* cursor) {
  ++row_of(cursor);
  return SQLITE_OK;
}

int is_at_end(sqlite3_vtab_cursor* cursor) {
  return row_of(cursor) >= fed.rows ? 1 : 0;
}

int column(sqlite3_vtab_cursor* cursor, sqlite3_context* answer, int column) {
  const FedValue value = (*fed.value_of)(row_of(cursor), column);
  if (const auto* number = std::get_if<std::int64_t>(&value))
    sqlite3_result_int64(answer, *number);
  else if (const auto* text = std::get_if<std::string_view>(&value))
    sqlite3_result_text(answer, text->data() != nullptr ? text->data() : "", static_cast<int>(text->size()),
                        SQLITE_STATIC);
  return SQLITE_OK;
}

int row_number(sqlite3_vtab_cursor* cursor, sqlite3_int64* number) {
  *number = static_cast<sqlite3_int64>(row_of(cursor));
  return SQLITE_OK;
}

const sqlite3_module& module_of_fed() {
  static const sqlite3_module module = [] {
    sqlite3_module made{};  // without xCreate: the table is there by itself and no one else can make one
    made.iVersion = 1;
    made.xConnect = connect;
    made.xDisconnect = disconnect;
    made.xBestIndex = plan;
    made.xOpen = open;
    made.xClose = close;
    made.xFilter = rewind;
    made.xNext = next;
    made.xEof = is_at_end;
    made.xColumn = column;
    made.xRowid = row_number;
    return made;
  }();
  return module;
}

}  // namespace

int register_fed(sqlite3* connection) {
  return sqlite3_create_module(connection, "fed", &module_of_fed(), nullptr);
}

RowFeed::RowFeed(Database& database, std::string_view insert) : insert_(database, insert) {}

void RowFeed::run(std::size_t rows, const FedRows& value_of) {
  const EmptyAgain in_any_case;
  fed = {rows, &value_of};
  insert_.execute();
}

}  // namespace ksbx
