#include "app/compare/recent_attendance.h"

#include "store/history/attendance_store.h"

namespace ksbx {

RecentAttendance::RecentAttendance(const Workspace& workspace, const Organisation& organisation, int days,
                                   std::unordered_set<StudentId> missing)
    : workspace_(workspace), organisation_(organisation), days_(days), missing_(std::move(missing)) {}

LastSeen RecentAttendance::of(const Student& student, Day since) {
  const std::vector<Day>& days = last_days(organisation_.calendar_place(student.school_class));
  LastSeen last_seen = days.empty() ? LastSeen::unknown : LastSeen::not_seen;
  for (const Day day : days) {
    const LastSeen that_day = day < since ? LastSeen::unknown : on(day, student);
    if (that_day == LastSeen::seen) return LastSeen::seen;
    if (that_day == LastSeen::unknown && !missing_.contains(student.id)) last_seen = LastSeen::unknown;
  }
  return last_seen;
}

LastSeen RecentAttendance::on(Day day, const Student& student) {
  const SchoolDay& known = school_day(day);
  const bool returned = !missing_.contains(student.id) && known.registers.contains(student.school_class);
  const auto marks = known.marks.find(student.id);
  if (marks == known.marks.end()) return returned ? LastSeen::seen : LastSeen::unknown;
  LastSeen last_seen = LastSeen::not_seen;
  const Sessions held = workspace_.calendar.sessions_on(day, organisation_.calendar_place(student.school_class));
  for (const Session session : {Session::morning, Session::afternoon}) {
    if (!held.has(session)) continue;
    const std::optional<Presence> presence = marks->second[static_cast<std::size_t>(session)];
    if (presence ? was_there(*presence) : returned) return LastSeen::seen;
    if (!presence) last_seen = LastSeen::unknown;
  }
  return last_seen;
}

const std::vector<Day>& RecentAttendance::last_days(const CalendarPlace& place) {
  const auto [known, is_new] = last_days_.try_emplace({place.school, place.school_class});
  if (!is_new) return known->second;
  std::vector<Day>& days = known->second;
  const bool has_lessons = workspace_.calendar.is_school_day(workspace_.dates.judged, place);
  auto day = has_lessons ? std::optional(workspace_.dates.judged)
                         : workspace_.calendar.previous_school_day(workspace_.dates.judged, place);
  while (day && static_cast<int>(days.size()) < days_) {
    days.push_back(*day);
    day = workspace_.calendar.previous_school_day(*day, place);
  }
  return days;
}

const RecentAttendance::SchoolDay& RecentAttendance::school_day(Day day) {
  const auto [place, is_new] = seen_.try_emplace(day);
  if (!is_new) return place->second;
  SchoolDay& found = place->second;
  for (const Register& one : registers_on(workspace_.database, day)) found.registers.insert(one.school_class);
  for (const Mark& mark : marks_on(workspace_.database, day))
    found.marks[mark.student][static_cast<std::size_t>(mark.session)] = mark.presence;
  return found;
}

}  // namespace ksbx
