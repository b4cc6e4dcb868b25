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

JournalHead checked_head(const std::string& copy) {
  Database database = open_store(copy, Access::write, std::chrono::seconds(1));
  const Problems found = check_health(database);
  if (!found.empty()) throw Error(Failure::database, found);
  return journal_head(database);
}

// Someone reads or writes it just now: he would go on in the file that is moved away. SQLite's locks are asked for,
// not taken, and SQLite itself stays out of it, since it would change a damaged file.
void refuse_if_used(const std::string& path) {
  constexpr off_t first_lock = 0x40000000, locks = 512;  // where SQLite's locks lie, in every version of its format
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
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

Restored restore(const std::string& backup, const std::string& wanted, Moment now) {
  const std::string source = resolved_path(backup), path = resolved_path(wanted);
  check_file(source, application_id);
  if (has_journal(source))
    throw Error(
        Failure::database, "backup-unfinished",
        text("备份 {} 旁边有没写完的日志文件，不能直接复制。",
             "the backup {} has the journal of an unfinished change next to it and cannot be copied as it is.", backup),
        text("先运行一次 ksbx status --db {}，再恢复。", "run ksbx status --db {} once, then restore.", backup));
  const CopyOfBackup copy(path);
  copy_bytes(source, copy.name());
  Restored restored{checked_head(copy.name()), {}};
  refuse_if_used(path);
  take_over_rights(path, copy.name());
  restored.kept = move_away(path, now);
  if (!move_if_free(copy.name(), path)) fail_exists(path);
  return restored;
}

}  // namespace ksbx
