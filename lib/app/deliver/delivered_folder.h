// DeliveredFolder: a folder that was handed out, as it lies there now: what is still as it was made, and what came back
// in it.
//
// A list in the folder (".ksbx.delivery", which no program shows) has the name and SHA-256 of every file that ksbx put
// there, so that an empty form that nobody touched is known from one that was filled in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

inline constexpr const char* delivery_list = ".ksbx.delivery";

struct LyingFiles {
  // Not as ksbx put them there, by path: filled in, added. What programs leave (~$…, .…) is none.
  std::vector<std::string> back;
  std::size_t unchanged = 0;
};

class DeliveredFolder {
 public:
  // Nothing if there is no list in it.
  static std::optional<DeliveredFolder> at(const std::string& path);

  // What lies in it now; every file is read.
  LyingFiles files() const;

  // Puts a file of ours into the list. Error (Failure::output) if the list cannot be written.
  void remember(const std::string& path);

 private:
  explicit DeliveredFolder(std::string path) : path_(std::move(path)) {}
  bool is_as_made(const std::string& file) const;

  std::string path_;
  std::map<std::string, std::string> digests_;  // by name within the folder
};

// The bytes of the list.
std::string list_of(const std::map<std::string, std::string>& digests);

}  // namespace ksbx
