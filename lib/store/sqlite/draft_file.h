// DraftFile: a file that appears whole and under its name, or not at all.
//
// Until then it has no name, so that nothing is left of it however the program ends. Where the file system makes no
// files without a name it is called ".ksbx-MACHINE-PROCESS-…" in the folder of the wanted one; what a killed program
// left there under such a name is removed by the next draft in that folder.
//
//   DraftFile draft("duties.csv");
//   draft.write(bytes);
//   draft.keep();
#pragma once

#include <string>
#include <string_view>

#include "base/problem.h"

namespace ksbx {

// All of it throws Error (Failure::output, "unwritable") with the reason where the folder or the disk refuses.
class DraftFile {
 public:
  // For its owner only (0600). Nothing is at `path` yet, and what is there stays as it is.
  explicit DraftFile(std::string path);
  DraftFile(DraftFile&& other) noexcept;
  DraftFile& operator=(DraftFile&&) = delete;
  ~DraftFile();

  void write(std::string_view bytes);

  // From now on it is at `path`, in place of what was there, also after a power cut.
  void keep();
  // The same, but false and nothing done if anything is there; the second at another place in the same folder.
  bool keep_if_free();
  bool keep_if_free(const std::string& path);

 private:
  std::string path_;
  std::string draft_;  // its name meanwhile; empty if it has none
  int descriptor_ = -1;
};

// "cannot write duties.csv: …", for whoever writes what cannot be a draft. `error` as in errno.
Error unwritable(const std::string& path, int error);

// All of the bytes, however often a signal comes in between. 0, or the error as in errno.
int write_all(int descriptor, std::string_view bytes);

// A name in the folder of `path` for a draft that someone else makes (SQLite, a copy), unused until now.
std::string draft_name_beside(const std::string& path);
// A whole file that is already on the disk gets its name, also after a power cut; false and nothing done if anything is
// there.
bool move_if_free(const std::string& draft, const std::string& path);
// Drafts that programs of this machine left in a folder when they were killed are removed; those of other machines, and
// what may not be removed, stay.
struct LeftDrafts {
  int removed = 0, left = 0;
};
LeftDrafts remove_left_drafts(const std::string& folder);
// Makes what happened in the folder of `path` survive a power cut.
void sync_folder_of(const std::string& path);

}  // namespace ksbx
