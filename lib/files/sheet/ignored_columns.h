// ignored_columns: that columns of a table are not read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"

namespace ksbx {

// W_IGNORED_COLUMNS in one line for all columns at `places` that have a header; nothing if there are none. `where`: the
// sheet, for tables whose file does not name it; else empty.
std::optional<Problem> ignored_columns(const Origin& header, const Text& where, const std::vector<std::size_t>& places,
                                       const std::vector<std::string>& headers);

}  // namespace ksbx
