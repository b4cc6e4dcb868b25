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

// What is wrong with it, or with its copy, is said of the backup.
template <class Look>
auto said_of(const std::string& backup, Look look) {
  try {
    return look();
  } catch (const Error& error) {
    if (error.failure() != Failure::database) throw;
    const std::string& code = error.problems().front().code;
    if (code == "backup-unusable") throw;
    refuse_backup(backup, code == "database-damaged" ? text("文件已损坏", "the file is damaged")
                          : code == "database-newer" ? text("它是更新版本的 ksbx 写的", "a newer ksbx made it")
                          : code == "database-foreign"
                              ? text("它不是 ksbx 的数据库文件", "it is no database file of ksbx")
                          : code == "database-empty" ? text("它是空文件", "it is empty")
                                                     : error.problems().front().what);
  }
}

Database checked(const std::string& copy, const std::string& backup) {
  return said_of(backup, [&] {
    Database database = open_store(copy, Access::write, std::chrono::seconds(1));
    const Problems found = check_health(database);
    if (!found.empty()) refuse_backup(backup, found.front().what);
    return database;
  });
}

void check_backup(const std::string& backup, const std::string& source) {
  struct stat status {};
  if (::lstat(source.c_str(), &status) != 0 && errno == ENOENT)
    refuse_backup(backup, text("没有这个文件", "there is no such file"));
  if (S_ISLNK(status.st_mode))
    refuse_backup(backup, text("它是一个链接，请写文件本身", "it is a link: name the file itself"));
  said_of(backup, [&] { check_file(source, application_id); });
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
  Statement before(old, "SELECT number FROM t_barred_number");  // by a restore of then
  while (before.step())
    if (!known.start(before.view(0)).step()) barred.push_back(before.text(0));
  known.reset();
  Statement bar(restored, "INSERT OR IGNORE INTO t_barred_number(number) VALUES (?)");
  for (const std::string& number : barred) bar.execute(number);
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

// Keeps others out of the old file until the new one is in its place: who reads or writes it just now would go on in
// the file that is moved away. SQLite's locks are taken and SQLite itself stays out of it, since it would change a
// damaged file. They are of this descriptor and not of the process, which loses its locks with any other one.
class HeldFile {
 public:
  HeldFile(const std::string& path, const LockWait& lock_timeout)
      : descriptor_(::open(path.c_str(), O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)) {
    if (descriptor_ < 0) return;                           // moving it will say why
    constexpr off_t first_lock = 0x40000000, locks = 512;  // where SQLite's lie, in every version of its format
    struct flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    lock.l_start = first_lock;
    lock.l_len = locks;
    while (::fcntl(descriptor_, F_OFD_SETLK, &lock) != 0) {
      if (errno != EAGAIN && errno != EACCES) return;  // a file system without such locks
      if (LockWait::wait(*lock_timeout.left())) continue;
      ::close(descriptor_);
      throw Error(Failure::busy, "database-busy",
                  text("数据库 {} 正被别的程序使用。", "another program is using database {}.", path),
                  text("请停掉它（包括定时任务）再恢复。", "stop it, cron jobs as well, then restore."));
    }
  }
  HeldFile(const HeldFile&) = delete;
  HeldFile& operator=(const HeldFile&) = delete;
  ~HeldFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

 private:
  int descriptor_;
};

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

// Where the old file goes: written down before anything is moved, until the new one is in its place. A restore that was
// killed in between goes on with that file, and nobody makes a new database meanwhile.
class Restoring {
 public:
  explicit Restoring(const std::string& path) : path_(path), note_(name_of_restoring(path)) {
    if (is_something_at(path)) return;  // if there is a note as well, nothing was moved yet, or all of it
    is_noted_ = is_something_at(note_);
    std::ifstream noted(note_, std::ios::binary);
    std::string name;
    std::getline(noted, name, '\0');
    const fs::path whole(path);
    struct stat status {};
    const std::string kept = (whole.parent_path() / fs::path(name).filename()).string();
    if (name.starts_with(whole.filename().string() + ".") && name.ends_with(".replaced") &&
        ::lstat(kept.c_str(), &status) == 0 && S_ISREG(status.st_mode))
      kept_ = kept;
    if (!kept_.empty()) check_owner(kept_);
  }

  // Where the old file is, at its place or moved away; empty: there is none.
  std::string old() const { return is_something_at(path_) ? path_ : kept_; }
  // Something was moved away, and nobody knows any more where.
  bool is_lost() const { return is_noted_ && kept_.empty(); }

  void note(Moment now) {
    if (!kept_.empty() || (!is_something_at(path_) && !has_journal(path_))) return;
    kept_ = name_for_old(path_, now);
    DraftFile note(note_);
    note.write(fs::path(kept_).filename().string());
    note.keep();
  }
  // First the file: without it no one opens a journal. Returns its name; empty if only a journal was there.
  std::string move_away() const {
    if (kept_.empty()) return {};
    for (const std::string ending : {"", "-journal"})
      if (is_something_at(path_ + ending) && !is_something_at(kept_ + ending) &&
          !move_if_free(path_ + ending, kept_ + ending))
        throw unwritable(kept_ + ending, EEXIST);
    return is_something_at(kept_) ? kept_ : std::string();
  }
  void done() const { ::unlink(note_.c_str()); }
  // What was moved away is where it was: the journal first, since no one opens it without the file.
  void put_back() const {
    if (!kept_.empty() && !is_something_at(path_))
      for (const std::string ending : {"-journal", ""})
        if (is_something_at(kept_ + ending)) ::rename((kept_ + ending).c_str(), (path_ + ending).c_str());
    if (is_something_at(path_)) done();
  }

 private:
  std::string path_, note_, kept_;
  bool is_noted_ = false;
};

}  // namespace

Restored restore(const std::string& backup, const std::string& wanted, const Occasion& occasion,
                 const LockWait& lock_timeout) {
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
  Database database = checked(copy.name(), backup);
  const std::string old = Restoring(path).old();
  const HeldFile held(old.empty() ? path : old, lock_timeout);
  Restoring restoring(path);
  if (restoring.old() != old)  // another restore came to its end meanwhile
    throw Error(Failure::busy, "database-busy",
                text("数据库 {} 正被别的程序使用。", "another program is using database {}.", path),
                text("请再运行一次。", "run it again."));
  restored.last = last_entry(database);
  restored.barred = bar_numbers_of(old.empty() ? path : old, database, occasion);
  if (restoring.is_lost()) restored.barred.reset();
  restored.head = journal_head(database);
  { const Database closed = std::move(database); }
  if (!old.empty()) take_over_rights(old, copy.name());
  try {
    restoring.note(occasion.at);
    restored.kept = restoring.move_away();
    if (!move_if_free(copy.name(), path)) fail_exists(path);
  } catch (const Error&) {
    restoring.put_back();
    throw;
  }
  restoring.done();
  return restored;
}

}  // namespace ksbx
