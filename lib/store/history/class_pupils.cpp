#include "store/history/class_pupils.h"

#include <algorithm>

#include "store/roster/student_row.h"

namespace ksbx {
namespace {

// Stays that overlap or follow each other become one.
void join_stays(std::vector<std::pair<Day, Day>>& stays) {
  std::ranges::sort(stays);
  std::vector<std::pair<Day, Day>> joined;
  for (const auto& stay : stays) {
    if (!joined.empty() && stay.first <= joined.back().second)
      joined.back().second = std::max(joined.back().second, stay.second);
    else
      joined.push_back(stay);
  }
  stays = std::move(joined);
}

}  // namespace

ClassPupils::ClassPupils(Database& database, Moment known_at)
    : database_(database),
      known_at_(database, known_at),
      placements_(placements(database, known_at)),
      now_(database, "SELECT id FROM t_student WHERE class = ? ORDER BY 1"),
      row_(database, select_students() + " WHERE id = ?") {}

std::optional<std::vector<Day>> ClassPupils::turns(UnitId school_class, Day since) {
  std::vector<Stay> all;
  for (const StudentId id : ever_in(school_class)) {
    for (const Stay& stay : stays(id, school_class, since)) all.push_back(stay);
    join_stays(all);
    if (all.size() == 1 && all.front().first <= since && all.front().second == never) return std::nullopt;
  }
  std::vector<Day> turns;
  for (const auto& [first, end] : all) {
    turns.push_back(first);
    if (end != never) turns.push_back(end);
  }
  return turns;
}

std::vector<StudentId> ClassPupils::ever_in(UnitId school_class) {
  if (!former_) {
    former_.emplace();
    Statement rows(database_,
                   "SELECT DISTINCT CAST(before AS INTEGER), student FROM t_student_change WHERE field = "
                   "'school_class' AND before <> ''");
    while (rows.step()) (*former_)[rows.id<UnitId>(0)].push_back(rows.id<StudentId>(1));
  }
  now_.start(school_class);
  const std::vector<StudentId> here = now_.ids<StudentId>();
  const std::vector<StudentId>& gone = (*former_)[school_class];
  std::vector<StudentId> all;
  for (std::size_t i = 0; i < std::max(here.size(), gone.size()); ++i) {
    if (i < here.size()) all.push_back(here[i]);
    if (i < gone.size()) all.push_back(gone[i]);
  }
  return all;
}

std::vector<ClassPupils::Stay> ClassPupils::stays(StudentId id, UnitId school_class, Day since) {
  std::vector<Stay> found;
  if (!row_.start(id).step()) return found;
  Student student = student_in(row_);
  const std::optional<Day> own_since = known_at_.since(id, since_in(row_, since_column));
  row_.reset();
  if (!own_since) return found;
  known_at_.undo(student);
  const Day first = *own_since <= since ? Day::first() : *own_since;
  std::vector<Placement> places = placements_(student);
  if (places.empty()) places.push_back(placement_of(student, Day::first()));
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].school_class != school_class || places[i].enrolment != Enrolment::enrolled) continue;
    const Stay stay{std::max(first, places[i].from), i + 1 < places.size() ? places[i + 1].from : never};
    if (stay.first < stay.second) found.push_back(stay);
  }
  return found;
}

}  // namespace ksbx
