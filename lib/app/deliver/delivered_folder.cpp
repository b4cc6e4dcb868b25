#include "app/deliver/delivered_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "base/digest.h"
#include "files/input/file.h"
#include "files/input/folder.h"
#include "store/sqlite/draft_file.h"

namespace ksbx {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view opening_words = "ksbx delivery 1";
constexpr std::size_t digest_size = 64;  // of a digest

std::string list_in(const std::string& folder, const std::string& list) {
  return (fs::path(folder) / list).string();
}

}  // namespace

std::string list_of(const std::map<std::string, std::string>& digests) {
  std::string list = std::string(opening_words) + "\n";
  for (const auto& [name, digest] : digests) list += digest + "  " + name + "\n";
  return list;
}

std::optional<DeliveredFolder> DeliveredFolder::at(const std::string& path, const std::string& name) {
  std::ifstream list(list_in(path, name), std::ios::binary);
  std::string line;
  if (!std::getline(list, line) || line != opening_words) return std::nullopt;
  DeliveredFolder folder(path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path, name);
  while (std::getline(list, line))
    if (line.size() > digest_size + 2) folder.digests_[line.substr(digest_size + 2)] = line.substr(0, digest_size);
  return folder;
}

bool DeliveredFolder::is_as_made(const std::string& file) const {
  const auto known = digests_.find(fs::path(file).lexically_relative(path_).generic_string());
  return known != digests_.end() && known->second == sha256_of_file(file);
}

LyingFiles DeliveredFolder::files() const {
  LyingFiles files;
  std::error_code none;
  for (fs::recursive_directory_iterator entry(path_, none), end; !none && entry != end; entry.increment(none)) {
    const bool is_ours_to_read = !is_left_behind(entry->path().filename().string());
    std::error_code unknown;
    if (!is_ours_to_read && entry->is_directory(unknown)) entry.disable_recursion_pending();
    if (!is_ours_to_read || !entry->is_regular_file(unknown)) continue;
    const std::string path = entry->path().string();
    if (is_as_made(path))
      ++files.unchanged;
    else
      files.back.push_back(path);
  }
  std::ranges::sort(files.back);
  return files;
}

void DeliveredFolder::remember(const std::string& path) {
  digests_[fs::path(path).lexically_relative(path_).generic_string()] = sha256_of_file(path);
  DraftFile draft(list_in(path_, list_));
  draft.write(list_of(digests_));
  draft.keep();
}

}  // namespace ksbx
