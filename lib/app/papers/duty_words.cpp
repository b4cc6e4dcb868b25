#include "app/papers/duty_words.h"

#include <algorithm>

namespace ksbx {

Text label_of_role(const Rulebook& rulebook, const std::string& id) {
  const Role* role = rulebook.role(id);
  return role ? role->label : same_text(id);
}

Text label_of_action(const Rulebook& rulebook, const std::string& id) {
  const Action* action = rulebook.action(id);
  return action ? action->label : same_text(id);
}

// Who answers: the person, else the unit, else that no one does.
Text responsible(const Assignee& who, const Organisation& organisation) {
  const Unit* unit = organisation.find(who.unit);
  if (!who.person.empty()) {
    // Of a school one knows where to find the teacher; a town or a station is named with its person.
    const bool of_school = unit && (unit->kind == UnitKind::school || unit->kind == UnitKind::grade ||
                                    unit->kind == UnitKind::school_class);
    return !unit || of_school ? same_text(who.person) : same_text(unit->name + " " + who.person);
  }
  if (!who.assigned)
    return unit ? text("（{}未落实）", "(no one at {})", organisation.full_name(who.unit))
                : text("（未落实）", "(no one)");
  return unit ? same_text(unit->name) : text("（未落实）", "(no one)");
}

Duty as_on(Duty duty, Day day) {
  const auto then =
      std::ranges::find_if(duty.missed, [&](const Miss& miss) { return !miss.passed_on || *miss.passed_on > day; });
  if (then == duty.missed.end()) return duty;
  duty.who = then->who;
  duty.due = then->due;
  return duty;
}

Text state_on(const Duty& duty, Day day) {
  if (duty.withdrawn && *duty.withdrawn <= day && duty.ended && first_miss(duty))
    return text("逾期未办，{} 起不再要求", "missed, and not asked for from {} on", duty.ended->iso());
  if (duty.withdrawn && *duty.withdrawn <= day) return text("{} 撤销", "withdrawn {}", duty.withdrawn->iso());
  if (duty.withdrawn) return text("当时待办，后于 {} 撤销", "open then, withdrawn {}", duty.withdrawn->iso());
  if (duty.done && *duty.done <= day) {
    const bool late = duty.due && *duty.done > *duty.due;
    return late ? text("{} 完成，已逾期", "done late {}", duty.done->iso())
                : text("{} 完成", "done {}", duty.done->iso());
  }
  return duty.due && *duty.due < day ? text("逾期", "overdue") : text("待办", "open");
}

}  // namespace ksbx
