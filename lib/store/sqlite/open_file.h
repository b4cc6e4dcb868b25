// OpenFile: which database files this process has open.
//
// POSIX drops all locks of a process on a file as soon as the process closes any descriptor of it, also one that was
// opened only to look at the first bytes. So nothing but SQLite, which knows of its own descriptors, opens a database
// that is open already: whoever wants to look asks here first.
#pragma once

#include <sys/types.h>

#include <string>
#include <utility>

namespace ksbx {

class OpenFile {
 public:
  // Notes the file at `path` as open, as long as the object lives; a path where nothing is, is no file.
  explicit OpenFile(const std::string& path);
  OpenFile(OpenFile&& other) noexcept;
  OpenFile& operator=(OpenFile&& other) noexcept;
  ~OpenFile();

  // Is it still the file at that path? A restore may have put another one there.
  bool is_still_at(const std::string& path) const;

  // By whatever name it was opened. From any thread.
  static bool is_open(const std::string& path);

 private:
  std::pair<dev_t, ino_t> file_{};  // without an inode: none
};

}  // namespace ksbx
