// placeholders: {names} in a text that someone wrote, and what is in their place.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

// The text with `value_of(name)` in the place of each {name}. Braces for which it gives nothing stay as they are. The
// text is read once: a value that looks like a placeholder is none.
std::string filled(std::string_view text,
                   const std::function<std::optional<std::string>(std::string_view name)>& value_of);

// What is in braces, in order; a brace that is never closed begins none.
std::vector<std::string> placeholders_in(std::string_view text);

}  // namespace ksbx
