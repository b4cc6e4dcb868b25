// RowConflicts: which lines of a roster contradict or repeat each other.
//
// The first of two lines that claim one id number must not win over the second. Nearly every roster has no such lines,
// so each is looked at on its way in and the file is read once. Where a line contradicts one that was let through
// before, that came too late: the rest is looked at, what was taken so far is dropped, and the sheet is read again, now
// that all is known.
//
// Kept of each line are its keys, in bounded memory (store/spill/key_map.h), and a bit.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "files/cell/cell.h"
#include "files/sheet/sheet.h"
#include "store/spill/key_map.h"

namespace ksbx {

class RowConflicts {
 public:
  // `reading`: how the sheet is read (Sheet::reading). The same cells under other headers say something else.
  // `folder`: where the keys of many lines may lie.
  RowConflicts(const std::string& reading, const std::string& folder);

  // Of its cells and of the headers over them.
  std::int64_t fingerprint_of(const Row& row);

  // The next row of the sheet, with its fingerprint and its id number. One of which the cells cannot be trusted is left
  // out.
  void look_at(const Row& row, std::int64_t print, const ReadIdNumber& id);
  // All rows that are left; then everything is known, and no row need be looked at again.
  void look_at_rest(Sheet& sheet);
  bool know_all() const { return know_all_; }

  // No row is looked at any more; what was found stays.
  void stop_looking() { firsts_.clear(); }

  // Whether what was said of a row earlier was wrong, as one looked at later showed.
  bool came_too_late() const { return came_too_late_; }

  // Does an earlier line hold the same cells?
  bool repeats(int line) const;
  // The line that claims the same id number or 学籍号 with other cells; 0 if there is none, so far.
  int contradicts(int line) const;
  // Whether a spreadsheet rounded id numbers of this file: of those it rounded one in eleven passes the check by
  // chance.
  bool has_rounded_ids() const { return has_rounded_ids_; }

 private:
  // What is kept of a line under each of its keys.
  struct Claim {
    int line = 0;              // 0: no one claims it
    bool usual_xueji = false;  // the 学籍号 of the line is a G before its id number
    std::int64_t print = 0;    // the lower half of its fingerprint
    std::int64_t packed() const;
    static Claim unpacked(std::int64_t value);
  };
  Claim note(std::int64_t key, const Claim& claim);
  void note_xueji(std::string_view xueji, std::string_view id_number, const Claim& claim);
  void meet(const Claim& first, const Claim& claim);

  std::string text_;     // of the row at hand: the reading in front, then each cell with an end that no cell holds
  std::size_t reading_;  // how long that is
  KeyMap firsts_;        // the first claim of each id number, each 学籍号, and each row that has neither
  KeyMap others_;        // of each line that is contradicted: the other
  std::vector<bool> repeats_;  // by the line on which a row begins
  bool has_rounded_ids_ = false;
  bool came_too_late_ = false;
  bool know_all_ = false;
};

}  // namespace ksbx
