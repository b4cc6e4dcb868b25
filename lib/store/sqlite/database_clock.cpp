#include "store/sqlite/database_clock.h"

#include <sqlite3.h>

#include <list>
#include <map>
#include <mutex>
#include <string>
#include <utility>

namespace ksbx {
namespace {

thread_local bool was_asked = false;

int no_time(sqlite3_vfs*, sqlite3_int64* milliseconds) {
  was_asked = true;
  *milliseconds = 0;
  return SQLITE_ERROR;
}

int no_fraction_of_time(sqlite3_vfs*, double* days) {
  was_asked = true;
  *days = 0;
  return SQLITE_ERROR;
}

}  // namespace

const char* file_system_without_clock() {
  static std::mutex one_at_a_time;
  static std::map<sqlite3_vfs*, sqlite3_vfs> clockless;  // by what each is made of: a program may have its own
  static std::list<std::string> names;
  const std::lock_guard lock(one_at_a_time);
  sqlite3_vfs* const usual = sqlite3_vfs_find(nullptr);
  const auto [made, is_new] = clockless.try_emplace(usual, *usual);
  if (is_new) {
    made->second.zName = names.emplace_back("ksbx-" + std::to_string(clockless.size())).c_str();
    made->second.pNext = nullptr;
    made->second.xCurrentTime = no_fraction_of_time;
    made->second.xCurrentTimeInt64 = no_time;
    sqlite3_vfs_register(&made->second, 0);
  }
  return made->second.zName;
}

bool clock_was_asked() {
  return std::exchange(was_asked, false);
}

Problem no_clock_here() {
  return {Severity::error,
          "sql-clock",
          {},
          text("SQL 里的当前时间是伦敦时间，晚八小时，这里不能用",
               "the present moment in SQL is London's, eight hours behind: it cannot be used here"),
          text("写明日期，如 '2026-11-23'；报表里用 :day", "write the date, as in '2026-11-23'; in reports use :day")};
}

}  // namespace ksbx
