// Whom one pass of a night must look at, by the day it judges.
#pragma once

#include <optional>
#include <vector>

#include "base/day.h"
#include "model/history.h"
#include "model/id.h"
#include "store/sqlite/database.h"

namespace ksbx {

// The earliest day of which any mark, register or record speaks; nothing in an empty store.
std::optional<Day> first_day_of_facts(Database& database);

// Pupils with a mark or a record of that day. Ascending.
std::vector<StudentId> students_with_facts_on(Database& database, Day day);

// Pupils who must be followed although nothing new was said: an open duty, a doubt, or an idle minor. Ascending.
std::vector<StudentId> students_to_follow(Database& database);

// Everybody enrolled in one of these classes. Ascending.
std::vector<StudentId> students_of_classes(Database& database, const std::vector<UnitId>& classes);
// Everybody on the books of one of these classes, whatever their enrolment. Ascending.
std::vector<StudentId> students_placed_in(Database& database, const std::vector<UnitId>& classes);

// Units that an undo took out of the organisation while duties about them were open: these are to be withdrawn.
std::vector<Subject> units_gone(Database& database);

}  // namespace ksbx
