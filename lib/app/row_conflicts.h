// RowConflicts: which lines of a roster contradict or repeat each other.
//
// The first of two lines that claim one id number must not win over the second. Nearly every roster has no such lines, so each is
// looked at on its way in and the file is read once. Where a line contradicts one that was let through before, that came too late:
// the rest is looked at, what was taken so far is dropped, and the sheet is read again, now that all is known.
//
// Kept of each line are eight bytes, the fingerprint that the import needs anyway; of each id number, while reading, some thirty.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "files/sheet.h"
#include "store/key_map.h"

namespace ksbx {

class RowConflicts {
 public:
  // `reading`: how the sheet is read (Sheet::reading). The same cells under other headers say something else.
  explicit RowConflicts(const std::string& reading);

  // The next row of the sheet. One of which the cells cannot be trusted is left out.
  void look_at(const Row& row);
  // All rows that are left; then everything is known, and no row need be looked at again.
  void look_at_rest(Sheet& sheet);
  bool know_all() const { return know_all_; }

  // No row is looked at any more; what was found stays.
  void stop_looking() { firsts_.clear(); }

  // Whether what was said of a row earlier was wrong, as one looked at later showed.
  bool came_too_late() const { return came_too_late_; }

  // Of a line that was looked at: the fingerprint of its cells and of the headers over them.
  std::int64_t fingerprint_of(int line) const { return prints_[static_cast<std::size_t>(line)]; }
  // Does an earlier line hold the same cells?
  bool repeats(int line) const { return repeats_[static_cast<std::size_t>(line)]; }
  // The line that claims the same id number or 学籍号 with other cells; 0 if there is none, so far.
  int contradicts(int line) const;
  // Whether a spreadsheet rounded id numbers of this file: of those it rounded one in eleven passes the check by chance.
  bool has_rounded_ids() const { return has_rounded_ids_; }

 private:
  std::int64_t print_of(const Row& row);
  void note(std::int64_t key, int line);
  void note_xueji(const std::string& xueji, const std::string& id_number, int line);
  void meet(int first, int line);

  std::string text_;     // of the row at hand: the reading in front, then each cell with an end that no cell holds
  std::size_t reading_;  // how long that is
  KeyMap firsts_;        // the first line with each id number, each 学籍号, and each row that has neither
  std::vector<std::int64_t> prints_;  // by the line on which a row begins
  std::vector<bool> repeats_;
  std::vector<bool> usual_xueji_;  // the 学籍号 of the line is a G before its id number
  std::unordered_map<int, int> pairs_;
  bool has_rounded_ids_ = false;
  bool came_too_late_ = false;
  bool know_all_ = false;
};

}  // namespace ksbx
