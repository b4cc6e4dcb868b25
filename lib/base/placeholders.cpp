#include "base/placeholders.h"

namespace ksbx {

std::string filled(std::string_view text,
                   const std::function<std::optional<std::string>(std::string_view name)>& value_of) {
  std::string result;
  while (true) {
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}', open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    const auto value = value_of(text.substr(open + 1, close - open - 1));
    result.append(text.substr(0, value ? open : open + 1)).append(value.value_or(std::string()));
    text.remove_prefix(value ? close + 1 : open + 1);
  }
  result.append(text);
  return result;
}

std::vector<std::string> placeholders_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    names.emplace_back(text.substr(open + 1, close - open - 1));
  }
  return names;
}

}  // namespace ksbx
