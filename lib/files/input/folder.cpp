#include "files/input/folder.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/ascii.h"
#include "base/problem.h"

namespace ksbx {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 6> endings = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls"};

bool is_roster(const fs::directory_entry& entry) {
  std::error_code none;
  return entry.is_regular_file(none) && is_roster_name(entry.path().string());
}

}  // namespace

bool is_left_behind(const std::string& name) {
  constexpr std::array<std::string_view, 2> notes = {"thumbs.db", "desktop.ini"};
  return name.starts_with(".") || name.starts_with("~$") || std::ranges::find(notes, ascii_lower(name)) != notes.end();
}

bool is_roster_name(const std::string& path) {
  return std::ranges::find(endings, ascii_lower(fs::path(path).extension().string())) != endings.end();
}

bool is_folder(const std::string& path) {
  std::error_code none;
  return fs::is_directory(path, none);
}

RostersOf read_folder(const std::string& path) {
  std::error_code error;
  fs::directory_iterator entries(path, error);
  if (error)
    throw Error(Failure::input, {Problem{Severity::error,
                                         "E_NO_FILE",
                                         {path, 0, 0},
                                         text("读不了文件夹：{}", "cannot read the folder: {}", error.message()),
                                         text("请核对路径和权限", "check path and permission")}});
  RostersOf folder;
  for (const fs::directory_entry& entry : entries) {
    const std::string name = entry.path().filename().string();
    if (is_left_behind(name)) continue;
    if (is_roster(entry))
      folder.rosters.push_back(entry.path().string());
    else
      folder.left_out.push_back(name);
  }
  std::ranges::sort(folder.rosters);
  std::ranges::sort(folder.left_out);
  return folder;
}

}  // namespace ksbx
