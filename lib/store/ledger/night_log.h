// NightLog: while it lives, whatever changes in the ledger is noted row for row as it was before, under the number of
// the run that will be written next. So a night can be undone exactly, and no one who adds a way to change the ledger
// can forget to note it.
//
// The ledger is duties, who missed them, doubts, storms, documents and times of sending again. SQLite itself notes the
// changes, by triggers of this connection alone.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "store/sqlite/database.h"

namespace ksbx {

inline constexpr std::array ledger_tables = {"t_duty", "t_miss", "t_doubt", "t_storm", "t_document", "t_sending"};

// SQL: the number of the run that will be written next.
inline constexpr const char* next_run = "(SELECT coalesce(max(id), 0) + 1 FROM t_run)";

class NightLog {
 public:
  explicit NightLog(Database& database);
  NightLog(const NightLog&) = delete;
  NightLog& operator=(const NightLog&) = delete;
  ~NightLog();

 private:
  Database& database_;
};

// What a row of the log says of a row that a night changed: the columns that an update changed are as before again; the
// row that a night deleted is there again.
void set_back(Database& database, const std::string& table, std::int64_t id, std::string_view before);
void put_back(Database& database, const std::string& table, std::int64_t id, std::string_view row);

// Whether anything was noted since the last run was written.
bool night_changed_anything(Database& database);

}  // namespace ksbx
