// topics: the pages of `ksbx help TOPIC`, for what is the same in all commands.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

namespace ksbx {

struct Topic {
  std::string name;  // "exit-codes"
  Text summary;
  std::string (*page)(Language) = nullptr;
};

// In the order of the list that `ksbx help` prints.
const std::vector<Topic>& topics();

// nullptr if there is no such topic.
const Topic* topic(std::string_view name);

}  // namespace ksbx
