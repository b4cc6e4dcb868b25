#include "model/makers.h"

#include <algorithm>
#include <array>
#include <span>

namespace ksbx {
namespace {

using Signs = std::span<const std::string_view>;

constexpr std::array<std::string_view, 10> strong = {"、", "，", ",", "；", ";", "/", "／", "|", "\n", "\r"};
constexpr std::array<std::string_view, 3> spaces = {" ", "　", "\t"};
constexpr std::array<std::string_view, 4> words_between = {"和", "与", "及", "跟"};

// The names between the signs, none empty; a 和 with spaces around it is none.
std::vector<std::string> cut(std::string_view words, Signs signs) {
  std::vector<std::string> names(1);
  while (!words.empty()) {
    const auto* const sign = std::find_if(signs.data(), signs.data() + signs.size(),
                                          [&](std::string_view one) { return words.starts_with(one); });
    if (sign == signs.data() + signs.size()) {
      names.back() += words.front();
      words.remove_prefix(1);
      continue;
    }
    names.emplace_back();
    words.remove_prefix(sign->size());
  }
  std::erase_if(names, [](const std::string& name) {
    return name.empty() || std::ranges::find(words_between, name) != words_between.end();
  });
  return names;
}

}  // namespace

Makers makers_in(std::string_view words, const std::function<bool(const std::string& name)>& is_known) {
  if (std::string whole(words); is_known(whole)) return {{std::move(whole)}, true};
  for (const Signs signs : {Signs(strong), Signs(spaces), Signs(words_between)}) {
    const std::vector<std::string> names = cut(words, signs);
    const bool is_whole = names.empty() || (names.size() == 1 && names.front() == words);
    if (is_whole) continue;
    Makers found{{}, true};
    for (const std::string& name : names) {
      const Makers more = makers_in(name, is_known);
      found.people.insert(found.people.end(), more.people.begin(), more.people.end());
      found.are_all = found.are_all && more.are_all;
    }
    if (!found.people.empty()) return found;
  }
  return {};
}

}  // namespace ksbx
