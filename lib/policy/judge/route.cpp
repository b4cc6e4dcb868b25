#include "policy/judge/route.h"

#include <algorithm>
#include <array>

#include "policy/judge/period.h"
#include "policy/rulebook/rulebook_words.h"

namespace ksbx {
namespace {

// Where the two lines of a subject begin, in the organisation of a day.
struct Place {
  const Organisation organisation;
  Day day;
  UnitId own;        // the class, or the unit itself
  UnitId residence;  // of a minor
  bool is_minor;
};

Place place_on(const Organisation& organisation, const History& history, Day arose, Day day) {
  return {organisation.on(day), day, class_of(organisation, history, arose, day),
          history.student ? history.placement_on(day).residence : UnitId{}, history.student.has_value()};
}

// The town where the school stands: a school and its classes carry it as `town`.
const Unit* school_town(const Place& place) {
  const Unit* school = place.organisation.above(place.own, UnitKind::school);
  return school ? place.organisation.successor(school->town) : nullptr;
}

// The town on whose side the government line runs: the residence's, and of a unit the one in which it lies or stands;
// nullptr if it is not known.
const Unit* residence_town(const Place& place) {
  if (place.is_minor) return place.organisation.above(place.residence, UnitKind::town);
  if (const Unit* town = place.organisation.above(place.own, UnitKind::town)) return town;
  if (const Unit* town = school_town(place)) return town;
  const Unit* unit = place.organisation.successor(place.own);
  return unit ? place.organisation.successor(unit->town) : nullptr;
}

const Unit* village(const Place& place) {
  return place.organisation.above(place.is_minor ? place.residence : place.own, UnitKind::village);
}

// How closely a police station has to do with a place; the closer one counts.
enum class Reach { none, stands_in_town, serves_town, serves_village };
Reach reach_of(const Organisation& organisation, const Unit& station, const Unit& place, const Unit* town) {
  if (town == nullptr) return Reach::none;
  const auto is = [&](UnitId id, const Unit& wanted) { return organisation.successor(id) == &wanted; };
  const auto serves = [&](const Unit& wanted) {
    return std::ranges::any_of(station.serves, [&](UnitId id) { return is(id, wanted); });
  };
  if (&place != town && serves(place)) return Reach::serves_village;
  if (serves(*town)) return Reach::serves_town;
  return station.serves.empty() && is(station.town, *town) ? Reach::stands_in_town : Reach::none;
}

const Unit* police_station(const Place& place) {
  if (!place.is_minor)
    if (const Unit* own = place.organisation.above(place.own, UnitKind::police_station)) return own;
  const Unit* here = village(place);
  if (here == nullptr) here = residence_town(place);
  if (here == nullptr) here = school_town(place);
  if (here == nullptr) return nullptr;
  const std::vector<const Unit*> stations = stations_of(place.organisation, here->id, place.day);
  return stations.empty() ? nullptr : stations.front();
}

const Unit* department(const Place& place, const std::vector<std::string>& named) {
  const std::vector<const Unit*> called = departments_called(place.organisation, named, place.day);
  return called.empty() ? nullptr : called.front();
}

// The city, the bureau, or the one that took over from it.
const Unit* only(const Organisation& organisation, UnitKind kind) {
  const Unit* first = organisation.first(kind);
  return first ? organisation.successor(first->id) : nullptr;
}

// `named`: parts of the name of a department.
const Unit* unit_at(RoleAt at, const std::vector<std::string>& named, const Place& place) {
  const Organisation& organisation = place.organisation;
  switch (at) {
    case RoleAt::pupil:
    case RoleAt::school_class: return organisation.above(place.own, UnitKind::school_class);
    case RoleAt::grade: return organisation.above(place.own, UnitKind::grade);
    case RoleAt::school: return organisation.above(place.own, UnitKind::school);
    case RoleAt::education_office: return organisation.above(place.own, UnitKind::education_office);
    case RoleAt::bureau: return only(organisation, UnitKind::bureau);
    case RoleAt::village: return village(place);
    case RoleAt::town: return residence_town(place);
    case RoleAt::city: return only(organisation, UnitKind::city);
    case RoleAt::school_town: return school_town(place);
    case RoleAt::itself: return place.is_minor ? nullptr : organisation.successor(place.own);
    case RoleAt::police_station: return police_station(place);
    case RoleAt::department: return department(place, named);
  }
  return nullptr;
}

// Do these words name the school? People leave out the city: 第二初级中学.
bool names_school(const std::string& words, const Unit& school) {
  constexpr std::size_t least = std::string_view("二中学校").size();
  return words.size() >= least && (school.name.ends_with(words) || words.ends_with(school.name));
}

}  // namespace

std::vector<const Unit*> departments_called(const Organisation& organisation, const std::vector<std::string>& named,
                                            Day day) {
  const Organisation then = organisation.on(day);
  std::vector<const Unit*> called, taken_over;
  const auto add = [](std::vector<const Unit*>& to, const Unit* unit) {
    if (std::ranges::find(to, unit) == to.end()) to.push_back(unit);
  };
  for (const std::string& part : named)
    for (const Unit* unit : then.of_kind(UnitKind::department)) {
      const Unit* now = then.successor(unit->id);
      if (!then.stands(now->id, day)) continue;
      if (unit == now && unit->name == part) return {unit};
      if (unit->name.find(part) != std::string::npos) add(unit == now ? called : taken_over, now);
    }
  return called.empty() ? taken_over : called;
}

std::vector<const Unit*> stations_of(const Organisation& organisation, UnitId place, Day day) {
  const Organisation then = organisation.on(day);
  const Unit* here = then.successor(place);
  std::vector<const Unit*> stations;
  if (here == nullptr) return stations;
  const Unit* town = then.above(place, UnitKind::town);
  Reach closest = Reach::stands_in_town;
  for (const Unit* entered : then.of_kind(UnitKind::police_station)) {
    const Unit* station = then.successor(entered->id);  // who takes over the area of one that was merged
    const Reach reach = then.stands(station->id, day) ? reach_of(then, *entered, *here, town) : Reach::none;
    if (reach < closest) continue;
    if (reach > closest) stations.clear();
    closest = reach;
    if (std::ranges::find(stations, station) == stations.end()) stations.push_back(station);
  }
  return stations;
}

std::vector<const Unit*> units_called(const Organisation& organisation, std::string_view words, RoleAt at, Day day) {
  const auto is_meant = [&](const Unit* unit) {
    return unit->kind == kind_at(at) && organisation.stands(unit->id, day);
  };
  if (const Unit* unit = organisation.find_code(words); unit && is_meant(unit)) return {unit};
  std::vector<const Unit*> called = organisation.named(words);
  std::erase_if(called, [&](const Unit* unit) { return !is_meant(unit); });
  return called;
}

namespace {

// The unit that the records of a matter name for a role: the latest word up to the day on which it arose, or else up to
// today.
const Unit* unit_said(const Role& role, const Organisation& organisation, const History& history, Day arose, Day day) {
  for (const Day until : {arose, day}) {
    const Unit* said = nullptr;
    for (const Record& record : history.records) {
      const auto field = record.fields.find(role.field);
      if (record.kind != role.record || record.day > until || field == record.fields.end()) continue;
      const auto called = units_called(organisation, text_of(field->second), role.at, day);
      if (called.size() == 1) said = called.front();
    }
    if (said) return said;
  }
  return nullptr;
}

// The unit of a role: as records say, or at its place, or that of the role that stands in.
const Unit* unit_of(const Rulebook& rulebook, const Role& role, const Organisation& organisation,
                    const History& history, Day arose, Day day) {
  if (!role.record.empty())
    if (const Unit* said = unit_said(role, organisation, history, arose, day)) return said;
  if (const Unit* there = unit_at(role.at, role.named, place_on(organisation, history, arose, day))) return there;
  const Role* otherwise = rulebook.role(role.otherwise);
  if (otherwise == nullptr || otherwise->record.empty()) return nullptr;
  return unit_said(*otherwise, organisation, history, arose, day);
}

}  // namespace

bool is_in_charge(const Rulebook& rulebook, const Organisation& organisation, const History& history, Day arose,
                  const Record& record, const std::vector<std::string>& owed) {
  const std::vector<const Assignment*> posts = organisation.roles_of_all(record.by, record.day);
  return std::ranges::any_of(record.roles, [&](const std::string& held) {
    if (!rulebook.fulfils_any({held}, owed)) return false;
    const Role* role = rulebook.role(held);
    std::vector<UnitId> where;
    for (const Assignment* post : posts)
      if (post->role == held) where.push_back(post->unit);
    if (role == nullptr || where.empty()) return true;
    const auto is_there = [&](const Role& place) {
      return std::ranges::any_of(std::array{arose, record.day}, [&](Day day) {
        const Unit* unit = unit_of(rulebook, place, organisation, history, day, day);
        return unit == nullptr || std::ranges::find(where, unit->id) != where.end();
      });
    };
    // Whom a record names as the unit in charge is so wherever it lies.
    return is_there(*role) || std::ranges::any_of(owed, [&](const std::string& id) {
             const Role* wanted = rulebook.role(id);
             return wanted && !wanted->record.empty() && rulebook.fulfils(held, id) && is_there(*wanted);
           });
  });
}

UnitId class_of(const Organisation& organisation, const History& history, Day arose, Day day) {
  const Organisation then = organisation.on(day);
  UnitId own = history.placement_on(arose).school_class;
  const Unit* school = then.above(own, UnitKind::school);
  if (school == nullptr) return history.placement_on(day).school_class;
  for (const Placement& later : history.placements) {
    if (later.from <= arose) continue;
    if (day < later.from || then.above(later.school_class, UnitKind::school) != school) break;
    own = later.school_class;
  }
  return own;
}

std::optional<Day> came_before(const Rulebook& rulebook, const Organisation& organisation, const History& history,
                               const Record& transfer) {
  constexpr int days_entered_late = 30;
  const auto destination = transfer.fields.find(rulebook.meaning.field(Meant::transfer_out_school));
  const auto* words = destination == transfer.fields.end() ? nullptr : std::get_if<std::string>(&destination->second);
  if (words == nullptr) return std::nullopt;
  std::optional<Day> came;
  const Unit* before = nullptr;
  for (const Placement& one : history.placements) {
    if (transfer.day < one.from) break;
    const Unit* school = organisation.above(one.school_class, UnitKind::school);
    if (school != before) came.reset();
    if (before != nullptr && school != nullptr && school != before && names_school(*words, *school)) came = one.from;
    before = school;
  }
  return came && transfer.day - *came <= days_entered_late ? came : std::nullopt;
}

Day arose_on(const Rulebook& rulebook, const Organisation& organisation, const History& history, const Duty& duty) {
  if (duty.arose) return *duty.arose;
  const auto left = std::ranges::find_if(history.records, [&](const Record& record) {
    return duty.key.period == event_key(record.id) && rulebook.meaning.says(record, Meant::transfer_out);
  });
  if (left == history.records.end()) return duty.opened;
  const Day before = came_before(rulebook, organisation, history, *left).value_or(left->day) - 1;
  return history.placement_on(before).school_class ? before : left->day;
}

const Unit* unit_at(RoleAt place, const Organisation& organisation, const History& history, Day arose, Day day) {
  return place == RoleAt::department ? nullptr : unit_at(place, {}, place_on(organisation, history, arose, day));
}

Assignee route(const Rulebook& rulebook, const Organisation& organisation, const History& history,
               std::string_view role_id, Day arose, Day day) {
  Assignee result{std::string(role_id), {}, {}, false};
  const Role* role = rulebook.role(role_id);
  if (role == nullptr) return result;
  const Unit* unit = unit_of(rulebook, *role, organisation, history, arose, day);
  if (unit == nullptr) return result;
  result.unit = unit->id;
  result.assigned = !role->person;
  std::vector<std::string> wanted = {role->id};
  wanted.insert(wanted.end(), role->members.begin(), role->members.end());
  for (const std::string& held : wanted) {
    const auto holders = organisation.holders(unit->id, held, day);
    if (holders.empty()) continue;
    result.person = holders.front()->person;
    result.assigned = true;
    break;
  }
  return result;
}

}  // namespace ksbx
