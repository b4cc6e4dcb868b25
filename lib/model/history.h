// History: everything that was known about one subject, in order; what facts are derived from.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/day.h"
#include "base/text.h"
#include "model/attendance.h"
#include "model/id.h"
#include "model/record.h"
#include "model/student.h"
#include "model/unit.h"

namespace ksbx {

// A pupil, a minor at no school, or a unit of one kind; units go by the names that they have in model/unit.h.
enum class SubjectKind {
  student,
  idle_minor,
  school_class,
  grade,
  school,
  education_office,
  bureau,
  village,
  town,
  police_station,
  department,
  premises,
  city
};

std::string_view name_of(SubjectKind kind);  // "student", "class"
Text label_of(SubjectKind kind);             // 在校学生, 班级
std::optional<SubjectKind> subject_kind(std::string_view name);
SubjectKind subject_kind(UnitKind kind);  // every kind of unit can be a subject
const std::vector<SubjectKind>& all_subject_kinds();
bool is_minor(SubjectKind kind);  // a person, not a unit

// Who a duty is about: a pupil or a unit.
struct Subject {
  SubjectKind kind = SubjectKind::student;
  StudentId student;  // for student and idle_minor
  UnitId unit;        // for the others; for a pupil, the class
  bool operator==(const Subject&) const = default;
};
Subject subject_of(const Unit& unit);

// A class's register that came in: for which date, and on which date ksbx learnt it.
struct ReturnedRegister {
  Day day;
  Day told;
  bool operator==(const ReturnedRegister&) const = default;
};

// Where a pupil stood from a day on: his class, his home, and his standing with the roll.
struct Placement {
  Day from;
  UnitId school_class;  // none: an idle minor
  UnitId residence;
  bool boarding = false;
  Enrolment enrolment = Enrolment::enrolled;
  std::string special = {};  // the special groups that the roster names, as Student::special
  bool operator==(const Placement&) const = default;
};
Placement placement_of(const Student& student, Day from);

struct History {
  Subject subject;
  std::optional<Student> student;
  // By day, each until the next one; the first holds for all days before it too. Empty: as `student` stands, for all
  // days.
  std::vector<Placement> placements;
  // The day from which ksbx answers for the subject: nothing is decided before it. Nothing: the subject is not on the
  // books (its import was undone, or it was merged), so nothing is decided at all.
  std::optional<Day> since;
  // Why a pupil is not on the books: he is this one. None: he is on them, or his import was undone.
  StudentId merged_into;
  std::vector<Mark> marks;  // as known: one per session, ordered by day, then session
  // of the class, by day; null: none. Shared by classmates.
  std::shared_ptr<const std::vector<ReturnedRegister>> registers;
  // Of a class: the day from which it has pupils, the first without any, the day from which it has some again, and so
  // on. Nothing: it always has. Of a class without pupils nothing is asked.
  std::optional<std::vector<Day>> pupil_turns;
  std::vector<Record> records;  // ordered by day, then by when they were recorded
  // Of a pupil: records about a unit that hold his short code, in the same order. They prove nothing of him and begin
  // nothing; facts count those that name him (RecordKind::names_pupil).
  std::vector<Record> named_in;

  // How the pupil stood on a day. Of a unit: itself in place of the class, `enrolled`.
  Placement placement_on(Day day) const;
  // Student or idle minor, as he was on the day; a unit's kind never changes.
  SubjectKind kind_on(Day day) const;
  bool was_at_school_at_times() const;  // a minor, at school on some days and on others not
  // The same of all that is known of the pupil: class, home, boarding, standing and groups as on that day.
  Student student_on(Day day) const;
  bool has_pupils(Day day) const;
};

// What held at `known_at` out of everything ever said: per session the mark recorded last, marks and records that were
// entered later left out, ordered by pupil, day and session. `all` may be in any order; of two marks recorded in the
// same second the one that stands later in `all` holds, so the store hands them out in the order of entry.
std::vector<Mark> as_known(std::vector<Mark> all, Moment known_at);

}  // namespace ksbx
