// shell_word: a word as somebody can copy it into a command line.
#pragma once

#include <string>
#include <string_view>

namespace ksbx {

// In quotes where a shell would cut it or take a sign of it for its own: 七年级(1)班 needs them. As it is otherwise.
inline std::string shell_word(std::string_view word) {
  constexpr std::string_view special = " \t\n()[]{}<>|&;*?!#~`$\"\\'";
  if (!word.empty() && word.find_first_of(special) == std::string_view::npos) return std::string(word);
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'')
      quoted += "'\\''";
    else
      quoted += c;
  }
  return quoted + "'";
}

}  // namespace ksbx
