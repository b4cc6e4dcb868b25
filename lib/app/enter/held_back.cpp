#include "app/enter/held_back.h"

#include <algorithm>
#include <iterator>

#include "policy/roster/movement.h"
#include "store/history/question_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"

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

Problem HeldBack::told(StudentId student, Origin at) {
  return {Severity::warning, "W_HELD_BACK", std::move(at),
          text("{} 已升级或毕业，名册里还在原来的班：按留级放回",
               "{} had moved up or graduated and is in his old class here: held back", short_code(student)),
          text("不是留级的，改正名册后再导入", "if he is not, correct the roster and import it again")};
}

void HeldBack::keep_in_class(const std::set<UnitId>& classes, const Named& is_named) {
  for (const UnitId school_class : classes) {
    std::vector<StudentId> old = placed_before(workspace_.database, school_class, new_grades_);
    if (old.empty()) continue;
    const std::size_t all = students_of_classes(workspace_.database, {school_class}).size();
    const std::size_t newcomers = all - old.size();
    if (newcomers > 0 && 2 * newcomers < old.size()) continue;
    std::erase_if(old, [&](StudentId id) { return !is_named(id); });
    const bool stays = newcomers > 0 ? old.size() <= newcomers : !old.empty() && is_in_new_year(school_class, is_named);
    if (!stays) continue;
    for (const StudentId id : old) stay(transaction_, id, school_class, workspace_.dates.today);
  }
}

// Nobody came into the class, so it does not show by itself: whether nearly all whom the roster names at its school are
// where they were not last year.
bool HeldBack::is_in_new_year(UnitId school_class, const Named& is_named) {
  if (!organisation_) organisation_ = load_organisation(workspace_.database);  // with the classes that the roster made
  const Unit* school = organisation_->above(school_class, UnitKind::school);
  if (!school) return false;
  std::int64_t newcomers = 0, old = 0;
  for (const UnitId one : organisation_->classes_of(school->id)) {
    const std::vector<StudentId> before = placed_before(workspace_.database, one, new_grades_);
    newcomers += std::ssize(students_of_classes(workspace_.database, {one})) - std::ssize(before);
    old += std::ranges::count_if(before, is_named);
  }
  return old < newcomers && !is_too_many(old, old + newcomers);
}

}  // namespace ksbx
