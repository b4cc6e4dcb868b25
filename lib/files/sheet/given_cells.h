// GivenCells: what a person says of all rows of a table because the table itself does not: --set 班级=七年级1班.
//
// Columns go by the names that a mapping may use. 月份 (month) is no column of any list: it says in which month a class
// register with days across was kept.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "files/sheet/columns.h"
#include "files/sheet/typed_row.h"

namespace ksbx {

// Whether the word means the month of a register: 月份, month.
bool is_month_word(std::string_view column);

// What is given for that column of the layout; nothing if it is not.
std::optional<std::string> given_for(const std::vector<TypedCell>& given, const Layout& layout, ColumnName column);
// What is given as the month of a register, as typed; nothing if it is not.
std::optional<std::string> given_month(const std::vector<TypedCell>& given);

// A value was given for a column that the file has.
Problem column_is_there(const std::string& column, Origin origin);
// A value was given for a column that such a list does not have.
Problem no_such_column(const std::string& column, const Layout& layout, const std::string& file);

}  // namespace ksbx
