// DraftFolder: a folder of files that appears whole and under its name, or not at all.
//
// Until then it lies beside that name as ".ksbx-MACHINE-PROCESS-…", as a DraftFile may; what a killed program left
// there is removed by the next draft in that folder. Everything in it is for its owner only.
//
//   DraftFolder draft("out/2026-10-15");
//   draft.write("青石镇/交办单.html", bytes);
//   draft.keep();
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace ksbx {

// All of it throws Error (Failure::output, "unwritable") with the reason where the folder or the disk refuses.
class DraftFolder {
 public:
  // Nothing is at `path` yet, and what is there stays as it is.
  explicit DraftFolder(std::string path);
  DraftFolder(const DraftFolder&) = delete;
  DraftFolder& operator=(const DraftFolder&) = delete;
  ~DraftFolder();

  // A new file: "name", or "folder/name", whose folder is made if need be.
  void write(const std::string& name, std::string_view bytes);

  // The same. If a file of these bytes lies at `path` under that name, it is that file: nothing is written to the disk
  // where the disk can give a file two names, and its time stays. Returns whether there was none.
  bool write_if_new(const std::string& name, std::string_view bytes);

  // From now on the folder is at `path`, also after a power cut. Whatever was there is gone with all that lay in it:
  // whoever keeps it has looked. Nothing is at `path` in between, or what was there, or this.
  void keep();

 private:
  std::string place_for(const std::string& name);

  std::string path_;   // without a slash at its end
  std::string draft_;  // its name meanwhile; empty once it is kept
  std::set<std::string> folders_;
};

}  // namespace ksbx
