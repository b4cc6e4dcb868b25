#include "app/night/candidates.h"

#include <algorithm>

#include "app/night/storm_watch.h"
#include "policy/ledger/pauses.h"
#include "store/history/attendance_store.h"
#include "store/history/question_store.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/wake_store.h"

namespace ksbx {

Candidates::Candidates(const Workspace& workspace, const Organisation& organisation, Seen since)
    : workspace_(workspace), organisation_(organisation), since_(since), kinds_(workspace.rulebook.subjects()) {}

InQuestion Candidates::on(Day day, bool last_pass, bool judged_before) const {
  Database& database = workspace_.database;
  const OrganisationChanges changes = last_pass ? organisation_changes(database, since_) : OrganisationChanges{};
  if (changes.units) return everybody(day);
  std::set<StudentId> students;
  std::set<UnitId> others;
  const auto add = [](auto& to, const auto& more) { to.insert(more.begin(), more.end()); };
  add(students, students_awake(database, day));
  add(students, students_with_facts_on(database, day));
  add(students, students_to_reinstate(database));
  add(students, students_held_back(database, organisation_));
  add(others, units_awake(database, day));
  add(others, units_with_records_on(database, day));
  if (!last_pass) {
    add(students, students_changed_on(database, day));
    add(others, classes_changed_on(database, day));
  }
  if (last_pass) {
    add(students, students_spoken_of(database, since_, judged_before ? day + 1 : day));
    add(others, units_spoken_of(database, since_));
    add(others, classes_changed_since(database, since_));
    if (!changes.posts.empty() || unit_records_since(database, since_, muting_kinds(workspace_.rulebook))) {
      add(students, students_with_open_duties(database));
      add(students, students_of_classes(database, changes.posts));
      add(students, students_with_misses_at(database, changes.posts));
      add(others, units_with_open_duties(database));
      add(others, changes.posts);
      add(others, units_with_misses_at(database, changes.posts));
    }
  }
  return {{students.begin(), students.end()}, units(others, day, day)};
}

InQuestion Candidates::everybody(Day day) const {
  std::set<UnitId> all;
  for (const Unit& unit : organisation_.units()) all.insert(unit.id);
  return {all_students(workspace_.database), units(all, day, Day::first())};
}

// These and the classes whose register did not come, as far as the rulebook has rules for them.
std::vector<Subject> Candidates::units(std::set<UnitId> ids, Day day, Day first) const {
  std::vector<UnitId> classes;
  for (const Unit& unit : organisation_.units())
    if (unit.kind == UnitKind::school_class) classes.push_back(unit.id);
  for (const MissingRegister& missing : missing_registers(workspace_.database, {day, day}, classes))
    ids.insert(missing.school_class);
  // No one is missing from a class that no one attends: one that graduated, or where children waited to be placed.
  std::set<UnitId> deserted = empty_classes(workspace_.database);
  for (const UnitId left_later : classes_changed_after(workspace_.database, first))
    if (const Unit* left = organisation_.find(left_later); left != nullptr && !is_unclear(*left))
      deserted.erase(left_later);
  std::vector<Subject> subjects;
  for (const UnitId id : ids) {
    const Unit* unit = organisation_.find(id);
    if (unit == nullptr || !kinds_.contains(subject_kind(unit->kind))) continue;
    const Subject subject = subject_of(*unit);
    if (!deserted.contains(id) || has_duties(workspace_.database, subject)) subjects.push_back(subject);
  }
  const std::vector<Subject> gone = units_gone(workspace_.database);
  subjects.insert(subjects.end(), gone.begin(), gone.end());
  return subjects;
}

}  // namespace ksbx
