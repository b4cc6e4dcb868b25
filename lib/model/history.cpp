#include "model/history.h"

#include <algorithm>
#include <array>
#include <tuple>

namespace ksbx {
namespace {

constexpr std::array all_subject_kinds = {
    SubjectKind::student, SubjectKind::idle_minor, SubjectKind::school_class,   SubjectKind::school,
    SubjectKind::town,    SubjectKind::village,    SubjectKind::police_station, SubjectKind::city};

auto session_of(const Mark& mark) {
  return std::tie(mark.student, mark.day, mark.session);
}

}  // namespace

std::string_view name_of(SubjectKind kind) {
  switch (kind) {
    case SubjectKind::student: return "student";
    case SubjectKind::idle_minor: return "idle_minor";
    case SubjectKind::school_class: return "class";
    case SubjectKind::school: return "school";
    case SubjectKind::town: return "town";
    case SubjectKind::village: return "village";
    case SubjectKind::police_station: return "police_station";
    case SubjectKind::city: return "city";
  }
  return {};
}

std::optional<SubjectKind> subject_kind(std::string_view name) {
  for (SubjectKind kind : all_subject_kinds)
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

std::vector<Mark> as_known(std::vector<Mark> all, Moment known_at) {
  std::erase_if(all, [known_at](const Mark& mark) { return mark.recorded > known_at; });
  // Stable: of two marks recorded in the same second, the one entered later stays behind and so
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
  return held;
}

}  // namespace ksbx
