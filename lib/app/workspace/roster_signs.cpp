#include "app/workspace/roster_signs.h"

#include <algorithm>

#include "policy/judge/route.h"
#include "store/history/history_store.h"
#include "store/history/record_store.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

std::string class_with_grade(const Organisation& organisation, UnitId school_class) {
  const Unit* one = organisation.find(school_class);
  if (!one) return {};
  const std::string grade = organisation.name_of(one->parent);
  return grade.empty() ? one->name : grade + " " + one->name;
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
    case RosterSign::left:
    case RosterSign::suspended:
    case RosterSign::dropped_out:
    case RosterSign::died: return;
  }
}

}  // namespace

std::unordered_set<StudentId> missing_from_rosters(const Workspace& workspace) {
  const Meanings& meaning = workspace.rulebook.meaning;
  if (!meaning.find(Meant::roster_missing)) return {};
  const auto students =
      students_left_at(workspace.database, meaning.id(Meant::roster_missing), meaning.id(Meant::roster_found));
  return {students.begin(), students.end()};
}

Effect RosterSigns::note(RosterSign sign, StudentId student, UnitId school_class, std::optional<Day> day) {
  const Meanings& meaning = workspace_.rulebook.meaning;
  const RecordKind* kind = workspace_.rulebook.record(meaning.id(meant_by(sign)));
  if (!kind || !kind->is_about(SubjectKind::student)) return Effect::unchanged;
  const Unit* school = organisation().above(school_class, UnitKind::school);
  Record record;
  record.kind = kind->kind;
  record.student = student;
  record.day = day.value_or(workspace_.dates.today);
  record.recorded = workspace_.dates.now;
  fill(record, meaning, sign, school ? school->name : std::string(), class_with_grade(organisation(), school_class));
  return add(transaction_, record).effect;
}

bool RosterSigns::is_said(RosterSign sign, StudentId student) const {
  constexpr int longest_ago = 366;
  const Meanings& meaning = workspace_.rulebook.meaning;
  const Day year_ago = workspace_.dates.today - longest_ago;
  const Day since = std::max(year_ago, standing_since(workspace_.database, student).value_or(year_ago));
  bool is_said = false;
  for (const Record& record : records_of(workspace_.database, student)) {
    if (record.day >= since && meaning.says(record, meant_by(sign))) is_said = true;
    if (sign == RosterSign::left && meaning.says(record, Meant::transfer_in)) is_said = false;
  }
  return is_said;
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
