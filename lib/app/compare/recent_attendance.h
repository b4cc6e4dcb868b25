// RecentAttendance: who was really seen in class lately, by marks and registers. A class without a register is unknown,
// never present.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/workspace/workspace.h"
#include "model/attendance.h"
#include "model/student.h"
#include "model/unit.h"
#include "policy/roster/comparison.h"

namespace ksbx {

class RecentAttendance {
 public:
  // Looks at the last `days` school days of each school, the day judged included if it is one.
  // Throws Error (Failure::rules, "calendar-gap") where the calendars do not cover that day.
  // `missing`: those whom their school's roster leaves out. A register without their names speaks of the others only.
  RecentAttendance(const Workspace& workspace, const Organisation& organisation, int days,
                   std::unordered_set<StudentId> missing);

  // Seen in at least one session of these days; unknown if not, and a register is missing on one of them or `since`
  // lies within them. Of whoever is missing from the roster: seen only if a mark says so, else not seen.
  LastSeen of(const Student& student, Day since);

 private:
  struct SchoolDay {
    std::unordered_set<UnitId> registers;
    std::unordered_map<StudentId, std::array<std::optional<Presence>, 2>> marks;  // by session
  };
  const std::vector<Day>& last_days(const CalendarPlace& place);
  const SchoolDay& school_day(Day day);
  LastSeen on(Day day, const Student& student);

  const Workspace& workspace_;
  const Organisation& organisation_;
  int days_;
  std::unordered_set<StudentId> missing_;
  std::map<std::pair<std::string, UnitId>, std::vector<Day>> last_days_;  // by school and class
  std::map<Day, SchoolDay> seen_;
};

}  // namespace ksbx
