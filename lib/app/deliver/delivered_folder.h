// DeliveredFolder: a folder that was handed out, as it lies there now: what is still as it was made, and what came back
// in it.
//
// A list in the folder (".ksbx.delivery", which no program shows; of a site ".ksbx.site") has the name and SHA-256 of every file that ksbx put
// there, so that an empty form that nobody touched is known from one that was filled in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ksbx {

inline constexpr const char* delivery_list = ".ksbx.delivery";
inline constexpr const char* site_list = ".ksbx.site";

struct LyingFiles {
  // Not as ksbx put them there, by path: filled in, added. What programs leave (~$…, .…) is none.
  std::vector<std::string> back;
  std::size_t unchanged = 0;
};

class DeliveredFolder {
 public:
  // Nothing if there is no list in it.
  static std::optional<DeliveredFolder> at(const std::string& path, const std::string& list = delivery_list);

  // What lies in it now; every file is read.
  LyingFiles files() const;

  // Whether its list names these files with these digests, and no other.
  bool lists(const std::map<std::string, std::string>& digests) const { return digests_ == digests; }

  // Puts a file of ours into the list. Error (Failure::output) if the list cannot be written.
  void remember(const std::string& path);

 private:
  DeliveredFolder(std::string path, std::string list) : path_(std::move(path)), list_(std::move(list)) {}
  bool is_as_made(const std::string& file) const;

  std::string path_;
  std::string list_;                            // its name
  std::map<std::string, std::string> digests_;  // by name within the folder
};

// The bytes of the list.
std::string list_of(const std::map<std::string, std::string>& digests);

}  // namespace ksbx
