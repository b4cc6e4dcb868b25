// RowConflicts: which lines of a roster contradict or repeat each other, known before any of them is taken.
//
// The file is read once for this, since the first of two lines that claim one id number must not win over the second. Kept of
// each line are eight bytes, the fingerprint that the import needs anyway; of each id number, while reading, some forty.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "files/sheet.h"

namespace ksbx {

class RowConflicts {
 public:
  // Reads the sheet from its first row to its last. Lines of which the cells cannot be trusted are left out.
  explicit RowConflicts(Sheet sheet);

  // Of the cells and of the headers over them: the same cells under other headers say something else.
  std::int64_t fingerprint_of(int line) const { return prints_[static_cast<std::size_t>(line)]; }
  // Does an earlier line hold the same cells?
  bool repeats(int line) const { return repeats_[static_cast<std::size_t>(line)]; }
  // The line that claims the same id number or 学籍号 with other cells; 0 if there is none.
  int contradicts(int line) const;
  // Whether a spreadsheet rounded id numbers of this file: of those it rounded one in eleven passes the check by chance.
  bool has_rounded_ids() const { return has_rounded_ids_; }

 private:
  std::vector<std::int64_t> prints_;  // by the line on which a row begins
  std::vector<bool> repeats_;
  std::unordered_map<int, int> pairs_;
  bool has_rounded_ids_ = false;
};

}  // namespace ksbx
