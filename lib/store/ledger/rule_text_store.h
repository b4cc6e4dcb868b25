// The rules and calendars by which nights judged, each once, by the digest that its run names (files packed by
// files/rulebook/rule_texts.h). Nothing is ever changed or removed, so a decision can be judged again a year later.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/sqlite/transaction.h"

namespace ksbx {

bool keeps_rule_text(Database& database, const std::string& digest);
// Nothing where it is kept already.
void keep_rule_text(Transaction& transaction, const std::string& digest, std::string_view packed);
// Nothing if it was not kept: by an older ksbx.
std::optional<std::string> rule_text(Database& database, const std::string& digest);

}  // namespace ksbx
