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
      here_(database, "SELECT id FROM t_student WHERE class = ? ORDER BY 1"),
      row_(database, select_students() + " WHERE id = ?") {}

std::optional<std::vector<Day>> ClassPupils::turns(UnitId school_class, Day since) {
  std::vector<Stay> all;
  const auto is_filled_by = [&](StudentId id) {
    for (const Stay& stay : stays(id, school_class, since)) all.push_back(stay);
    join_stays(all);
    return all.size() == 1 && all.front().first <= since && all.front().second == never;
  };
  // Who is in the class and who was, by turns: few of them tell the most, and nearly always the first one tells all.
  const std::vector<StudentId>& gone = former(school_class);
  auto next = gone.begin();
  here_.start(school_class);
  for (bool more = true; more || next != gone.end();) {
    more = more && here_.step();
    const bool is_filled =
        (more && is_filled_by(here_.id<StudentId>(0))) || (next != gone.end() && is_filled_by(*next++));
    if (is_filled) {
      here_.reset();
      return std::nullopt;
    }
  }
  std::vector<Day> turns;
  for (const auto& [first, end] : all) {
    turns.push_back(first);
    if (end != never) turns.push_back(end);
  }
  return turns;
}

const std::vector<StudentId>& ClassPupils::former(UnitId school_class) {
  if (!former_) {
    former_.emplace();
    Statement rows(database_,
                   "SELECT DISTINCT CAST(before AS INTEGER), student FROM t_student_change WHERE field = "
                   "'school_class' AND before <> ''");
    while (rows.step()) (*former_)[rows.id<UnitId>(0)].push_back(rows.id<StudentId>(1));
  }
  return (*former_)[school_class];
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
