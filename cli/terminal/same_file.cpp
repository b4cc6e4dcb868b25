#include "cli/terminal/same_file.h"

#include <sys/stat.h>

#include <filesystem>

#include "base/ascii.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

namespace fs = std::filesystem;

std::string in_small_letters(const std::string& name) {
  return ascii_lower(nfkc(name));
}

fs::path folder_of(const fs::path& path) {
  const fs::path folder = path.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

// A link may lead to a file that is not there yet.
fs::path end_of_links(fs::path path) {
  constexpr int most = 40;
  std::error_code none;
  for (int followed = 0; followed < most && fs::is_symlink(fs::symlink_status(path, none)); ++followed)
    path = folder_of(path) / fs::read_symlink(path, none);  // an absolute one replaces the folder
  return path;
}

}  // namespace

std::optional<FilePlace::Node> FilePlace::node_of(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return {};
  return Node{status.st_dev, status.st_ino};
}

FilePlace FilePlace::of(const std::string& path) {
  const fs::path end = end_of_links(path);
  FilePlace place;
  place.file_ = node_of(end.string());
  place.folder_ = node_of(folder_of(end).string());
  place.name_ = in_small_letters(place.folder_ ? end.filename().string() : end.lexically_normal().string());
  return place;
}

std::optional<FilePlace> FilePlace::behind(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return {};
  FilePlace place;
  place.file_ = Node{status.st_dev, status.st_ino};
  return place;
}

bool FilePlace::operator==(const FilePlace& other) const {
  if (file_ || other.file_) return file_ == other.file_;
  return folder_ == other.folder_ && name_ == other.name_;
}

std::string absolute_path(const std::string& path) {
  std::error_code failed;
  const fs::path folder = fs::canonical(folder_of(path), failed);
  if (failed) return fs::absolute(path, failed).lexically_normal().string();
  return (folder / fs::path(path).filename()).string();
}

}  // namespace ksbx
