// calendar_reader: TOML files become one Calendar.
//
// The nation's holidays of a year, the city's terms and a school's closures come from different
// offices at different times, so each has a file of its own; all of them together are one calendar:
//
//   year   = 2026                               # a file with holidays names its year and where
//   they were published source = "国务院办公厅…通知"
//   [[holiday]]         name = "国庆节"  first = 2026-10-01  last = 2026-10-07      (or  day = …)
//   [[makeup_workday]]  name = "国庆节"  day = 2026-10-10
//   [[term]]            name = "2026-2027-1"  first = 2026-09-01  last = 2027-01-29
//   [[closure]]         school = "9990180001"  first = …  last = …  reason = "停电"  entered =
//   2026-11-20
//   [[extra_day]]       school = "9990180001"  day = …  reason = "补课"  entered = 2026-11-20
//
// A make-up working day, a closure or an extra day may say `sessions = ["am"]` or ["pm"]: lessons in that session only,
// or none in it only. A closure or extra day without `school` is for every school. Terms must not overlap, a year may
// be given only once, a holiday lies in the year of its file and is no make-up day.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/toml/toml.h"
#include "model/calendar.h"
#include "policy/rulebook/scope_places.h"

namespace ksbx {

class TableReader;

struct ReadCalendar {
  Calendar calendar;   // only of use while there are no errors
  std::string digest;  // SHA-256 over all files: which calendar a night was judged by
  Problems problems;
  std::vector<SourceFile> files;             // what was read
  std::vector<CalendarSchool> schools = {};  // whom closures and extra days name, and where
};

// Each path is a file, or a folder whose *.toml files are read by name.
ReadCalendar read_calendar(const std::vector<std::filesystem::path>& files_or_folders);
ReadCalendar read_calendar(const std::vector<SourceFile>& files);

// The key `sessions` of a day: both without it.
Sessions read_sessions(TableReader& table);

}  // namespace ksbx
