#include "app/enter/promote_roles.h"

#include <algorithm>

#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

// Roles held at the class from before the new grades hold until now.
std::vector<Assignment> old_roles(const Organisation& organisation, UnitId school_class, Day to, Day grades_begin) {
  std::vector<Assignment> roles;
  std::ranges::copy_if(organisation.assignments(), std::back_inserter(roles), [&](const Assignment& one) {
    return one.unit == school_class && one.from < grades_begin && one.from < to && !one.until;
  });
  return roles;
}

bool is_named_anew(const Organisation& organisation, UnitId school_class, const std::string& role, Day grades_begin) {
  return std::ranges::any_of(organisation.assignments(), [&](const Assignment& one) {
    return one.unit == school_class && one.role == role && one.from >= grades_begin;
  });
}

}  // namespace

int move_roles(Transaction& transaction, const Organisation& organisation, const std::vector<ClassStep>& steps, Day to,
               Day grades_begin, TeachersThen then) {
  int written = 0;
  for (const ClassStep& step : steps)
    for (const Assignment& one : old_roles(organisation, step.from, to, grades_begin)) {
      written += end_assignment(transaction, one.unit, one.role, one.person, to - 1) == Effect::written;
      if (then == TeachersThen::end || !step.into || is_named_anew(organisation, step.into, one.role, grades_begin))
        continue;
      written +=
          assign(transaction, {{}, one.person, one.role, step.into, to, std::nullopt, one.acting}) == Effect::written;
    }
  return written;
}

}  // namespace ksbx
