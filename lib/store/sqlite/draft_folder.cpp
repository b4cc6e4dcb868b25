#include "store/sqlite/draft_folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <utility>

#include "store/sqlite/draft_file.h"

namespace ksbx {
namespace {

namespace fs = std::filesystem;

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

void make_folder(const std::string& folder, const std::string& named) {
  if (::mkdir(folder.c_str(), 0700) != 0) throw unwritable(named, errno);
}

// Hundreds of small files: one wait for the disk, not one for each.
void sync_all_of(const std::string& folder, const std::string& named) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) throw unwritable(named, errno);
  const int error = ::syncfs(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0) throw unwritable(named, error);
}

bool has_bytes(const std::string& path, std::string_view bytes) {
  std::error_code none;
  if (!fs::is_regular_file(fs::symlink_status(path, none)) || fs::file_size(path, none) != bytes.size()) return false;
  std::ifstream file(path, std::ios::binary);
  std::string there(bytes.size(), '\0');
  file.read(there.data(), static_cast<std::streamsize>(there.size()));
  return static_cast<std::size_t>(file.gcount()) == there.size() && there == bytes;
}

}  // namespace

DraftFolder::DraftFolder(std::string path) : path_(without_slash(std::move(path))) {
  struct stat status {};
  if (::lstat(path_.c_str(), &status) == 0 && !S_ISDIR(status.st_mode)) throw unwritable(path_, ENOTDIR);
  std::string draft = draft_name_beside(path_);
  make_folder(draft, path_);
  draft_ = std::move(draft);
}

DraftFolder::~DraftFolder() {
  std::error_code ignored;
  if (!draft_.empty()) fs::remove_all(draft_, ignored);
}

// In the draft, with the folder around it.
std::string DraftFolder::place_for(const std::string& name) {
  const std::size_t slash = name.find('/');
  if (slash != std::string::npos && folders_.insert(name.substr(0, slash)).second)
    make_folder(draft_ + "/" + name.substr(0, slash), path_);
  return draft_ + "/" + name;
}

bool DraftFolder::write_if_new(const std::string& name, std::string_view bytes) {
  const std::string old = path_ + "/" + name;
  if (!has_bytes(old, bytes)) {
    write(name, bytes);
    return true;
  }
  if (::link(old.c_str(), place_for(name).c_str()) != 0) write(name, bytes);
  return false;
}

void DraftFolder::write(const std::string& name, std::string_view bytes) {
  const int file = ::open(place_for(name).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) throw unwritable(path_ + "/" + name, errno);
  int error = write_all(file, bytes);
  if (::close(file) != 0 && error == 0) error = errno;
  if (error != 0) throw unwritable(path_ + "/" + name, error);
}

void DraftFolder::keep() {
  sync_all_of(draft_, path_);
  // An empty folder is replaced as well.
  if (::rename(draft_.c_str(), path_.c_str()) == 0) {
    draft_.clear();
    return sync_folder_of(path_);
  }
  if (errno != ENOTEMPTY && errno != EEXIST) throw unwritable(path_, errno);
  if (::renameat2(AT_FDCWD, draft_.c_str(), AT_FDCWD, path_.c_str(), RENAME_EXCHANGE) != 0)
    throw unwritable(path_, errno);
  sync_folder_of(path_);
  std::error_code ignored;  // what was there has the draft's name now
  fs::remove_all(std::exchange(draft_, {}), ignored);
}

}  // namespace ksbx
