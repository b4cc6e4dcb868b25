// RowConflicts: which lines of a roster contradict or repeat each other.
//
// The first of two lines that claim one id number must not win over the second. Nearly every roster has no such lines,
// so each is looked at on its way in and the file is read once. Where a line contradicts one that was let through
// before, that came too late: the rest is looked at, what was taken so far is dropped, and the sheet is read again, now
// that all is known.
//
// Rows of the other rosters of the call count as well (app/import/roster_claims.h): what they say is compared when the
// row is stored, since another roster may have other columns.
//
// One 学籍号 in two rows with two id numbers is a number in doubt, not a child: both are kept without it, unless it is
// made of the id number of one of them. So is a number in two rows of which name and birthday both differ.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/import/roster_claims.h"
#include "files/cell/cell.h"
#include "files/sheet/sheet.h"
#include "store/spill/key_map.h"

namespace ksbx {

class RowConflicts {
 public:
  // `reading`: how the sheet is read (Sheet::reading). The same cells under other headers say something else.
  // `folder`: where the keys of many lines may lie. `claims`: the roster has begun there.
  RowConflicts(const std::string& reading, const std::string& folder, RosterClaims& claims);

  // Of its cells and of the headers over them.
  std::int64_t fingerprint_of(const Row& row);

  // The next row of the sheet, with its fingerprint and its id number. One of which the cells cannot be trusted is left
  // out.
  void look_at(const Row& row, std::int64_t print, const ReadIdNumber& id);
  // All rows that are left; then everything is known, and no row need be looked at again.
  void look_at_rest(Sheet& sheet);
  bool know_all() const { return know_all_; }

  // No row is looked at any more; what was found stays.
  void stop_looking() {
    elsewhere_.clear();
    claims_.stop_looking();
  }

  // Whether what was said of a row earlier was wrong, as one looked at later showed.
  bool came_too_late() const { return came_too_late_; }

  // Does an earlier line hold the same cells?
  bool repeats(int line) const;
  // The line, counted through the rosters of the call, that claims the same id number or 学籍号 with other words; 0 if
  // there is none, so far.
  std::int64_t contradicts(int line) const;
  // The line of an earlier roster that claims the same; 0 if there is none.
  std::int64_t elsewhere(int line) const;
  // Each row as it is read, before it is asked about.
  void compare_contradicted(const Row& row, const ReadIdNumber& id);
  // The number of the line that another child has as well, whatever the two rows else say.
  RosterClaims::Number doubtful_number(int line) const { return claims_.doubtful_number(claims_.line_of(line)); }
  // Whether another child has the 学籍号 of the line, too.
  bool has_doubtful_xueji(int line) const;
  // Whether a spreadsheet rounded id numbers of this file: of those it rounded one in eleven passes the check by
  // chance.
  bool has_rounded_ids() const { return has_rounded_ids_; }

 private:
  using Claim = RosterClaims::Claim;
  void note_xueji(std::string_view xueji, const Claim& first_of_id, std::string_view id_number, const Claim& claim);
  void meet(const Claim& first, const Claim& claim);
  void meet_by_xueji(const Claim& first, const Claim& first_of_id, const Claim& claim);

  RosterClaims& claims_;
  std::string text_;     // of the row at hand: the reading in front, then each cell with an end that no cell holds
  std::size_t reading_;  // how long that is
  KeyMap elsewhere_;     // the line of an earlier roster, by the line that claims the same
  std::vector<bool> repeats_;  // by the line on which a row begins
  bool has_rounded_ids_ = false;
  bool came_too_late_ = false;
  bool know_all_ = false;
};

}  // namespace ksbx
