// nearest: "did you mean …?" for commands, options, columns, units and facts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

// The candidate that is fewest edits away from `word` (characters inserted, dropped, changed or two neighbours
// swapped), if that is at most a third of the longer word and at least one character is right; otherwise an empty
// string. The first wins a tie.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace ksbx
