// The values of a row as bytes that no other values have: what digests of rows are made of.
//
// Each value says its type and its length, so that nothing can be moved from one to the next. The same values give the
// same bytes wherever they come from: from a row that is just being written, or from one that is read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"

namespace ksbx {

void add_null(std::string& bytes);
void add_number(std::string& bytes, std::int64_t value);
void add_fraction(std::string& bytes, double value);
void add_text(std::string& bytes, std::string_view value);
void add_blob(std::string& bytes, std::string_view value);

// Takes one value off the front of `bytes`; a blob comes as text. False if there is none or it is cut off.
bool take_value(std::string_view& bytes, Cell& value);

}  // namespace ksbx
