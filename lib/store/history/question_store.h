// Which subjects one pass of a night must look at, by the day it judges.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/day.h"
#include "model/history.h"
#include "model/id.h"
#include "store/history/history_store.h"
#include "store/sqlite/database.h"

namespace ksbx {

// The earliest day of which any mark, register or record speaks; nothing in an empty store.
std::optional<Day> first_day_of_facts(Database& database);

// The day on which the books begin: the earliest of which they say anything, or that of the first import if that is
// earlier; nothing in an empty store. Of no day before it is anything known.
std::optional<Day> first_day_of_books(Database& database);

// Pupils with a mark or a record of that day. Ascending.
std::vector<StudentId> students_with_facts_on(Database& database, Day day);

// Everyone who was ever on the books. Ascending.
std::vector<StudentId> all_students(Database& database);

// Pupils about whom something was said since: a mark, a record, a changed field, or the same undone; who are new on the
// books; and of classes whose registers came in since for a day before `late_before`, or were undone, whoever was ever
// marked or spoken of. Ascending, each once.
std::vector<StudentId> students_spoken_of(Database& database, Seen since, Day late_before);
// Pupils who moved or whose standing changed as of that day. Ascending.
std::vector<StudentId> students_changed_on(Database& database, Day day);
// Pupils with an open duty; and those whose authorities must hear that a withdrawal no longer holds. Ascending.
std::vector<StudentId> students_with_open_duties(Database& database);
std::vector<StudentId> students_to_reinstate(Database& database);

// Classes with a register and units with a record that came in or was undone since. Ascending.
std::vector<UnitId> units_spoken_of(Database& database, Seen since);
// Units with a record of that day. Ascending.
std::vector<UnitId> units_with_records_on(Database& database, Day day);
std::vector<UnitId> units_with_open_duties(Database& database);
// Classes that somebody came into or left since, or as of that day. Ascending.
std::vector<UnitId> classes_changed_since(Database& database, Seen since);
std::vector<UnitId> classes_changed_on(Database& database, Day day);
// Classes that somebody came into or left as of a later day.
std::vector<UnitId> classes_changed_after(Database& database, Day day);

// What changed in the organisation since: units that were there already, their lessons, and posts.
struct OrganisationChanges {
  bool units = false;         // or closures, which concern everybody in them
  std::vector<UnitId> posts;  // the units of posts that someone took up or left. Ascending
};
OrganisationChanges organisation_changes(Database& database, Seen since);
// Whether a record of one of these kinds about a unit came in or was undone since.
bool unit_records_since(Database& database, Seen since, const std::vector<std::string>& kinds);

// Everyone enrolled in one of these classes. Ascending.
std::vector<StudentId> students_of_classes(Database& database, const std::vector<UnitId>& classes);
// Of whose duties somebody at one of these units (ascending) missed the deadline, done since or not. Ascending.
std::vector<StudentId> students_with_misses_at(Database& database, const std::vector<UnitId>& units);
std::vector<UnitId> units_with_misses_at(Database& database, const std::vector<UnitId>& units);
// The classes in which no one is enrolled.
std::set<UnitId> empty_classes(Database& database);
// Everyone on the books of one of these classes, whatever their enrolment. Ascending.
std::vector<StudentId> students_placed_in(Database& database, const std::vector<UnitId>& classes);

// Units that an undo took out of the organisation while duties about them were open: these are to be withdrawn.
std::vector<Subject> units_gone(Database& database);

}  // namespace ksbx
