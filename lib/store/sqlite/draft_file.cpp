#include "store/sqlite/draft_file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <utility>

namespace ksbx {
namespace {

namespace fs = std::filesystem;

std::string folder_around(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

constexpr std::string_view drafts = ".ksbx-";

// ".ksbx-MACHINE-", the beginning of all drafts that processes of this machine make.
std::string drafts_of_machine() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return formatted("{}local-", drafts);
  return formatted("{}{}-", drafts, name.data());
}

bool is_running(long process) {
  return ::kill(static_cast<pid_t>(process), 0) == 0 || errno != ESRCH;
}

// Another file system has no such call, or no links: then a name that is free a moment before is the best there is.
bool rename_if_free(const std::string& from, const std::string& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  if (errno != EINVAL && errno != ENOSYS && errno != ENOTSUP) throw unwritable(to, errno);
  if (::link(from.c_str(), to.c_str()) == 0) {
    ::unlink(from.c_str());
    return true;
  }
  if (errno == EEXIST) return false;
  struct stat status {};
  if (::lstat(to.c_str(), &status) == 0) return false;
  if (::rename(from.c_str(), to.c_str()) != 0) throw unwritable(to, errno);
  return true;
}

// Nameless, if the folder can do that and the file can be given a name later; -1 otherwise.
int open_without_name(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) return -1;
  if (::access(formatted("/proc/self/fd/{}", descriptor).c_str(), F_OK) == 0) return descriptor;
  ::close(descriptor);
  return -1;
}

}  // namespace

Error unwritable(const std::string& path, int error) {
  return Error(Failure::output, "unwritable",
               text("文件 {} 写不了：{}", "cannot write {}: {}", path, std::strerror(error)),
               text("检查文件夹是否存在、有没有权限和空间", "check that its folder exists, has space and is writable"));
}

int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return written < 0 ? errno : EIO;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

// Also the journals that SQLite put beside.
LeftDrafts remove_left_drafts(const std::string& folder) {
  const std::string begins = drafts_of_machine();
  LeftDrafts found;
  std::error_code none;
  for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none)) {
    const std::string name = entry->path().filename().string();
    if (!name.starts_with(drafts)) continue;
    long process = 0;
    if (name.starts_with(begins)) std::from_chars(name.data() + begins.size(), name.data() + name.size(), process);
    if (process > 0 && is_running(process)) continue;
    std::error_code refused;  // a draft may be a folder (store/sqlite/draft_folder.h)
    const bool is_removed = process > 0 && fs::remove_all(entry->path(), refused) > 0 && !refused;
    ++(is_removed ? found.removed : found.left);
  }
  return found;
}

std::string draft_name_beside(const std::string& path) {
  const std::string folder = folder_around(path);
  remove_left_drafts(folder);
  std::uint32_t chance = 0;
  if (::getentropy(&chance, sizeof chance) != 0) throw unwritable(path, errno);
  const std::string name = formatted("{}{}-{:08x}", drafts_of_machine(), ::getpid(), chance);
  return folder == "." ? name : folder + name;
}

bool move_if_free(const std::string& draft, const std::string& path) {
  if (!rename_if_free(draft, path)) return false;
  sync_folder_of(path);
  return true;
}

void sync_folder_of(const std::string& path) {
  const int folder = ::open(folder_around(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;  // a folder that cannot be read cannot be synced; the file itself is
  const bool synced = ::fsync(folder) == 0;
  const int error = errno;
  ::close(folder);
  // Some file systems cannot sync a folder and say so; anything else is a disk that did not keep it.
  if (!synced && error != EINVAL && error != ENOTSUP && error != EROFS) throw unwritable(path, error);
}

DraftFile::DraftFile(std::string path) : path_(std::move(path)) {
  struct stat status {};
  if (::stat(path_.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) throw unwritable(path_, EISDIR);
  // The draft has a short name; that the file cannot have its own must not be found out in the end.
  if (path_.size() - (path_.rfind('/') + 1) > NAME_MAX) throw unwritable(path_, ENAMETOOLONG);
  descriptor_ = open_without_name(folder_around(path_));
  if (descriptor_ >= 0) return;
  draft_ = draft_name_beside(path_);
  descriptor_ = ::open(draft_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor_ < 0) throw unwritable(path_, errno);
}

DraftFile::DraftFile(DraftFile&& other) noexcept
    : path_(std::move(other.path_)),
      draft_(std::exchange(other.draft_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

DraftFile::~DraftFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!draft_.empty()) ::unlink(draft_.c_str());
}

void DraftFile::write(std::string_view bytes) {
  if (const int error = write_all(descriptor_, bytes); error != 0) throw unwritable(path_, error);
}

void DraftFile::keep() {
  if (keep_if_free()) return;
  if (draft_.empty()) {  // a link replaces nothing, a renaming does
    draft_ = draft_name_beside(path_);
    const std::string nameless = formatted("/proc/self/fd/{}", descriptor_);
    if (::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, draft_.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      const int error = errno;
      draft_.clear();
      throw unwritable(path_, error);
    }
  }
  if (::rename(draft_.c_str(), path_.c_str()) != 0) throw unwritable(path_, errno);
  draft_.clear();
  sync_folder_of(path_);
}

bool DraftFile::keep_if_free() {
  return keep_if_free(path_);
}

bool DraftFile::keep_if_free(const std::string& path) {
  if (::fsync(descriptor_) != 0) throw unwritable(path_, errno);
  if (draft_.empty()) {
    const std::string nameless = formatted("/proc/self/fd/{}", descriptor_);
    if (::linkat(AT_FDCWD, nameless.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      if (errno == EEXIST) return false;
      throw unwritable(path, errno);
    }
  } else {
    if (!rename_if_free(draft_, path)) return false;
    draft_.clear();
  }
  sync_folder_of(path);
  return true;
}

}  // namespace ksbx
