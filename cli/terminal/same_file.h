// FilePlace: where a path leads, so that two can be compared whatever they are called: by links, by other folders, by
// letter case.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>

namespace ksbx {

class FilePlace {
 public:
  // Links are followed, also a link to what is not there yet.
  static FilePlace of(const std::string& path);
  // The regular file of an open descriptor; nothing if it is a terminal, a pipe or closed.
  static std::optional<FilePlace> behind(int descriptor);

  // Of what exists: the same file. Of what does not: the same name in the same folder; names that differ in letter case
  // count as the same, since some disks take them so.
  bool operator==(const FilePlace& other) const;

 private:
  struct Node {
    dev_t device = 0;
    ino_t number = 0;
    bool operator==(const Node&) const = default;
  };
  static std::optional<Node> node_of(const std::string& path);

  std::optional<Node> file_;
  std::optional<Node> folder_;
  std::string name_;  // in its folder, in small letters; the whole path where there is no such folder
};

// With its folder's links resolved, so that it is the same from wherever it is said; the last part stays as named.
std::string absolute_path(const std::string& path);

}  // namespace ksbx
