// SessionClaims: which rows of the attendance returns of one call speak of the same session of a pupil, and which of
// them contradict.
//
// Of two rows that say 旷课 and 到校 of one child, neither may win because it comes later. Nearly every call has no
// such rows, so each is taken on its way in. Where one contradicts a row that was taken before, that came too late: the
// files are read to their end, what was taken is dropped, and they are read again, now that all is known.
//
// Kept of a session are eight bytes and its key, in bounded memory (store/spill/key_map.h).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/attendance.h"
#include "store/spill/key_map.h"

namespace ksbx {

class SessionClaims {
 public:
  // A row, by the place of its file among those of the call (from 0) and its line.
  struct Place {
    int file = 0;
    int line = 0;
    bool operator==(const Place&) const = default;
  };
  // What a row says of a session, beside what the others say of it.
  enum class Standing {
    first,        // no other row spoke of it before
    same,         // an earlier row says just that
    other_words,  // an earlier row says so for another reason, or that he was there in another way
    contradicted,
  };
  struct Met {
    Standing standing = Standing::first;
    Place other = {};                  // the row that said so first, or that contradicts
    Presence its = Presence::present;  // what that row says
  };

  // `folder`: where the keys of many rows may lie.
  explicit SessionClaims(const std::string& folder) : firsts_(folder), others_(folder) {}

  Met meet(const Mark& mark, Place place);

  // Whether a row was taken that another one, read later, contradicts.
  bool came_too_late() const { return came_too_late_; }
  // Everything is known; the files are read again.
  void begin_again() { came_too_late_ = false; }

 private:
  KeyMap firsts_;  // of each session: the first row
  KeyMap others_;  // of each that is contradicted: the first row that does
  bool came_too_late_ = false;
};

}  // namespace ksbx
