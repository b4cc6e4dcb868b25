#include "app/compare/sightings.h"

#include "store/history/attendance_store.h"

namespace ksbx {

Sightings::Sightings(Desk& desk, const Organisation& organisation, int days)
    : desk_(desk), organisation_(organisation), days_(days) {}

Sight Sightings::of(const Student& student, Day since) {
  const std::vector<Day>& days = last_days(organisation_.school_code_of(student.school_class));
  Sight sight = days.empty() ? Sight::unknown : Sight::not_seen;
  for (const Day day : days) {
    const Sight that_day = day < since ? Sight::unknown : on(day, student);
    if (that_day == Sight::seen) return Sight::seen;
    if (that_day == Sight::unknown) sight = Sight::unknown;
  }
  return sight;
}

Sight Sightings::on(Day day, const Student& student) {
  const SchoolDay& known = school_day(day);
  const bool returned = known.registers.contains(student.school_class);
  const auto marks = known.marks.find(student.id);
  if (marks == known.marks.end()) return returned ? Sight::seen : Sight::unknown;
  Sight sight = Sight::not_seen;
  for (const std::optional<Presence>& presence : marks->second) {
    if (presence ? *presence == Presence::present : returned) return Sight::seen;
    if (!presence) sight = Sight::unknown;
  }
  return sight;
}

const std::vector<Day>& Sightings::last_days(const std::string& school) {
  const auto [place, is_new] = last_days_.try_emplace(school);
  if (!is_new) return place->second;
  std::vector<Day>& days = place->second;
  const bool has_lessons = desk_.calendar.is_school_day(desk_.today, school);
  auto day = has_lessons ? std::optional(desk_.today) : desk_.calendar.previous_school_day(desk_.today, school);
  while (day && static_cast<int>(days.size()) < days_) {
    days.push_back(*day);
    day = desk_.calendar.previous_school_day(*day, school);
  }
  return days;
}

const Sightings::SchoolDay& Sightings::school_day(Day day) {
  const auto [place, is_new] = seen_.try_emplace(day);
  if (!is_new) return place->second;
  SchoolDay& found = place->second;
  for (const Register& one : registers_on(desk_.database, day)) found.registers.insert(one.school_class);
  for (const Mark& mark : marks_on(desk_.database, day))
    found.marks[mark.student][static_cast<std::size_t>(mark.session)] = mark.presence;
  return found;
}

}  // namespace ksbx
