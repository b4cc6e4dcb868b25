// RowWitness: what a connection writes into its tables, row by row, whoever writes it.
//
// SQLite itself reports each row (its preupdate hook), so nobody who adds a way to write can forget to tell. Of each
// row the key is noted and a digest of all its values; an update is the row as it is afterwards. Left out are the
// tables that prove themselves (the journal and what belongs to it) and those that are worked out from others.
//
//   Transaction transaction(database, …);      // starts the witness
//   … rows are written …
//   const WrittenRows rows = database.witness().take();
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "store/sqlite/database.h"

namespace ksbx {

// The rows of one table, one after the other: a byte, 1 for written and 0 for removed, the values of the key
// (store/sqlite/row_bytes.h), and of a written one the salted digest of all values.
struct WrittenRows {
  std::string salt;
  std::vector<std::string> by_table;  // as in RowWitness::tables
  bool empty() const;
};

struct WitnessedTable {
  std::string name;
  std::vector<std::string> columns;
  std::vector<int> key;  // which of them
};

class RowWitness {
 public:
  explicit RowWitness(Database& database);
  RowWitness(const RowWitness&) = delete;
  RowWitness& operator=(const RowWitness&) = delete;

  const std::vector<WitnessedTable>& tables() const { return tables_; }

  void start();  // with nothing written
  void stop();
  const WrittenRows& rows() const { return rows_; }
  WrittenRows take();               // what was written since it was last taken
  void set_back(WrittenRows rows);  // what was written since then was rolled back
  // All rows of the tables as if they were written now.
  WrittenRows all_rows(Database& database) const;

  // Calls `row` for each row of a table with its key and, under the salt that `salt_of` has for the key, its digest;
  // a digest of zeros if there is no salt.
  static void scan(Database& database, const WitnessedTable& table,
                   const std::function<const std::string*(std::string_view key)>& salt_of,
                   const std::function<void(std::string_view key, const SaltedDigest& digest)>& row);

 private:
  std::size_t find(std::string_view name);
  void note(sqlite3* connection, int deed, std::size_t table);
  static void saw(void* self, sqlite3* connection, int deed, const char* schema, const char* table, long long before,
                  long long after);

  sqlite3* connection_;
  std::vector<WitnessedTable> tables_;
  WrittenRows rows_;
  bool active_ = false, failed_ = false;
  std::size_t last_found_ = 0;
  std::string key_, key_before_, values_;  // of the row that is noted, kept for their room
};

}  // namespace ksbx
