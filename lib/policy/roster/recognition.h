// Recognition (认人): is the pupil of a row one who is known?
//
// By id number, by 学籍号, by other papers, by school, class, name and date of birth, in this order; never by a name
// alone. Where a row contradicts what is known of the one it points at (policy/roster/evidence.h), or could be one of
// several, no one decides but a person: the row waits (deferred decision).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"

namespace ksbx {

enum class RowDoubt {
  none,
  other_person,    // the same number, but another name at another school, or another name and date of birth
  two_ids,         // the same 学籍号, or the same name and date of birth, under two numbers
  two_pupils,      // the id number is one pupil's, the 学籍号, or class and name, another's
  several,         // class, name and date of birth fit several
  taken,           // another row of the file is that pupil already
  another_class,   // name and date of birth fit someone elsewhere, and a number is missing to tell
  name_and_class,  // the name fits someone of the class, and nothing else is there to tell
  left_out,        // no one known, but much like one who was there and is on no roster now
  listed,          // on a list of another office, and much like a pupil who is not on it
};
std::string_view name_of(RowDoubt doubt);
std::optional<RowDoubt> row_doubt(std::string_view name);
Text label_of(RowDoubt doubt);

// Whether two names are one name, however it is written: spaces, dots between its parts, notes in brackets, full-width
// and compatibility forms, traditional and variant characters do not matter (陳測 二（走读） is 陈测二). Anything else
// does: 王小明 and 王小红 may be brothers and sisters.
bool is_one_name(std::string_view a, std::string_view b);
// What is left of a name when its spelling is taken off.
std::u32string folded_name(std::string_view name);

}  // namespace ksbx
