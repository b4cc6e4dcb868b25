#include "app/deliver/collect.h"

#include <utility>

#include "files/input/file.h"
#include "files/input/folder.h"

namespace ksbx {
namespace {

DeliveredFolder delivered(const std::string& folder) {
  if (auto found = DeliveredFolder::at(folder)) return *std::move(found);
  throw Error(Failure::usage, "not-a-delivery",
              text("{} 不是 ksbx deliver 写出的文件夹", "{} is no folder that ksbx deliver wrote", folder),
              text("核对文件夹；别的文件用 ksbx import {}", "check the folder; other files: ksbx import {}", folder));
}

// When a file of these bytes was imported; nothing if none was, or it was undone.
std::optional<std::string> imported_before(Statement& imports, const std::string& path) {
  const std::string digest = sha256_of_file(path);  // the statement does not copy it
  imports.start(digest);
  std::optional<std::string> when;
  if (imports.step()) when = imports.text(0);
  imports.reset();
  return when;
}

}  // namespace

Collected collect(const Workspace& workspace, const std::string& folder, ImportRequest how, Keep keep) {
  const LyingFiles lying = delivered(folder).files();
  Collected collected;
  collected.unchanged = lying.unchanged;
  {
    Statement imports(workspace.database,
                      "SELECT recorded FROM imports WHERE digest = ? AND taken_back IS NULL ORDER BY import LIMIT 1");
    for (const std::string& path : lying.back) {
      if (!is_roster_name(path))
        collected.left_out.push_back(path);
      else if (auto when = imported_before(imports, path))
        collected.known.push_back({path, *std::move(when)});
      else
        collected.files.push_back(path);
    }
  }
  if (collected.files.empty()) return collected;
  how.files = collected.files;
  how.each = true;
  collected.outcome = import_files(workspace, how, keep);
  return collected;
}

}  // namespace ksbx
