#include "store/undo/restore.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include "base/problem.h"
#include "store/journal/health.h"
#include "store/schema/open_store.h"
#include "store/sqlite/database_file.h"
#include "store/sqlite/draft_file.h"

namespace ksbx {
namespace {

namespace fs = std::filesystem;

// A copy under a name of its own with what SQLite and an upgrade put next to it, all gone at the end.
class CopyOfBackup {
 public:
  explicit CopyOfBackup(const std::string& target) : name_(draft_name_beside(target)) {}
  CopyOfBackup(const CopyOfBackup&) = delete;
  CopyOfBackup& operator=(const CopyOfBackup&) = delete;
  ~CopyOfBackup() {
    std::error_code none;
    const fs::path whole(name_);
    for (fs::directory_iterator entry(whole.parent_path(), none), end; !none && entry != end; entry.increment(none))
      if (entry->path().filename().string().starts_with(whole.filename().string())) fs::remove(entry->path(), none);
  }

  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

void copy_bytes(const std::string& from, const std::string& to) {
  std::ifstream in(from, std::ios::binary);
  DraftFile draft(to);
  std::string block(std::size_t{1} << 20, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())), in.gcount() > 0)
    draft.write({block.data(), static_cast<std::size_t>(in.gcount())});
  if (!in.eof()) fail_unreachable(from, errno);
  draft.keep();
}

[[noreturn]] void refuse_backup(const std::string& backup, const Text& why) {
  throw Error(Failure::database, "backup-unusable",
              text("备份 {} 不能用：{}", "the backup {} cannot be used: {}", backup, why),
              text("请换一个备份；数据库没有动", "take another backup; the database is as it was"));
}

// What is wrong with the copy is wrong with the backup.
Database checked(const std::string& copy, const std::string& backup) {
  try {
    Database database = open_store(copy, Access::write, std::chrono::seconds(1));
    const Problems found = check_health(database);
    if (!found.empty()) refuse_backup(backup, found.front().what);
    return database;
  } catch (const Error& error) {
    const std::string& code = error.problems().front().code;
    if (error.failure() != Failure::database || code == "backup-unusable" || code == "database-newer") throw;
    refuse_backup(
        backup, code == "database-damaged" ? text("文件已损坏", "the file is damaged") : error.problems().front().what);
  }
}

void check_backup(const std::string& backup, const std::string& source) {
  struct stat status {};
  if (::lstat(source.c_str(), &status) != 0 && errno == ENOENT)
    refuse_backup(backup, text("没有这个文件", "there is no such file"));
  if (S_ISLNK(status.st_mode))
    refuse_backup(backup, text("它是一个链接，请写文件本身", "it is a link: name the file itself"));
  check_file(source, application_id);
}

// Numbers of documents that `old` has and `restored` has not; and no later document gets one of them: of units that the
// backup has since it goes on counting, of those that came after it since each is barred.
std::vector<std::string> bar_numbers(Database& old, Database& restored, const Occasion& occasion) {
  Transaction transaction(restored, occasion);
  Statement count(restored,
                  "INSERT INTO t_document_number(year, unit, line, last) SELECT ?1, id, ?3, ?4 FROM (SELECT id, code "
                  "FROM t_unit UNION ALL SELECT 0, '') WHERE code = ?2 AND (code <> '' OR id = 0) ON CONFLICT DO "
                  "UPDATE SET last = excluded.last WHERE excluded.last > last");
  Statement counts(old,
                   "SELECT n.year, coalesce(u.code, ''), n.line, n.last FROM t_document_number n LEFT JOIN t_unit u "
                   "ON u.id = n.unit");
  while (counts.step()) count.execute(counts.number(0), counts.view(1), counts.view(2), counts.number(3));
  std::vector<std::string> barred;
  Statement known(restored, "SELECT 1 FROM t_document WHERE number = ?");
  Statement numbers(old, "SELECT number FROM t_document ORDER BY id");
  while (numbers.step())
    if (!known.start(numbers.view(0)).step()) barred.push_back(numbers.text(0));
  known.reset();
  Statement bar(restored, "INSERT OR IGNORE INTO t_barred_number(number) VALUES (?)");
  for (const std::string& number : barred) bar.execute(number);
  Statement before(old, "SELECT number FROM t_barred_number");  // by a restore of then
  while (before.step()) bar.execute(before.view(0));
  if (!barred.empty()) append(transaction, "numbers.barred", {}, formatted(R"({{"documents":{}}})", barred.size()));
  transaction.commit();
  return barred;
}

// The file that goes away is read in a copy, because reading rolls back what was cut short.
std::optional<std::vector<std::string>> bar_numbers_of(const std::string& path, Database& restored,
                                                       const Occasion& occasion) {
  struct stat status {};
  const bool is_there = ::stat(path.c_str(), &status) == 0 && status.st_size > 0;
  if (!is_there && !has_journal(path)) return std::vector<std::string>{};  // no store, no numbers
  if (!is_there) return std::nullopt;
  const CopyOfBackup old(path);
  try {
    copy_bytes(path, old.name());
    if (has_journal(path)) copy_bytes(path + "-journal", old.name() + "-journal");
    Database before = open_store(old.name(), Access::write, std::chrono::seconds(1));
    return bar_numbers(before, restored, occasion);
  } catch (const Error& error) {
    if (error.failure() != Failure::database) throw;
    return std::nullopt;  // damaged
  }
}

// Only a database goes away, or what may once have been one: no text that was named by mistake, which has no zero byte
// where a database has thousands; no link, folder or device.
void refuse_what_was_no_store(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return;
  bool may_be_store = S_ISREG(status.st_mode) && status.st_size == 0;
  if (S_ISREG(status.st_mode) && status.st_size > 0) {
    std::ifstream file(path, std::ios::binary);
    std::string first(std::size_t{1} << 16, 'x');
    file.read(first.data(), static_cast<std::streamsize>(first.size()));
    const auto count = static_cast<std::size_t>(file.gcount());
    may_be_store = count == 0 || std::string_view(first).substr(0, count).find('\0') != std::string_view::npos;
  }
  if (!may_be_store)
    throw Error(Failure::database, "database-foreign",
                text("{} 不是数据库，没有换掉它。", "{} is no database and was not replaced.", path),
                text("请检查 --db：它应是要恢复的数据库，备份写在 restore 后面。",
                     "check --db: it names the database to restore; the backup comes after restore."));
}

// Someone reads or writes it just now: he would go on in the file that is moved away. SQLite's locks are asked for,
// not taken, and SQLite itself stays out of it, since it would change a damaged file.
void refuse_if_used(const std::string& path) {
  constexpr off_t first_lock = 0x40000000, locks = 512;  // where SQLite's locks lie, in every version of its format
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return;  // moving it will say why
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  lock.l_start = first_lock;
  lock.l_len = locks;
  const bool used = ::fcntl(descriptor, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  ::close(descriptor);
  if (used)
    throw Error(Failure::busy, "database-busy",
                text("数据库 {} 正被别的程序使用。", "another program is using database {}.", path),
                text("请停掉它（包括定时任务）再恢复。", "stop it, cron jobs as well, then restore."));
}

bool is_something_at(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

// A journal that is older than the moment when the file was moved away is of that file; a later one is of a store that
// came after it.
bool is_journal_of(const std::string& journal, const std::string& moved) {
  struct stat written {
  }, away{};
  if (::stat(journal.c_str(), &written) != 0 || ::stat(moved.c_str(), &away) != 0) return false;
  const auto time = [](const timespec& at) { return std::pair(at.tv_sec, at.tv_nsec); };
  return time(written.st_mtim) < time(away.st_ctim);
}

// Where the file lies that was moved away last, if a restore was killed after that: then nothing is at `path`. Empty:
// there is none.
std::string left_by_killed(const std::string& path) {
  if (is_something_at(path)) return {};
  const fs::path whole(path);
  const std::string beginning = whole.filename().string() + ".", ending = ".replaced";
  std::string last;
  std::error_code none;
  for (fs::directory_iterator entry(whole.parent_path(), none), end; !none && entry != end; entry.increment(none)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with(beginning) && name.ends_with(ending)) last = std::max(last, entry->path().string());
  }
  if (last.empty() || !has_journal(path)) return last;
  if (is_something_at(last + "-journal") || !is_journal_of(path + "-journal", last)) return {};
  move_if_free(path + "-journal", last + "-journal");
  return last;
}

// The name under which the old file stays: "city.db.2026-11-23T200000.replaced".
std::string name_for_old(const std::string& path, Moment now) {
  std::string moment = now.iso().substr(0, 19);
  std::erase(moment, ':');
  std::string name = formatted("{}.{}.replaced", path, moment);
  for (int number = 2; is_something_at(name) || is_something_at(name + "-journal"); ++number)
    name = formatted("{}.{}-{}.replaced", path, moment, number);
  return name;
}

// Whoever may read the old one may read the new one.
void take_over_rights(const std::string& from, const std::string& to) {
  struct stat status {};
  if (::stat(from.c_str(), &status) != 0) return;
  const bool same_group = ::chown(to.c_str(), static_cast<uid_t>(-1), status.st_gid) == 0;
  if (same_group) ::chmod(to.c_str(), (status.st_mode & 0040) | 0600);
}

// First the file: without it no one opens a journal.
std::string move_away(const std::string& path, Moment now) {
  const bool is_there = is_something_at(path);
  if (!is_there && !has_journal(path)) return {};
  const std::string kept = name_for_old(path, now);
  for (const std::string ending : {"", "-journal"})
    if (is_something_at(path + ending) && !move_if_free(path + ending, kept + ending))
      throw unwritable(kept + ending, EEXIST);
  return is_there ? kept : std::string();
}

}  // namespace

Restored restore(const std::string& backup, const std::string& wanted, const Occasion& occasion) {
  const std::string source = resolved_path(backup), path = resolved_path(wanted);
  refuse_name_of_journal(path);
  refuse_what_was_no_store(path);
  check_owner(path);
  check_backup(backup, source);
  if (has_journal(source))
    throw Error(
        Failure::database, "backup-unfinished",
        text("备份 {} 旁边有没写完的日志文件，不能直接复制。",
             "the backup {} has the journal of an unfinished change next to it and cannot be copied as it is.", backup),
        text("先运行一次 ksbx status --db {}，再恢复。", "run ksbx status --db {} once, then restore.", backup));
  const CopyOfBackup copy(path);
  copy_bytes(source, copy.name());
  Restored restored;
  {
    Database database = checked(copy.name(), backup);
    refuse_if_used(path);
    restored.kept = left_by_killed(path);
    restored.last = last_entry(database);
    restored.barred = bar_numbers_of(restored.kept.empty() ? path : restored.kept, database, occasion);
    restored.head = journal_head(database);
  }
  take_over_rights(restored.kept.empty() ? path : restored.kept, copy.name());
  if (restored.kept.empty()) restored.kept = move_away(path, occasion.at);
  if (!move_if_free(copy.name(), path)) fail_exists(path);
  return restored;
}

}  // namespace ksbx
