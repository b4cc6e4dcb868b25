#include "cli/words/duty_lines.h"

#include <algorithm>
#include <tuple>

#include "app/papers/duty_words.h"
#include "store/roster/roster_store.h"

namespace ksbx {
Text in_words(const Duty& duty, const Rulebook& rulebook, const Organisation& organisation, Cited clauses) {
  const Text due =
      duty.due ? text("{} 前", "by {}", duty.due->iso()) : text("期限在校历之外", "due outside the calendar");
  return text("{} {}：{}，{}（{}）", "{} {}: {}, {} ({})", label_of_role(rulebook, duty.who.role),
              responsible(duty.who, organisation), label_of_action(rulebook, duty.action), due,
              cited(rulebook, duty.clauses, clauses));
}

Table table_of(std::vector<Duty> duties, const Workspace& workspace, const Organisation& organisation,
               Language language) {
  std::sort(duties.begin(), duties.end(), [](const Duty& a, const Duty& b) {
    return std::tie(a.due, a.who.role, a.who.person, a.id) < std::tie(b.due, b.who.role, b.who.person, b.id);
  });
  Table table{"new-duties",
              text("新任务", "New duties"),
              {{"due", text("期限", "due")},
               {"role", text("职责", "role")},
               {"responsible", text("责任人", "responsible")},
               {"action", text("任务", "duty")},
               {"student_name", text("学生", "pupil"), Privacy::name},
               {"student_code", text("短码", "code")},
               {"place", text("班级", "class")},
               {"clauses", text("条款", "clauses")}},
              {}};
  for (const Duty& duty : duties) {
    const auto pupil = duty.key.subject.student ? student(workspace.database, duty.key.subject.student) : std::nullopt;
    const UnitId place = pupil ? pupil->school_class : duty.key.subject.unit;
    table.rows.push_back(
        {duty.due ? Cell(duty.due->iso()) : Cell(), label_of_role(workspace.rulebook, duty.who.role).in(language),
         responsible(duty.who, organisation).in(language),
         label_of_action(workspace.rulebook, duty.action).in(language), pupil ? Cell(pupil->name) : Cell(),
         pupil ? Cell(short_code(pupil->id)) : Cell(), place ? organisation.full_name(place) : std::string(),
         cited(workspace.rulebook, duty.clauses).in(language)});
  }
  return table;
}

}  // namespace ksbx
