// collect: what came back in the folders that were handed out goes into the store, each file for itself, as an import
// (app/import/import.h) takes it.
//
// Files that are as ksbx made them are passed over: an empty form, a slip. So is a file whose bytes were imported
// before, as long as that was not undone. Files that hold no table (a picture of a signature) are named.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/deliver/delivered_folder.h"
#include "app/import/import.h"

namespace ksbx {

struct KnownFile {
  std::string path;
  std::string imported;  // when, local time
};

struct Collected {
  ImportOutcome outcome;
  std::vector<std::string> files;     // that were imported or refused: ImportedFile::number counts them from 1
  std::vector<KnownFile> known;       // with the bytes of an earlier import
  std::vector<std::string> left_out;  // that hold no table
  std::size_t unchanged = 0;          // as they were handed out
};

// `how` says nothing of files. Throws Error (Failure::usage): "not-a-delivery"; and what import_files throws that
// concerns more than one file.
Collected collect(const Workspace& workspace, const std::string& folder, ImportRequest how, Keep keep);

}  // namespace ksbx
