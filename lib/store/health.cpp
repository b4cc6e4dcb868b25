#include "store/health.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "store/database_file.h"
#include "store/journal.h"

namespace ksbx {
namespace {

Text restore() {
  return text("请停止写入，用最近的备份恢复", "stop writing and restore the latest backup");
}

void check_pages(Database& database, Problems& problems) {
  Statement rows(database, "PRAGMA integrity_check(1)");
  if (!rows.step() || rows.view(0) == "ok") return;
  problems.push_back({Severity::error,
                      "damaged-pages",
                      {},
                      text("数据库文件已损坏：{}", "the database file is damaged: {}", rows.text(0)),
                      restore()});
}

void check_references(Database& database, Problems& problems) {
  Statement rows(database, "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1");
  while (rows.step())
    problems.push_back({Severity::error,
                        "broken-references",
                        {},
                        text("表 {} 有 {} 行指向不存在的内容", "{1} rows of table {0} point to what is not there",
                             rows.text(0), rows.number(1)),
                        restore()});
}

void check_journal(Database& database, Problems& problems) {
  const JournalCheck check = verify_journal(database);
  if (!check.first_broken) return;
  problems.push_back({Severity::error,
                      "journal-broken",
                      {},
                      text("日志链从第 {} 条起不完整：有人改过或删过",
                           "the journal is not what it was from entry {} on", *check.first_broken),
                      text("保留现场，用备份对照查清是谁、何时改的", "keep the file and compare it with a backup")});
}

[[noreturn]] void refuse_copy(const std::string& target) {
  throw Error(Failure::database, "backup-differs",
              text("备份 {} 与原库不一致，已删除", "the copy {} was not like the original and was removed", target),
              text("检查磁盘后再试", "check the disk and try again"));
}

void check_copy(const std::string& copy, const JournalHead& head) {
  Database database = Database::open(copy, Access::read, std::chrono::seconds(1));
  if (!check_health(database).empty() || !(journal_head(database) == head)) refuse_copy(copy);
}

}  // namespace

Problems check_health(Database& database) {
  Problems problems;
  check_pages(database, problems);
  if (!problems.empty()) return problems;  // what stands on broken pages means nothing
  check_references(database, problems);
  check_journal(database, problems);
  return problems;
}

void back_up(Database& database, const std::string& wanted) {
  const std::string target = resolved_path(wanted);
  if (::access(target.c_str(), F_OK) == 0)
    throw Error(Failure::database, "database-exists",
                text("{} 已经存在，没有改动它。", "{} exists already and was left alone.", wanted),
                text("备份请用新的文件名，比如带上日期", "give the backup a name of its own, as with the date"));
  const std::string draft = target + ".part";
  remove_file(draft);  // of a backup that was cut short
  const JournalHead head = journal_head(database);
  database.copy_to(draft);
  try {
    check_copy(draft, head);
    // A link instead of a renaming, which would replace what somebody put there meanwhile.
    if (::link(draft.c_str(), target.c_str()) != 0)
      throw Error(Failure::io, "backup-unwritable",
                  text("备份文件 {} 写不了：{}", "cannot write the backup {}: {}", target, std::strerror(errno)),
                  text("检查文件夹的权限和空间", "check the folder's permission and room"));
  } catch (...) {
    remove_file(draft);
    throw;
  }
  remove_file(draft);
  sync_folder_of(target);
}

}  // namespace ksbx
