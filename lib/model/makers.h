// Makers: who made a record, where several may have: "王班主任、李校长".
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

struct Makers {
  std::vector<std::string> people;  // those that someone knows, in the order of the words
  bool are_all = false;             // the words name no one else
};

// A name that is known is one person, whatever is in it. Otherwise the words are cut at 、 ， ； / and line ends, then
// at spaces, last at 和 与 及, which may be a part of a name.
Makers makers_in(std::string_view words, const std::function<bool(const std::string& name)>& is_known);

}  // namespace ksbx
