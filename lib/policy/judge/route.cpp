#include "policy/judge/route.h"

namespace ksbx {
namespace {

// The town on whose side the government line runs: the residence's, and of a unit the one in which it lies or stands;
// nullptr if it is not known.
const Unit* residence_town(const Organisation& organisation, const History& history) {
  if (history.student) return organisation.above(history.student->residence, UnitKind::town);
  if (const Unit* town = organisation.above(history.subject.unit, UnitKind::town)) return town;
  const Unit* unit = organisation.find(history.subject.unit);
  if (const Unit* school = organisation.above(history.subject.unit, UnitKind::school)) unit = school;
  return unit ? organisation.find(unit->town) : nullptr;
}

// The town where the school stands: a school and its classes carry it as `town`.
const Unit* school_town(const Organisation& organisation, UnitId school_class) {
  const Unit* school = organisation.above(school_class, UnitKind::school);
  return school ? organisation.find(school->town) : nullptr;
}

const Unit* police_station(const Organisation& organisation, const Unit* town) {
  if (town == nullptr) return nullptr;
  for (const Unit& unit : organisation.units())
    if (unit.kind == UnitKind::police_station && unit.town == town->id) return &unit;
  return nullptr;
}

const Unit* department(const Organisation& organisation, const std::string& named) {
  for (const Unit& unit : organisation.units())
    if (unit.kind == UnitKind::department && unit.name.find(named) != std::string::npos) return &unit;
  return nullptr;
}

// `named`: part of the name of a department.
const Unit* place_of(RoleAt place, const std::string& named, const Organisation& organisation, const History& history) {
  const UnitId at = history.student ? history.student->school_class : history.subject.unit;
  switch (place) {
    case RoleAt::pupil:
    case RoleAt::school_class: return organisation.above(at, UnitKind::school_class);
    case RoleAt::grade: return organisation.above(at, UnitKind::grade);
    case RoleAt::school: return organisation.above(at, UnitKind::school);
    case RoleAt::education_office: return organisation.above(at, UnitKind::education_office);
    case RoleAt::bureau: return organisation.first(UnitKind::bureau);
    case RoleAt::village:
      return history.student ? organisation.above(history.student->residence, UnitKind::village)
                             : organisation.above(at, UnitKind::village);
    case RoleAt::town: return residence_town(organisation, history);
    case RoleAt::city: return organisation.first(UnitKind::city);
    case RoleAt::school_town: return school_town(organisation, at);
    case RoleAt::itself: return history.student ? nullptr : organisation.find(history.subject.unit);
    case RoleAt::police_station: {
      if (const Unit* own = organisation.above(history.subject.unit, UnitKind::police_station)) return own;
      const Unit* town = residence_town(organisation, history);
      return police_station(organisation, town ? town : school_town(organisation, at));
    }
    case RoleAt::department: return department(organisation, named);
  }
  return nullptr;
}

}  // namespace

const Unit* unit_at(RoleAt place, const Organisation& organisation, const History& history) {
  return place == RoleAt::department ? nullptr : place_of(place, {}, organisation, history);
}

Assignee route(const Rulebook& rulebook, const Organisation& organisation, const History& history,
               std::string_view role_id, Day day) {
  Assignee result{std::string(role_id), {}, {}, false};
  const Role* role = rulebook.role(role_id);
  if (role == nullptr) return result;
  const Unit* place = place_of(role->at, role->named, organisation, history);
  if (place == nullptr) return result;
  result.unit = place->id;
  result.assigned = !role->person;
  std::vector<std::string> wanted = {role->id};
  wanted.insert(wanted.end(), role->members.begin(), role->members.end());
  for (const std::string& held : wanted) {
    const auto holders = organisation.holders(place->id, held, day);
    if (holders.empty()) continue;
    result.person = holders.front()->person;
    result.assigned = true;
    break;
  }
  return result;
}

}  // namespace ksbx
