// RostersOf: the rosters in a folder, for whoever hands in all of it at once.
#pragma once

#include <string>
#include <vector>

namespace ksbx {

struct RostersOf {
  std::vector<std::string> rosters;  // paths of its csv, tsv, txt, xlsx, xlsm and xls files, by name
  // Names of everything else, by name: other files and folders. What programs leave (~$…, .…, Thumbs.db) is not meant.
  std::vector<std::string> left_out;
};

bool is_folder(const std::string& path);
// The name of what programs leave: the lock of a workbook that is open, the notes of a file manager.
bool is_left_behind(const std::string& name);
// Whether the name ends as those of the files that are read.
bool is_roster_name(const std::string& path);

// Throws Error (Failure::input, "E_NO_FILE") if it cannot be read. Folders in it are not looked into.
RostersOf read_folder(const std::string& path);

}  // namespace ksbx
