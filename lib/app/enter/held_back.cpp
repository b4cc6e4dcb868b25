#include "app/enter/held_back.h"

#include <algorithm>

#include "policy/roster/movement.h"
#include "store/history/question_store.h"
#include "store/roster/roster_store.h"

namespace ksbx {

HeldBack::HeldBack(const Workspace& workspace, Transaction& transaction)
    : workspace_(workspace), transaction_(transaction), new_grades_(grades_begin(workspace.dates.today)) {}

bool HeldBack::names_old_class(const Organisation& organisation, const Student& known, const Student& row) {
  if (row.enrolment != Enrolment::enrolled || !row.school_class) return false;
  if (known.enrolment == Enrolment::graduated && known.school_class == row.school_class)
    return standing_since(workspace_.database, known.id) >= new_grades_;
  const Unit* now = organisation.find(known.school_class);
  const Unit* then = organisation.find(row.school_class);
  if (!now || !then || then->year <= 0 || now->year != then->year + 1) return false;
  const auto school = [&](UnitId school_class) { return organisation.above(school_class, UnitKind::school); };
  if (school(now->id) != school(then->id)) return false;
  return left_since(workspace_.database, known.id, then->id, new_grades_);
}

bool HeldBack::is_of_last_year(std::int64_t rows) const {
  return 2 * static_cast<std::int64_t>(waiting_.size()) > rows;
}

Student HeldBack::as_held_back(Student now, UnitId old_class) {
  now.school_class = old_class;
  if (now.enrolment == Enrolment::graduated) now.enrolment = Enrolment::enrolled;
  return now;
}

void HeldBack::keep_in_class(const std::set<UnitId>& classes, const std::function<bool(StudentId)>& is_named) {
  for (const UnitId school_class : classes) {
    std::vector<StudentId> old = placed_before(workspace_.database, school_class, new_grades_);
    if (old.empty()) continue;
    const std::size_t all = students_of_classes(workspace_.database, {school_class}).size();
    const std::size_t newcomers = all - old.size();
    if (2 * newcomers < old.size()) continue;
    std::erase_if(old, [&](StudentId id) { return !is_named(id); });
    if (old.size() > newcomers) continue;
    for (const StudentId id : old) stay(transaction_, id, school_class, workspace_.dates.today);
  }
}

}  // namespace ksbx
