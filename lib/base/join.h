// join: a list of words as one text, for sentences and cells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

// {"P29", "P30"} with ", " between: "P29, P30"; nothing for no words.
inline std::string join(const std::vector<std::string>& words, std::string_view between) {
  std::string all;
  for (const std::string& word : words) {
    if (!all.empty()) all += between;
    all += word;
  }
  return all;
}

}  // namespace ksbx
