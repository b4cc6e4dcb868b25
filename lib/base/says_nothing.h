// says_nothing: words that fill a cell and say nothing: "不详", "NULL", "#N/A", "—", "1111111".
#pragma once

#include <string_view>

namespace ksbx {

// Case and the spaces around it do not matter. An empty text is no placeholder.
bool says_nothing(std::string_view text);

}  // namespace ksbx
