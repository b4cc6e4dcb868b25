#include "store/sqlite/database_file.h"

#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "base/problem.h"
#include "store/sqlite/open_file.h"

namespace ksbx {
namespace {

[[noreturn]] void refuse(std::string code, Text what, Text remedy) {
  throw Error(Failure::database, std::move(code), std::move(what), std::move(remedy));
}

constexpr std::size_t header_size = 100;
using Header = std::array<unsigned char, header_size>;

std::int64_t big_endian(const Header& header, std::size_t at) {
  std::int64_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value * 256 + header[at + i];
  return value;
}

[[noreturn]] void refuse_half_restored(const std::string& path) {
  refuse("database-moved",
         text("数据库 {} 正在恢复，或恢复时被中断：原来的文件在旁边，名字以 .replaced 结尾。",
              "database {} is being restored, or that was cut short: the previous file lies next to it as ….replaced.",
              path),
         text("请再运行一次 ksbx restore 备份文件。", "run ksbx restore BACKUP again."));
}

void check_kind(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) fail_unreachable(path, errno);
    if (is_being_restored(path)) refuse_half_restored(path);
    refuse("database-missing", text("没有数据库 {}。", "there is no database {}.", path),
           text("请先运行 ksbx init，或用 --db 指定已有的数据库。",
                "run ksbx init first, or name an existing one with --db."));
  }
  if (!S_ISREG(status.st_mode))
    refuse("database-foreign",
           text("{} 不是普通文件（可能是文件夹或链接）。", "{} is not a regular file (a folder or a link?).", path),
           text("请用 --db 直接指定数据库文件。", "name the database file itself with --db."));
  if ((status.st_mode & 0022) != 0)
    refuse(
        "database-permission",
        text("别的用户也能改写数据库 {}，因此不予使用。", "others may write to database {}, so it is not used.", path),
        text("请运行 chmod 600 {0}。", "run chmod 600 {0}.", path));
}

Header read_header(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) fail_unreachable(path, errno);
  Header header{};
  const ssize_t count = ::pread(file, header.data(), header.size(), 0);
  const int error = errno;
  ::close(file);
  if (count < 0) fail_unreachable(path, error);
  if (count == 0)
    refuse("database-empty",
           text("{} 是空文件，可能是上一次建库被中断。", "{} is empty; perhaps its creation was cut short.", path),
           text("请再运行一次 ksbx init。", "run ksbx init again."));
  if (count != static_cast<ssize_t>(header.size()) || std::memcmp(header.data(), "SQLite format 3", 16) != 0)
    refuse("database-foreign", text("{} 不是 ksbx 的数据库。", "{} is not a ksbx database.", path),
           text("请检查 --db 指定的文件；表格文件请用 ksbx import 导入。",
                "check the file named with --db; rosters are read with ksbx import."));
  return header;
}

}  // namespace

void fail_permission(const std::string& path) {
  refuse("database-permission",
         text("没有权限读写数据库 {} 或它所在的文件夹。", "no permission to read or write database {} or its folder.",
              path),
         text("请用数据所有者的账号运行，或请管理员放开权限。",
              "run as the owner of the database, or ask for permission."));
}

void fail_unreachable(const std::string& path, int error) {
  if (error == EACCES || error == EPERM || error == EROFS) fail_permission(path);
  throw Error(
      Failure::io, "database-io",
      text("读写数据库 {} 时出错（{}）。", "reading or writing database {} failed ({}).", path, std::strerror(error)),
      text("请检查磁盘和内存后再运行一次，重复运行是安全的。",
           "check the disk and the memory of the machine and run again; repeating is safe."));
}

bool has_journal(const std::string& path) {
  struct stat status {};
  return ::stat((path + "-journal").c_str(), &status) == 0 && status.st_size > 0;
}

std::string owner_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return "?";
  const passwd* entry = ::getpwuid(status.st_uid);
  return entry != nullptr ? entry->pw_name : formatted("uid {}", status.st_uid);
}

std::string resolved_path(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(folder.c_str(), nullptr), &std::free);
  if (!real)
    refuse("database-folder",
           text("数据库所在的文件夹 {} 不存在或不能访问。",
                "the folder {} of the database does not exist or cannot be reached.", folder),
           text("请先建立文件夹，或用 --db 指定别的位置。", "create the folder, or give another place with --db."));
  const std::string parent = real.get();
  return parent == "/" ? parent + name : parent + "/" + name;
}

void check_file(const std::string& path, std::int64_t application_id) {
  check_kind(path);
  if (OpenFile::is_open(path)) return;
  const Header header = read_header(path);
  if (big_endian(header, 68) != application_id)
    refuse("database-foreign",
           text("{} 是别的程序的数据库，不是 ksbx 的。", "{} is the database of another program, not of ksbx.", path),
           text("请检查 --db 指定的文件。", "check the file named with --db."));
}

std::string name_of_restoring(const std::string& path) {
  return path + ".restoring";
}

bool is_being_restored(const std::string& path) {
  return ::access(name_of_restoring(path).c_str(), F_OK) == 0;
}

bool is_in_wal_mode(const std::string& path) {
  if (OpenFile::is_open(path)) return false;
  const Header header = read_header(path);
  constexpr unsigned char wal = 2;
  return header[18] == wal || header[19] == wal;
}

void check_owner(const std::string& path) {
  struct stat file {
  }, folder{};
  if (::lstat(path.c_str(), &file) != 0) return;
  if (::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0) fail_permission(path);  // and so does no harm
  if (file.st_uid != ::geteuid())
    refuse("database-owner",
           text("数据库 {} 是用户 {} 的，不是您的：由您写入的内容他能看，也能改。",
                "database {} belongs to {} and not to you: what you write he could read and change.", path,
                owner_of(path)),
           text("请用 {0} 的账号运行（如 sudo -u {0} ksbx …），或用 --db 指定自己的数据库。",
                "run as {0} (such as sudo -u {0} ksbx …), or name a database of your own with --db.", owner_of(path)));
  const std::string around = path.substr(0, path.rfind('/') + 1);
  if (::stat(around.c_str(), &folder) != 0) fail_unreachable(path, errno);
  if ((folder.st_mode & S_IWOTH) != 0 && (folder.st_mode & S_ISVTX) == 0)
    refuse("database-permission",
           text("谁都能在文件夹 {1} 里换掉数据库 {0}，因此不往里写。",
                "anyone can replace database {0} in the folder {1}, so nothing is written to it.", path, around),
           text("请运行 chmod o-w {0}。", "run chmod o-w {0}.", around));
}

bool is_readable_by_all(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0 && (status.st_mode & S_IROTH) != 0;
}

void refuse_name_of_journal(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  const bool is_of_sqlite = name.ends_with("-journal") || name.ends_with("-wal") || name.ends_with("-shm");
  const bool is_of_ours = name.starts_with(".ksbx-") || name.ends_with(".restoring");
  if (!is_of_sqlite && !is_of_ours) return;
  refuse("database-name",
         is_of_ours ? text("数据库不能叫 {}：这是 ksbx 自己临时文件的名字。",
                           "a database cannot be called {}: drafts of ksbx itself have such names.", path)
                    : text("数据库不能叫 {}：这样结尾的是 SQLite 自己的文件。",
                           "a database cannot be called {}: files that end like this are SQLite's own.", path),
         text("请用别的文件名，例如 city.db。", "give it another name, such as city.db."));
}

void fail_exists(const std::string& path) {
  refuse(
      "database-exists", text("{} 已经存在，没有改动它。", "{} exists already and was not changed.", path),
      text("请用 --db 指定新的位置，或直接使用已有的数据库。", "give a new place with --db, or use the existing one."));
}

Text restore_remedy() {
  return text(
      "请用 ksbx restore 备份文件 恢复最近的备份；现在的文件会留在旁边供检查。",
      "restore the latest backup with ksbx restore BACKUP; the present file is kept next to it for examination.");
}

bool is_free_for_store(const std::string& path) {
  refuse_name_of_journal(path);
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0) return S_ISREG(status.st_mode) && status.st_size == 0 && !has_journal(path);
  if (errno != ENOENT) fail_unreachable(path, errno);
  if (is_being_restored(path)) refuse_half_restored(path);
  if (has_journal(path))
    refuse("database-journal-left",
           text("{0} 不在了，旁边却留着它没写完的日志文件 {0}-journal。",
                "{0} is not there, but the journal of a change to it is: {0}-journal.", path),
           text("要恢复备份，运行 ksbx restore 备份文件；要新建，先把这个日志文件移到别处保存。",
                "to restore a backup run ksbx restore BACKUP; for a new database move the journal away first."));
  return true;
}

void remove_empty(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) && status.st_size == 0) ::unlink(path.c_str());
}

void make_private_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) {
    if (errno != EEXIST) fail_unreachable(path, errno);
    fail_exists(path);
  }
  const int result = ::fchmod(file, 0600);
  ::close(file);
  if (result != 0) fail_permission(path);
}

void remove_file(const std::string& path) {
  ::unlink(path.c_str());
}

}  // namespace ksbx
