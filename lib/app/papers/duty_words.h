// duty_words: a duty in the words of the rulebook: its role, its action, who answers for it, how it stands.
#pragma once

#include "base/text.h"
#include "model/duty.h"
#include "model/unit.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// The rulebook's label; the id itself where the rulebook has it no more.
Text label_of_role(const Rulebook& rulebook, const std::string& id);
Text label_of_action(const Rulebook& rulebook, const std::string& id);

// Who answers: the person, else the unit, else that no one does.
Text responsible(const Assignee& who, const Organisation& organisation);

// With the one who held the post on that day, and his deadline: a post that changed hands after the deadline was
// another's before.
Duty as_on(Duty duty, Day day);

// How the duty stood on that day: 待办, 逾期, 2026-10-15 完成, 撤销.
Text state_on(const Duty& duty, Day day);

}  // namespace ksbx
