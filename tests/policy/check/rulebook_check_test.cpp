#include "policy/check/rulebook_check.h"

#include <doctest/doctest.h>

#include "policy/judge/route.h"
#include "policy/small_world.h"

namespace ksbx {
namespace {

// A city in which every kind of unit is there, so that whatever routing does not find cannot be found.
Organisation complete_city() {
  std::vector<Unit> units = units_of_the_city();
  units.push_back({{20}, UnitKind::department, "", "民政局", Units::city, {}});
  units.push_back({{21}, UnitKind::premises, "", "某网吧", Units::city, Units::town});
  return Organisation(units, {});
}

History history_of(SubjectKind kind, const Organisation& city) {
  History history = pupil().history;
  history.subject = {kind, {}, {}};
  if (kind == SubjectKind::student) return pupil().history;
  if (kind == SubjectKind::idle_minor) {
    history.student->school_class = {};
    history.subject.unit = {};
    return history;
  }
  history.student.reset();
  for (const Unit& unit : city.units())
    if (name_of(unit.kind) == name_of(kind) && !history.subject.unit) history.subject.unit = unit.id;
  return history;
}

TEST_CASE("what the check takes to be within reach is what routing finds") {
  Rulebook book;
  book.roles = {Role{}};
  book.roles.front().id = "somebody";
  const Organisation city = complete_city();
  for (int place = 0; place <= static_cast<int>(RoleAt::itself); ++place)
    for (int kind = 0; kind <= static_cast<int>(SubjectKind::city); ++kind) {
      book.roles.front().at = static_cast<RoleAt>(place);
      book.roles.front().named = {"民政"};
      const auto subject = static_cast<SubjectKind>(kind);
      const Assignee found =
          route(book, city, history_of(subject, city), "somebody", day("2026-11-23"), day("2026-11-23"));
      CAPTURE(place);
      CAPTURE(name_of(subject));
      CHECK(static_cast<bool>(found.unit) == is_in_reach(static_cast<RoleAt>(place), subject));
    }
}

}  // namespace
}  // namespace ksbx
