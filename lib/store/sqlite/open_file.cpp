#include "store/sqlite/open_file.h"

#include <sys/stat.h>

#include <mutex>
#include <set>

namespace ksbx {
namespace {

using Node = std::pair<dev_t, ino_t>;

// Of the whole process, as its locks are.
struct OpenFiles {
  std::mutex mutex;
  std::multiset<Node> nodes;
};

OpenFiles& open_files() {
  static OpenFiles all;
  return all;
}

Node node_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? Node(status.st_dev, status.st_ino) : Node();
}

}  // namespace

OpenFile::OpenFile(const std::string& path) : file_(node_of(path)) {
  if (file_ == Node()) return;
  const std::lock_guard lock(open_files().mutex);
  open_files().nodes.insert(file_);
}

OpenFile::OpenFile(OpenFile&& other) noexcept : file_(std::exchange(other.file_, Node())) {}

OpenFile& OpenFile::operator=(OpenFile&& other) noexcept {
  std::swap(file_, other.file_);
  return *this;
}

OpenFile::~OpenFile() {
  if (file_ == Node()) return;
  const std::lock_guard lock(open_files().mutex);
  open_files().nodes.extract(file_);  // one of them
}

bool OpenFile::is_still_at(const std::string& path) const {
  return file_ == Node() || file_ == node_of(path);
}

bool OpenFile::is_open(const std::string& path) {
  const Node file = node_of(path);
  const std::lock_guard lock(open_files().mutex);
  return file != Node() && open_files().nodes.contains(file);
}

}  // namespace ksbx
