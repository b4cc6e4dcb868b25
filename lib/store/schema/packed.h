// Id numbers and 学籍号 as whole numbers: half the space of the text, and quick to sort and to look up.
//
// 17 digits and a check character are 17 digits × 11 + 0 … 10; a leading G, J or L adds 1, 2 or 3 × 1.1e18. What is
// spelled any other way stays text, so nothing is lost: the column is of type ANY.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/table.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Nothing for whatever is spelled another way.
std::optional<std::int64_t> packed_number(std::string_view number);
// The number, else the text; NULL for an empty text.
Cell packed(std::string_view number);
// The text again, from a column that holds a packed one. DamagedValue (store/sqlite/stored_value.h) for a number that
// packs none.
std::string unpacked(const Statement& statement, int column);
// The SQL that packs a text of 18 characters that is an id number.
std::string packed_id_sql(const std::string& text);
// The SQL that unpacks `column`.
std::string unpacked_sql(const std::string& column);

}  // namespace ksbx
