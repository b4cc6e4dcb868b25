// The grammar of conditions: from a text to a typed tree (policy/condition/condition_node.h).
#pragma once

#include <optional>
#include <string_view>

#include "policy/condition/condition_faults.h"
#include "policy/condition/condition_node.h"

namespace ksbx {

// Nothing if there is any fault. All misspellings, unknown names and wrong types of the text are
// reported together; a text whose structure is broken (code "condition-syntax") is reported up to
// the place where it breaks. A text over 4,000 bytes is "condition-too-long", one that nests more
// than 50 deep is "condition-too-deep".
enum class Wanted { boolean, any_value };
std::optional<Node> parse_condition(std::string_view source, Wanted wanted, const Vocabulary& names,
                                    const Vocabulary& parameters, Faults& faults);

}  // namespace ksbx
