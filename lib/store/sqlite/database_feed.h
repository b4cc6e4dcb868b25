// RowFeed: rows of C++ values as a table that one INSERT … SELECT reads.
//
// SQLite asks for the values of a row after another instead of being called for each: a pupil costs a quarter less than
// by a bound statement. The table is called `fed`, its columns c0, c1, …; outside `run` it is empty.
//
//   RowFeed feed(database, "INSERT INTO t_unit(id, name) SELECT c0, c1 FROM fed");
//   feed.run(units.size(), [&](std::size_t row, int column) -> FedValue {
//     return column == 0 ? FedValue(units[row].id.value) : FedValue(std::string_view(units[row].name));
//   });
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <variant>

#include "store/sqlite/database.h"

namespace ksbx {

// NULL, a number, or a text that lives until `run` returns.
using FedValue = std::variant<std::monostate, std::int64_t, std::string_view>;
using FedRows = std::function<FedValue(std::size_t row, int column)>;

class RowFeed {
 public:
  RowFeed(Database& database, std::string_view insert);

  // Runs the statement once over that many rows. `value_of` is called from within SQLite, so it must not throw.
  void run(std::size_t rows, const FedRows& value_of);

 private:
  Statement insert_;
};

// Makes the table known to a connection; SQLite's code.
int register_fed(sqlite3* connection);

}  // namespace ksbx
