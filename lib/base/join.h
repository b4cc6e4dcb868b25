// join: a list as one text, for sentences and cells.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/text.h"

namespace ksbx {

// {"P29", "P30"} with ", " between: "P29, P30"; nothing for no items. `word` is what stands for an item: a member or a
// function of it. Nothing is before the first item that has words.
//
//   join(rule.clauses, " ");
//   join(layouts, ", ", &Layout::name);
template <class Items, class Word = std::identity>
std::string join(const Items& items, std::string_view between, const Word& word = {}) {
  std::string all;
  for (const auto& item : items) {
    if (!all.empty()) all += between;
    all += std::invoke(word, item);
  }
  return all;
}

// The same in both languages: 家长、班主任 and "guardian, class teacher". `word` gives a Text, or words of no language.
template <class Items, class Word = std::identity>
Text enumerated(const Items& items, const Word& word = {}, const Text& between = {"、", ", "}) {
  Text all;
  for (const auto& item : items)
    all = text("{}{}{}", "{}{}{}", all, all.empty() ? Text{} : between, std::invoke(word, item));
  return all;
}

}  // namespace ksbx
