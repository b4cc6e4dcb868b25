#include "store/schema.h"

#include <algorithm>
#include <iterator>

#include "base/join.h"
#include "base/problem.h"
#include "store/database_file.h"
#include "store/deferral_store.h"
#include "store/document_schema.h"
#include "store/storm_schema.h"
#include "store/tables.h"
#include "store/taken_back.h"
#include "store/views.h"

namespace ksbx {
namespace {

// Views show pupils by code, so reports join them by code.
constexpr const char* code_index = "CREATE UNIQUE INDEX t_student_code ON t_student(code)";

std::vector<std::string> all_statements() {
  std::vector<std::string> all = table_statements();
  std::ranges::copy(student_indexes(), std::back_inserter(all));
  std::ranges::copy(append_only_statements(), std::back_inserter(all));
  std::ranges::copy(view_statements(), std::back_inserter(all));
  return all;
}

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

// Views hold nothing, so an upgrade makes them anew; those of record kinds come back when the rulebook is read.
void drop_views(Database& database) {
  std::vector<std::string> names;
  Statement rows(database, "SELECT name FROM sqlite_schema WHERE type = 'view'");
  while (rows.step()) names.push_back(rows.text(0));
  rows.reset();
  for (const std::string& name : names) database.execute(format("DROP VIEW \"{}\"", name));
}

}  // namespace

const std::vector<std::string>& student_indexes() {
  static const std::vector<std::string> statements = {
      "CREATE UNIQUE INDEX t_student_id_number ON t_student(id_number) WHERE id_number IS NOT NULL",
      "CREATE INDEX t_student_xueji ON t_student(xueji) WHERE xueji IS NOT NULL",
      "CREATE INDEX t_student_class ON t_student(class, enrolment)",
      code_index,
  };
  return statements;
}

const std::vector<std::string>& schema_statements() {
  static const std::vector<std::string> statements = all_statements();
  return statements;
}

const std::vector<UpgradeStep>& upgrade_steps() {
  // Whoever changes one of these statements again writes the step to the next version, and spells this one out as it is.
  // Tables only: views are made anew after the last step. Version 1 is the first.
  static const std::vector<UpgradeStep> steps = {
      {1, join(storm_tables(), ";\n") + ";\nALTER TABLE t_duty ADD COLUMN muted_until INTEGER;\n" + document_upgrade()},
      {2, undo_upgrade() + deferral_table() + ";\n"},
      {3, std::string(code_index) + ";\n" + answer_index() + ";\n"},
      {4, document_kind_upgrade() +
              "ALTER TABLE t_doubt ADD COLUMN problem TEXT NOT NULL DEFAULT '';\n"
              "ALTER TABLE t_doubt ADD COLUMN sentence TEXT NOT NULL DEFAULT '';\n"},
  };
  return steps;
}

void upgrade(Database& database, const std::vector<UpgradeStep>& steps, int target) {
  const std::int64_t found = database.number("PRAGMA user_version");
  if (found >= target) return;
  for (std::int64_t version = found; version < target; ++version)
    if (std::ranges::none_of(steps, [&](const UpgradeStep& step) { return step.from == version; }))
      refuse_older(database, version);
  const std::string backup = format("{}.v{}.backup", database.path(), found);
  remove_file(backup);  // of an upgrade that did not succeed: the store is still what it was
  database.copy_to(backup);
  database.execute("BEGIN IMMEDIATE");
  try {
    drop_views(database);
    // Read again under the lock: somebody else may have upgraded while we copied.
    for (std::int64_t version = database.number("PRAGMA user_version"); version < target; ++version) {
      database.execute(std::ranges::find(steps, version, &UpgradeStep::from)->sql);
      database.execute(format("PRAGMA user_version={}", version + 1));
    }
    for (const std::string& view : view_statements()) database.execute(view);
    database.execute("COMMIT");
  } catch (...) {
    database.execute("ROLLBACK");
    throw;
  }
}

void verify_schema(Database& database) {
  const std::int64_t version = database.number("PRAGMA user_version");
  if (version > schema_version) refuse_newer(database, version);
  if (version < schema_version) refuse_older(database, version);
  std::vector<std::string> wanted = schema_statements();
  std::vector<std::string> found;
  Statement statement(database,
                      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                      " AND NOT (type = 'view' AND substr(name, 1, 7) = 'record_')");
  while (statement.step()) found.push_back(statement.text(0));
  std::ranges::sort(wanted);
  std::ranges::sort(found);
  if (found == wanted) return;
  throw Error(Failure::database, "database-schema",
              text("数据库 {} 的表结构被改动过。", "the tables of database {} have been altered.", database.path()),
              text("请用 ksbx restore 备份文件 恢复；自己的表和视图请放在别的数据库里。",
                   "restore a backup by ksbx restore BACKUP; keep tables and views of your own in another database."));
}

}  // namespace ksbx
