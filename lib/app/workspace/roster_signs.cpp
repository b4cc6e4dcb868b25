#include "app/workspace/roster_signs.h"

#include <algorithm>

#include "policy/judge/route.h"
#include "store/history/history_store.h"
#include "store/history/record_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

std::string class_with_grade(const Organisation& organisation, UnitId school_class) {
  const Unit* one = organisation.find(school_class);
  if (!one) return {};
  const std::string grade = organisation.name_of(one->parent);
  return grade.empty() ? one->name : grade + " " + one->name;
}

Meant meant_by(RosterSign sign) {
  switch (sign) {
    case RosterSign::missing: return Meant::roster_missing;
    case RosterSign::reappeared: return Meant::roster_found;
    case RosterSign::transferred: return Meant::transfer_in;
    case RosterSign::graduated: return Meant::graduation;
  }
  return {};
}

// As far as the rulebook says which fields hold it.
void fill(Record& record, const Meanings& meaning, RosterSign sign, const std::string& school,
          const std::string& school_class) {
  switch (sign) {
    case RosterSign::missing:
      meaning.put(record, Meant::roster_missing_school, school);
      meaning.put(record, Meant::roster_missing_class, school_class);
      return;
    case RosterSign::reappeared:
      meaning.put(record, Meant::roster_found_school, school);
      meaning.put(record, Meant::roster_found_class, school_class);
      return;
    case RosterSign::transferred:
      meaning.put(record, Meant::transfer_in_school, school);
      meaning.put(record, Meant::transfer_in_attending, false);
      return;
    case RosterSign::graduated:
      meaning.put(record, Meant::graduation_completed);
      meaning.put(record, Meant::graduation_next_unknown);
      return;
  }
}

}  // namespace

std::unordered_set<StudentId> RosterSigns::missing() const {
  const Meanings& meaning = workspace_.rulebook.meaning;
  if (!meaning.find(Meant::roster_missing)) return {};
  const auto students =
      students_left_at(workspace_.database, meaning.id(Meant::roster_missing), meaning.id(Meant::roster_found));
  return {students.begin(), students.end()};
}

Effect RosterSigns::note(RosterSign sign, StudentId student, UnitId school_class) {
  const Meanings& meaning = workspace_.rulebook.meaning;
  const RecordKind* kind = workspace_.rulebook.record(meaning.id(meant_by(sign)));
  if (!kind || !kind->is_about(SubjectKind::student)) return Effect::unchanged;
  const Unit* school = organisation().above(school_class, UnitKind::school);
  Record record;
  record.kind = kind->kind;
  record.student = student;
  record.day = workspace_.dates.today;
  record.recorded = workspace_.dates.now;
  fill(record, meaning, sign, school ? school->name : std::string(), class_with_grade(organisation(), school_class));
  const auto is_untold = [&](const Field& field) { return field.required && !record.fields.contains(field.name); };
  if (std::ranges::any_of(kind->fields, is_untold)) return Effect::unchanged;
  return add(transaction_, record).effect;
}

void RosterSigns::note_reception(const Record& written) {
  const Rulebook& rulebook = workspace_.rulebook;
  if (!written.student || !rulebook.meaning.says(written, Meant::transfer_out)) return;
  const auto note_if_there = [&](const History& known) {
    if (came_before(rulebook, organisation(), known, written))
      note(RosterSign::transferred, written.student, known.placement_on(written.day).school_class);
  };
  // Of a pupil whose history cannot be read nothing is known.
  const auto unreadable = [](const Subject&, const Problem&) {};
  for_each_history(workspace_.database, organisation(), {written.student}, workspace_.dates.now, note_if_there,
                   unreadable);
}

const Organisation& RosterSigns::organisation() {
  if (!organisation_) organisation_ = load_organisation(workspace_.database);
  return *organisation_;
}

}  // namespace ksbx
