// History: everything that was known about one subject, in order; what facts are derived from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "model/attendance.h"
#include "model/id.h"
#include "model/record.h"
#include "model/student.h"

namespace ksbx {

enum class SubjectKind { student, idle_minor, school_class, school, town, village, police_station, city };

std::string_view name_of(SubjectKind kind);
std::optional<SubjectKind> subject_kind(std::string_view name);

// Whom a duty is about: a pupil or a unit.
struct Subject {
  SubjectKind kind = SubjectKind::student;
  StudentId student;  // for student and idle_minor
  UnitId unit;        // for the others; for a pupil, the class
  bool operator==(const Subject&) const = default;
};

struct History {
  Subject subject;
  std::optional<Student> student;
  std::vector<Mark> marks;        // as known: one per session, ordered by day, then session
  std::vector<Day> registers;     // days on which the class's register is in, ascending
  std::vector<Record> records;    // ordered by day, then by when they were recorded
};

}  // namespace ksbx
