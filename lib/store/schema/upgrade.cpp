#include "store/schema/upgrade.h"

#include <algorithm>

#include "base/problem.h"
#include "store/schema/definitions.h"
#include "store/schema/sql_files.h"
#include "store/sqlite/database_file.h"

namespace ksbx {
namespace {

void refuse_newer(const Database& database, std::int64_t version) {
  throw Error(Failure::database, "database-newer",
              text("数据库 {} 是较新版本的 ksbx 建立的（格式 {}，本程序只认到 {}）。",
                   "database {} was made by a newer ksbx (format {}, this one knows {}).", database.path(), version,
                   schema_version),
              text("请升级 ksbx 后再用。", "upgrade ksbx, then use it."));
}

void refuse_older(const Database& database, std::int64_t version) {
  throw Error(Failure::database, "database-older",
              text("数据库 {} 还是旧格式（{}，现为 {}）。", "database {} has an older format ({}, now {}).",
                   database.path(), version, schema_version),
              text("请由数据所有者运行一次 ksbx import 或 ksbx escalate，会自动升级并保留备份。",
                   "let its owner run ksbx import or ksbx escalate once: it is upgraded, with a backup."));
}

// Views hold nothing, so an upgrade makes them again; those of record kinds come back when the rulebook is read.
void drop_views(Database& database) {
  std::vector<std::string> names;
  Statement rows(database, "SELECT name FROM sqlite_schema WHERE type = 'view'");
  while (rows.step()) names.push_back(rows.text(0));
  rows.reset();
  for (const std::string& name : names) database.execute(formatted("DROP VIEW \"{}\"", name));
}

// The files of this folder as far as there are any: upgrade_1_to_2.sql, upgrade_2_to_3.sql, …
std::vector<UpgradeStep> steps_in_files() {
  std::vector<UpgradeStep> steps;
  for (int from = 1;; ++from) {
    const std::string_view sql = sql_file(formatted("upgrade_{}_to_{}.sql", from, from + 1));
    if (sql.empty()) return steps;
    steps.push_back({from, std::string(sql)});
  }
}

}  // namespace

const std::vector<UpgradeStep>& upgrade_steps() {
  static const std::vector<UpgradeStep> steps = steps_in_files();
  return steps;
}

void upgrade(Database& database, const std::vector<UpgradeStep>& steps, int target) {
  const std::int64_t found = database.number("PRAGMA user_version");
  if (found >= target) return;
  for (std::int64_t version = found; version < target; ++version)
    if (std::ranges::none_of(steps, [&](const UpgradeStep& step) { return step.from == version; }))
      refuse_older(database, version);
  const std::string backup = formatted("{}.v{}.backup", database.path(), found);
  remove_file(backup);  // of an upgrade that did not succeed: the store is still what it was
  database.copy_to(backup);
  AtomicWrite write(database);
  drop_views(database);
  // Read again under the lock: someone else may have upgraded while we copied.
  for (std::int64_t version = database.number("PRAGMA user_version"); version < target; ++version) {
    database.execute(std::ranges::find(steps, version, &UpgradeStep::from)->sql);
    database.execute(formatted("PRAGMA user_version={}", version + 1));
  }
  for (const Definition& one : definitions())
    if (one.kind == "view") database.execute(one.sql);
  write.commit();
}

void verify_version(Database& database) {
  const std::int64_t version = database.number("PRAGMA user_version");
  if (version > schema_version) refuse_newer(database, version);
  if (version < schema_version) refuse_older(database, version);
}

}  // namespace ksbx
