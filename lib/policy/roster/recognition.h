// Recognition (认人): is the pupil of a row one who is known?
//
// By id number, by 学籍号, by school, class, name and date of birth, in this order; never by a name alone. Where a row
// contradicts what is known of the one it points at, or could be one of several, no one decides but a person: the row
// waits (deferred decision).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "model/student.h"

namespace ksbx {

enum class RowDoubt {
  none,
  other_person,  // the same id number or 学籍号, but another name at another school, or another name and date of birth
  two_ids,       // the same 学籍号, or the same class, name and date of birth, under two numbers
  two_pupils,    // the id number is one pupil's, the 学籍号 another's
  several,       // class, name and date of birth fit several
  taken,         // another row of the file is that pupil already
  another_class,   // name and date of birth fit someone elsewhere, and a number is missing to tell
  name_and_class,  // the name fits someone of the class, and nothing else is there to tell
};
std::string_view name_of(RowDoubt doubt);
std::optional<RowDoubt> row_doubt(std::string_view name);
Text label_of(RowDoubt doubt);

// `known` has the row's id number. `school`: whether the row is of the school that he is in.
enum class SchoolThen { same, other };
RowDoubt doubt_by_id(const Student& known, const Student& row, SchoolThen school);
// `known` has the row's 学籍号, and no one has its id number.
RowDoubt doubt_by_xueji(const Student& known, const Student& row);
// Whether two names are one name, however it is written: spaces, dots between its parts, notes in brackets, full-width
// and compatibility forms, traditional and variant characters do not matter (陳測 二（走读） is 陈测二). Anything else
// does: 王小明 and 王小红 may be brothers and sisters.
bool is_one_name(std::string_view a, std::string_view b);
// Can these be one child at all? Not if both have an id number, or both a formal 学籍号 (G…), and they differ.
bool may_be_one(const Student& a, const Student& b);

}  // namespace ksbx
