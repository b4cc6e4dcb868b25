// The values of all parameters by which nights judged (Parameter::judged), each list once, by the first night that
// judged by it. Nothing is ever changed or removed; what an undone night wrote does not count.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/rulebook/rulebook.h"
#include "store/ledger/duty_store.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

bool knows_judged_values(Database& database, const std::string& rulebook);

// Of each parameter of the rulebook of this id: by what the nights before `before` judged, through the last day of
// them; of all nights if nothing is given.
std::map<std::string, std::vector<Parameter::Judged>> judged_values(Database& database, const std::string& rulebook,
                                                                    const std::optional<Run>& before);

// That `run` judges by these. Nothing of those by which the night before it judged.
void keep_judged_values(Transaction& transaction, const Rulebook& rulebook, std::int64_t run);
// The run that will be written next.
void keep_judged_values(Transaction& transaction, const Rulebook& rulebook);

}  // namespace ksbx
