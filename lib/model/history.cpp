#include "model/history.h"

#include <algorithm>
#include <tuple>

namespace ksbx {
namespace {

auto session_of(const Mark& mark) {
  return std::tie(mark.student, mark.day, mark.session);
}

}  // namespace

std::string_view name_of(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::student: return "student";
    case SubjectKind::idle_minor: return "idle_minor";
    case SubjectKind::school_class: return "class";
    case SubjectKind::grade: return "grade";
    case SubjectKind::school: return "school";
    case SubjectKind::education_office: return "education_office";
    case SubjectKind::bureau: return "bureau";
    case SubjectKind::village: return "village";
    case SubjectKind::town: return "town";
    case SubjectKind::police_station: return "police_station";
    case SubjectKind::department: return "department";
    case SubjectKind::premises: return "premises";
    case SubjectKind::city: return "city";
  }
  return {};
}

Text label_of(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::student: return text("在校学生", "pupils");
    case SubjectKind::idle_minor: return text("社会闲散未成年人", "idle minors");
    case SubjectKind::school_class: return text("班级", "classes");
    case SubjectKind::grade: return text("年级", "grades");
    case SubjectKind::school: return text("学校", "schools");
    case SubjectKind::education_office: return text("教办", "education offices");
    case SubjectKind::bureau: return text("教育局", "the education bureau");
    case SubjectKind::village: return text("村（社区）", "villages");
    case SubjectKind::town: return text("镇街", "towns");
    case SubjectKind::police_station: return text("派出所", "police stations");
    case SubjectKind::department: return text("部门", "departments");
    case SubjectKind::premises: return text("场所", "premises");
    case SubjectKind::city: return text("全市", "the city");
  }
  return {};
}

const std::vector<SubjectKind>& all_subject_kinds() {
  using enum SubjectKind;
  static const std::vector<SubjectKind> all = {student,          idle_minor, school_class, grade, school,
                                               education_office, bureau,     village,      town,  police_station,
                                               department,       premises,   city};
  return all;
}

bool is_minor(SubjectKind kind) {
  return kind == SubjectKind::student || kind == SubjectKind::idle_minor;
}

std::optional<SubjectKind> subject_kind(std::string_view name) {
  for (SubjectKind kind : all_subject_kinds())
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

SubjectKind subject_kind(UnitKind kind) {
  switch (kind) {
    case UnitKind::city: return SubjectKind::city;
    case UnitKind::bureau: return SubjectKind::bureau;
    case UnitKind::department: return SubjectKind::department;
    case UnitKind::town: return SubjectKind::town;
    case UnitKind::village: return SubjectKind::village;
    case UnitKind::police_station: return SubjectKind::police_station;
    case UnitKind::education_office: return SubjectKind::education_office;
    case UnitKind::school: return SubjectKind::school;
    case UnitKind::grade: return SubjectKind::grade;
    case UnitKind::school_class: return SubjectKind::school_class;
    case UnitKind::premises: return SubjectKind::premises;
  }
  return SubjectKind::city;
}

Subject subject_of(const Unit& unit) {
  return {subject_kind(unit.kind), {}, unit.id};
}

Placement placement_of(const Student& student, Day from) {
  return {from, student.school_class, student.residence, student.boarding, student.enrolment, student.special};
}

bool History::has_pupils(Day day) const {
  if (!pupil_turns) return true;
  return (std::ranges::upper_bound(*pupil_turns, day) - pupil_turns->begin()) % 2 == 1;
}

Placement History::placement_on(Day day) const {
  if (!student) return {day, subject.unit, {}, false, Enrolment::enrolled};
  if (placements.empty()) return placement_of(*student, day);
  const auto later = std::ranges::upper_bound(placements, day, {}, &Placement::from);
  return later == placements.begin() ? *later : *(later - 1);
}

SubjectKind History::kind_on(Day day) const {
  if (!student || placements.empty()) return subject.kind;
  return placement_on(day).school_class ? SubjectKind::student : SubjectKind::idle_minor;
}

bool History::was_at_school_at_times() const {
  const auto is_at_school = [](const Placement& placement) { return bool(placement.school_class); };
  return student && std::ranges::any_of(placements, is_at_school) && !std::ranges::all_of(placements, is_at_school);
}

Student History::student_on(Day day) const {
  Student then = *student;
  const Placement here = placement_on(day);
  then.school_class = here.school_class;
  then.residence = here.residence;
  then.boarding = here.boarding;
  then.enrolment = here.enrolment;
  then.special = here.special;
  return then;
}

std::vector<Mark> as_known(std::vector<Mark> all, Moment known_at) {
  std::erase_if(all, [known_at](const Mark& mark) { return mark.recorded > known_at; });
  // Stable: of two marks recorded in the same second, the one entered later stays last and so
  // holds.
  std::stable_sort(all.begin(), all.end(), [](const Mark& a, const Mark& b) {
    return std::tuple(session_of(a), a.recorded) < std::tuple(session_of(b), b.recorded);
  });
  std::vector<Mark> held;
  for (Mark& mark : all) {
    if (!held.empty() && session_of(held.back()) == session_of(mark))
      held.back() = std::move(mark);
    else
      held.push_back(std::move(mark));
  }
  std::erase_if(held, [](const Mark& mark) { return mark.presence == Presence::unknown; });
  return held;
}

}  // namespace ksbx
