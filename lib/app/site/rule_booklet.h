// rule_booklet: the rulebook to be read: the steps of the ladder, and each rule with the words of the clauses that it
// carries out beside it.
//
// Conditions are in words as far as the rulebook has some: facts by their labels, parameters by the number that holds.
#pragma once

#include <string>

#include "app/workspace/workspace.h"
#include "base/page.h"

namespace ksbx {

// As the rules stand on the day judged; nothing of it is about a child.
Page rule_booklet(const Workspace& workspace, Language language);

// A condition for readers: 无故缺课整天数 >= 1 并且 在校.
std::string readable(const Rulebook& rulebook, Day day, const std::string& condition, Language language);

}  // namespace ksbx
