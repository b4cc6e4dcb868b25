// What becomes of the people who answer for a class when it moves up.
#pragma once

#include <vector>

#include "base/day.h"
#include "model/unit.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// A class and the class that it becomes; none: it graduated.
struct ClassStep {
  UnitId from, into;
};

enum class TeachersThen {
  follow,  // whoever has a role at a class has it at the class that it becomes
  end      // their time ends with the old year; the new staff list says who comes
};

// Roles that someone holds at these classes from before `grades_begin` end on the day before `to`. If they follow, the
// same person has the role at the class that it becomes, from `to`, unless a staff list of the new year has named
// someone there. Returns how many assignments were written. Twice: the second time nothing.
int move_roles(Transaction& transaction, const Organisation& organisation, const std::vector<ClassStep>& steps, Day to,
               Day grades_begin, TeachersThen then);

}  // namespace ksbx
