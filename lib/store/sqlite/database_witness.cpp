#include "store/sqlite/database_witness.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <new>

#include "store/sqlite/row_bytes.h"

namespace ksbx {
namespace {

// The journal is chained by itself and vouches for the digests of rows. Whose day comes when is worked out, and doctor
// works it out again.
constexpr std::array<std::string_view, 4> not_witnessed = {"t_journal", "t_facts", "t_wake_student", "t_wake_unit"};

void add_value(std::string& bytes, sqlite3_value* value) {
  switch (sqlite3_value_type(value)) {
    case SQLITE_NULL: return add_null(bytes);
    case SQLITE_INTEGER: return add_number(bytes, sqlite3_value_int64(value));
    case SQLITE_FLOAT: return add_fraction(bytes, sqlite3_value_double(value));
    default: break;
  }
  const bool is_text = sqlite3_value_type(value) == SQLITE_TEXT;
  const void* data = is_text ? static_cast<const void*>(sqlite3_value_text(value)) : sqlite3_value_blob(value);
  const std::string_view words(static_cast<const char*>(data),
                               data == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(value)));
  is_text ? add_text(bytes, words) : add_blob(bytes, words);
}

using Value = int (*)(sqlite3*, int, sqlite3_value**);  // of a row before or after

void add_column(std::string& bytes, sqlite3* connection, int column, Value value_of) {
  sqlite3_value* value = nullptr;
  if (value_of(connection, column, &value) != SQLITE_OK) throw std::bad_alloc();
  add_value(bytes, value);
}

void add_key(std::string& bytes, sqlite3* connection, const WitnessedTable& table, Value value_of) {
  bytes.clear();
  for (const int column : table.key) add_column(bytes, connection, column, value_of);
}

void start_row(std::string& bytes, const WitnessedTable& table) {
  bytes.clear();
  add_text(bytes, table.name);
}

std::string select_all_of(const WitnessedTable& table) {
  std::string sql = "SELECT ";
  for (const std::string& column : table.columns)
    sql += '"' + column + (&column == &table.columns.back() ? "\"" : "\",");
  return sql + " FROM " + table.name + " NOT INDEXED";
}

void add_written(std::string& rows, std::string_view key, const SaltedDigest& digest) {
  rows += '\1';
  rows += key;
  rows.append(digest.data(), digest.size());
}

}  // namespace

bool WrittenRows::empty() const {
  return std::ranges::all_of(by_table, [](const std::string& rows) { return rows.empty(); });
}

RowWitness::RowWitness(Database& database) : connection_(database.connection()) {
  Statement columns(database,
                    "SELECT s.name, c.cid, c.name, c.pk FROM sqlite_schema s JOIN pragma_table_info(s.name) c WHERE "
                    "s.type = 'table' AND substr(s.name, 1, 2) = 't_' ORDER BY s.name, c.cid");
  std::vector<std::vector<std::pair<int, int>>> keys;  // place in the key, column
  while (columns.step()) {
    if (std::ranges::find(not_witnessed, columns.view(0)) != not_witnessed.end()) continue;
    if (tables_.empty() || tables_.back().name != columns.view(0)) {
      tables_.push_back({columns.text(0), {}, {}});
      keys.emplace_back();
    }
    tables_.back().columns.push_back(columns.text(2));
    if (const int place = columns.small(3); place > 0) keys.back().emplace_back(place, columns.small(1));
  }
  for (std::size_t n = 0; n < tables_.size(); ++n) {
    std::ranges::sort(keys[n]);
    for (const auto& [place, column] : keys[n]) tables_[n].key.push_back(column);
  }
  rows_ = {new_salt(), std::vector<std::string>(tables_.size())};
}

void RowWitness::start() {
  sqlite3_preupdate_hook(connection_, &RowWitness::saw, this);
  failed_ = false;
  take();
  active_ = true;
}

void RowWitness::stop() {
  active_ = false;
}

WrittenRows RowWitness::take() {
  if (failed_) throw std::bad_alloc();
  WrittenRows fresh{new_salt(), std::vector<std::string>(tables_.size())};
  std::swap(fresh, rows_);
  return fresh;
}

void RowWitness::set_back(WrittenRows rows) {
  rows_ = std::move(rows);
}

WrittenRows RowWitness::all_rows(Database& database) const {
  WrittenRows all{new_salt(), std::vector<std::string>(tables_.size())};
  for (std::size_t n = 0; n < tables_.size(); ++n)
    scan(
        database, tables_[n], [&](std::string_view) { return &all.salt; },
        [&](std::string_view key, const SaltedDigest& digest) { add_written(all.by_table[n], key, digest); });
  return all;
}

void RowWitness::scan(Database& database, const WitnessedTable& table,
                      const std::function<const std::string*(std::string_view key)>& salt_of,
                      const std::function<void(std::string_view key, const SaltedDigest& digest)>& row) {
  Statement rows(database, select_all_of(table));
  std::string key, values;
  while (rows.step()) {
    key.clear();
    for (const int column : table.key) add_value(key, sqlite3_column_value(rows.statement_.get(), column));
    const std::string* salt = salt_of(key);
    if (salt == nullptr) {
      row(key, {});
      continue;
    }
    start_row(values, table);
    for (int column = 0; column < rows.columns(); ++column)
      add_value(values, sqlite3_column_value(rows.statement_.get(), column));
    row(key, salted_digest(*salt, values));
  }
}

// A load writes the same table a hundred thousand times.
std::size_t RowWitness::find(std::string_view name) {
  if (last_found_ < tables_.size() && tables_[last_found_].name == name) return last_found_;
  const auto found = std::ranges::find(tables_, name, &WitnessedTable::name);
  if (found != tables_.end()) last_found_ = static_cast<std::size_t>(found - tables_.begin());
  return static_cast<std::size_t>(found - tables_.begin());
}

void RowWitness::note(sqlite3* connection, int deed, std::size_t number) {
  const WitnessedTable& table = tables_[number];
  std::string& rows = rows_.by_table[number];
  if (deed != SQLITE_INSERT) add_key(key_before_, connection, table, sqlite3_preupdate_old);
  if (deed != SQLITE_DELETE) add_key(key_, connection, table, sqlite3_preupdate_new);
  if (deed == SQLITE_DELETE || (deed == SQLITE_UPDATE && key_ != key_before_)) {
    rows += '\0';
    rows += key_before_;
  }
  if (deed == SQLITE_DELETE) return;
  start_row(values_, table);
  const int columns = sqlite3_preupdate_count(connection);
  for (int column = 0; column < columns; ++column) add_column(values_, connection, column, sqlite3_preupdate_new);
  add_written(rows, key_, salted_digest(rows_.salt, values_));
}

// Called by SQLite, so nothing may be thrown. What could not be noted ends the transaction when it is taken.
void RowWitness::saw(void* self, sqlite3* connection, int deed, const char* schema, const char* table, long long,
                     long long) {
  auto& witness = *static_cast<RowWitness*>(self);
  if (!witness.active_ || std::string_view(schema) != "main") return;
  try {
    const std::size_t number = witness.find(table);
    if (number < witness.tables_.size()) witness.note(connection, deed, number);
  } catch (...) {
    witness.failed_ = true;
  }
}

}  // namespace ksbx
