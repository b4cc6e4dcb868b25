// DamagedValue: something stored that no ksbx ever wrote, a flipped bit or someone else's hand.
//
// The file itself is whole, so only what the value belongs to is in question: one pupil, one duty. A night leaves
// that one out and judges all others; a command about him alone ends with it, as with any other damage
// (Failure::database, "database-damaged").
#pragma once

#include <string_view>

#include "base/problem.h"
#include "store/sqlite/database.h"

namespace ksbx {

class DamagedValue : public Error {
 public:
  using Error::Error;
};

// Throws DamagedValue, which names the column or table as it is called in the file.
[[noreturn]] void fail_damaged_value(std::string_view where);

// A stored number that stands for one of the names of an enumeration, 0 to `last`. Throws DamagedValue for any other.
template <class Enumeration>
Enumeration one_of(const Statement& row, int column, Enumeration last) {
  const std::int64_t number = row.number(column);
  if (number < 0 || number > static_cast<std::int64_t>(last)) fail_damaged_value(row.column_name(column));
  return static_cast<Enumeration>(number);
}

}  // namespace ksbx
