#include "policy/rulebook/scope.h"

#include "model/history.h"
#include "model/unit.h"

namespace ksbx {
namespace {

Level level_of_grade(const Unit* grade) {
  if (grade == nullptr || grade->year < 1) return Level::any;
  return grade->year <= 6 ? Level::primary : grade->year <= 9 ? Level::junior : Level::senior;
}

// The town that a place is or lies in, or the one where it stands.
const Unit* town_of(const Organisation& organisation, UnitId place) {
  if (const Unit* town = organisation.above(place, UnitKind::town)) return town;
  const Unit* unit = organisation.find(place);
  return unit ? organisation.successor(unit->town) : nullptr;
}

// Where lessons are had, or nowhere; and the place whose town it is without a school.
Scope scope_at(const Organisation& organisation, UnitId unit, UnitId place) {
  Scope scope;
  const Unit* school = organisation.above(unit, UnitKind::school);
  const Unit* town = school ? organisation.successor(school->town) : town_of(organisation, place);
  if (school) scope.school = school->code;
  if (town) scope.town = town->code;
  scope.level = level_of_grade(organisation.above(unit, UnitKind::grade));
  return scope;
}

void add(Text& list, const Text& item) {
  list = list.empty() ? item : text("{}，{}", "{}, {}", list, item);
}

}  // namespace

std::string_view name_of(Level level) {
  switch (level) {
    case Level::any: return "";
    case Level::primary: return "primary";
    case Level::junior: return "junior";
    case Level::senior: return "senior";
  }
  return "";
}

Text label_of(Level level) {
  switch (level) {
    case Level::any: return text("各学段", "all levels");
    case Level::primary: return text("小学", "primary");
    case Level::junior: return text("初中", "junior high");
    case Level::senior: return text("高中", "senior high");
  }
  return {};
}

std::optional<Level> level(std::string_view name) {
  for (const Level one : {Level::primary, Level::junior, Level::senior})
    if (name_of(one) == name) return one;
  return std::nullopt;
}

bool Scope::covers(const Scope& subject) const {
  return (school.empty() || school == subject.school) && (town.empty() || town == subject.town) &&
         (level == Level::any || level == subject.level);
}

int Scope::rank() const {
  return (school.empty() ? 0 : 4) + (town.empty() ? 0 : 2) + (level == Level::any ? 0 : 1);
}

Text Scope::print() const {
  if (everybody()) return text("全市", "everywhere");
  Text all;
  if (!school.empty()) add(all, text("学校 {}", "school {}", school));
  if (!town.empty()) add(all, text("镇街 {}", "town {}", town));
  if (level != Level::any) add(all, label_of(level));
  return all;
}

Scope scope_of(const Organisation& organisation, const History& history, Day day) {
  const Organisation then = organisation.on(day);
  if (!history.student) return scope_of(then, history.subject.unit);
  const Placement here = history.placement_on(day);
  return scope_at(then, here.school_class, here.school_class ? here.school_class : here.residence);
}

Scope scope_of(const Organisation& organisation, UnitId unit) {
  return scope_at(organisation, unit, unit);
}

}  // namespace ksbx
