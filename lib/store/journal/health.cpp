#include "store/journal/health.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include "store/schema/open_store.h"
#include "store/sqlite/database_file.h"
#include "store/sqlite/draft_file.h"

namespace ksbx {
namespace {

// A page that the disk or the memory of the machine would not give is told like a damaged one, with the reason.
void refuse_unread_page(const std::string& path, std::string_view words) {
  constexpr std::string_view before_code = "error code=";
  const std::size_t at = words.find(before_code);
  if (at == std::string_view::npos) return;
  const int code = std::atoi(std::string(words.substr(at + before_code.size())).c_str()) & 0xff;
  constexpr int no_memory = 7, io_error = 10;  // SQLITE_NOMEM, SQLITE_IOERR
  if (code == no_memory || code == io_error) fail_unreachable(path, code == no_memory ? ENOMEM : EIO);
}

void check_pages(Database& database, Problems& problems) {
  Statement rows(database, "PRAGMA integrity_check(1)");
  if (!rows.step() || rows.view(0) == "ok") return;
  refuse_unread_page(database.path(), rows.view(0));
  problems.push_back({Severity::error,
                      "damaged-pages",
                      {},
                      text("数据库文件已损坏：{}", "the database file is damaged: {}", rows.text(0)),
                      restore_remedy()});
}

void check_references(Database& database, Problems& problems) {
  Statement rows(database, "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1");
  while (rows.step())
    problems.push_back({Severity::error,
                        "broken-references",
                        {},
                        text("表 {} 有 {} 行指向不存在的内容",
                             "{1} rows of table {0} refer to something that is missing", rows.text(0), rows.number(1)),
                        restore_remedy()});
}

void check_journal(Database& database, Problems& problems) {
  const JournalCheck check = verify_journal(database);
  if (!check.first_broken) return;
  problems.push_back({Severity::error,
                      "journal-broken",
                      {},
                      text("日志链从第 {} 条起不完整：有人改过或删过", "the journal was changed from entry {} on",
                           *check.first_broken),
                      text("保留现场，用备份对照查清是谁、何时改的", "keep the file and compare it with a backup")});
}

[[noreturn]] void refuse_copy(const std::string& target) {
  throw Error(Failure::database, "backup-differs",
              text("备份 {} 与原库不一致，已删除", "the copy {} differed from the original and was removed", target),
              text("检查磁盘后再试", "check the disk and try again"));
}

// The original may have gone on since; whatever the copy holds must be in it.
JournalHead checked_head(const std::string& copy, Database& original) {
  Database database = open_store(copy, Access::read, std::chrono::seconds(1));
  const JournalHead head = journal_head(database);
  if (!check_health(database).empty()) {
    const Problems wrong = check_health(original);
    if (!wrong.empty()) throw Error(Failure::database, wrong);  // and so is its copy
    refuse_copy(copy);
  }
  if (!contains(original, head)) refuse_copy(copy);
  return head;
}

[[noreturn]] void refuse_taken(const std::string& target) {
  throw Error(Failure::database, "database-exists",
              text("{} 已经存在，没有改动它。", "{} exists already and was not changed.", target),
              text("备份请用新的文件名，比如带上日期", "give the backup another name, such as one with the date"));
}

}  // namespace

Problems check_health(Database& database) {
  Problems problems;
  check_pages(database, problems);
  if (!problems.empty()) return problems;  // what is read from broken pages means nothing
  check_references(database, problems);
  check_journal(database, problems);
  return problems;
}

JournalHead back_up(Database& database, const std::string& wanted) {
  if (wanted == "-")
    throw Error(Failure::usage, "backup-to-pipe", text("备份要写成文件", "a backup is a file"),
                text("写出文件名，比如带上日期", "name it, as by the date"));
  const std::filesystem::path folder = std::filesystem::path(wanted).parent_path();
  if (std::error_code none; !folder.empty() && !std::filesystem::is_directory(folder, none))
    throw unwritable(wanted, ENOENT);
  if (::access(folder.empty() ? "." : folder.c_str(), W_OK) != 0) throw unwritable(wanted, errno);
  const std::string target = resolved_path(wanted);
  refuse_name_of_journal(target);
  if (::access(target.c_str(), F_OK) == 0) refuse_taken(wanted);
  const std::string draft = draft_name_beside(target);
  try {
    database.copy_to(draft);
    const JournalHead head = checked_head(draft, database);
    if (!move_if_free(draft, target)) refuse_taken(wanted);
    return head;
  } catch (...) {
    remove_file(draft);
    throw;
  }
}

}  // namespace ksbx
