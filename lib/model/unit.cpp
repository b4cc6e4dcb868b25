#include "model/unit.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "model/makers.h"

namespace ksbx {
namespace {

// A chain is at most village–town–city or class–grade–school–office–bureau–city; more steps mean
// that it runs in a circle.
constexpr int longest_chain = 16;
// Of units merged one into the other; the import refuses circles.
constexpr int most_mergers = 100;

template <class Map, class Key>
std::vector<std::size_t> places(const Map& map, const Key& key) {
  std::vector<std::size_t> found;
  const auto [first, last] = map.equal_range(key);
  for (auto it = first; it != last; ++it) found.push_back(it->second);
  std::sort(found.begin(),
            found.end());  // the hash table's own order would differ between machines
  return found;
}

bool holds_on(const Assignment& assignment, Day day) {
  return assignment.from <= day && (!assignment.until || day <= *assignment.until);
}

// The assignments at these places that hold on `day`, the one that began first in front.
std::vector<const Assignment*> in_force(const std::vector<Assignment>& assignments, const std::vector<std::size_t>& at,
                                        Day day) {
  std::vector<const Assignment*> found;
  for (std::size_t place : at)
    if (holds_on(assignments[place], day)) found.push_back(&assignments[place]);
  std::stable_sort(found.begin(), found.end(),
                   [](const Assignment* a, const Assignment* b) { return a->from < b->from; });
  return found;
}

// Up to which unit a name must be read to be unambiguous: a class to its school, a village to its
// town.
bool is_named_under_its_parent(UnitKind kind) {
  return kind == UnitKind::school_class || kind == UnitKind::grade || kind == UnitKind::village;
}

bool is_found_by_what_is_there(UnitKind kind) {
  return kind == UnitKind::police_station || kind == UnitKind::department;
}

}  // namespace

std::string_view name_of(UnitKind kind) {
  switch (kind) {
    case UnitKind::city: return "city";
    case UnitKind::bureau: return "bureau";
    case UnitKind::department: return "department";
    case UnitKind::town: return "town";
    case UnitKind::village: return "village";
    case UnitKind::police_station: return "police_station";
    case UnitKind::education_office: return "education_office";
    case UnitKind::school: return "school";
    case UnitKind::grade: return "grade";
    case UnitKind::school_class: return "class";
    case UnitKind::premises: return "premises";
  }
  return {};
}

Text label_of(UnitKind kind) {
  switch (kind) {
    case UnitKind::city: return {"市", "city"};
    case UnitKind::bureau: return {"教育局", "education bureau"};
    case UnitKind::department: return {"部门", "department"};
    case UnitKind::town: return {"镇街", "town"};
    case UnitKind::village: return {"村(社区)", "village"};
    case UnitKind::police_station: return {"派出所", "police station"};
    case UnitKind::education_office: return {"教办", "education office"};
    case UnitKind::school: return {"学校", "school"};
    case UnitKind::grade: return {"年级", "grade"};
    case UnitKind::school_class: return {"班级", "class"};
    case UnitKind::premises: return {"场所", "premises"};
  }
  return {};
}

std::vector<UnitKind> all_unit_kinds() {
  return {UnitKind::city,    UnitKind::bureau,         UnitKind::department,       UnitKind::town,
          UnitKind::village, UnitKind::police_station, UnitKind::education_office, UnitKind::school,
          UnitKind::grade,   UnitKind::school_class,   UnitKind::premises};
}

std::optional<UnitKind> unit_kind(std::string_view name) {
  for (UnitKind kind : all_unit_kinds())
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

bool is_unclear(const Unit& unit) {
  return unit.code.find(unclear_part_of_code) != std::string::npos;
}

struct Organisation::Data {
  std::vector<Unit> units;
  std::vector<Assignment> assignments;
  std::vector<Day> changes;
  bool any_merged = false;
  std::map<std::pair<UnitId, Day>, Day> entered;  // of what was entered late; of how units stand under no unit
  std::unordered_map<UnitId, std::vector<UnitAsOf>> versions;
  std::unordered_map<UnitId, std::size_t> by_id;
  std::unordered_map<std::string, std::size_t> by_code;
  std::unordered_multimap<std::string, std::pair<Day, std::size_t>> by_former_code;  // and since when it had that
  std::unordered_multimap<std::string, std::size_t> by_name;
  std::unordered_map<UnitKind, std::vector<std::size_t>> by_kind;
  std::unordered_multimap<UnitId, std::size_t> by_parent;  // under whatever parent the unit ever had
  std::unordered_multimap<UnitId, std::size_t> assignments_by_unit;
  std::unordered_multimap<std::string, std::size_t> assignments_by_person;

  const Unit* find(UnitId id) const {
    const auto found = by_id.find(id);
    return found == by_id.end() ? nullptr : &units[found->second];
  }

  void add(std::vector<UnitAsOf> all) {
    std::set<Day> days;
    for (const Unit& unit : units) {
      if (unit.opened && is_found_by_what_is_there(unit.kind)) days.insert(*unit.opened);
      if (!unit.closed || !unit.merged_into) continue;
      days.insert(*unit.closed);
      any_merged = true;
    }
    std::set<std::pair<UnitId, UnitId>> moved;  // whose parent it was, and the unit
    for (UnitAsOf& version : all) {
      const Unit* now = find(version.unit.id);
      if (now && !version.unit.code.empty() && version.unit.code != now->code)
        by_former_code.emplace(version.unit.code, std::pair(version.from, by_id.at(version.unit.id)));
      if (now && version.unit.parent && version.unit.parent != now->parent)
        moved.emplace(version.unit.parent, version.unit.id);
      std::vector<UnitAsOf>& known = versions[version.unit.id];
      if (!known.empty()) days.insert(version.from);
      known.push_back(std::move(version));
    }
    for (const auto& [parent, unit] : moved) by_parent.emplace(parent, by_id.at(unit));
    changes.assign(days.begin(), days.end());
  }
};

Organisation::Organisation() : Organisation({}, {}) {}

Organisation::Organisation(std::vector<Unit> units, std::vector<Assignment> assignments, std::vector<UnitAsOf> versions,
                           const std::vector<LateEntry>& late) {
  auto data = std::make_shared<Data>();
  data->units = std::move(units);
  data->assignments = std::move(assignments);
  for (std::size_t i = 0; i < data->units.size(); ++i) {
    const Unit& unit = data->units[i];
    data->by_id.emplace(unit.id, i);
    if (!unit.code.empty()) data->by_code.emplace(unit.code, i);
    data->by_name.emplace(unit.name, i);
    data->by_kind[unit.kind].push_back(i);
    if (unit.parent) data->by_parent.emplace(unit.parent, i);
  }
  for (std::size_t i = 0; i < data->assignments.size(); ++i) {
    data->assignments_by_unit.emplace(data->assignments[i].unit, i);
    data->assignments_by_person.emplace(data->assignments[i].person, i);
  }
  data->add(std::move(versions));
  for (const LateEntry& entry : late) {
    Day& entered = data->entered.try_emplace({entry.unit, entry.from}, entry.entered).first->second;
    entered = std::max(entered, entry.entered);
  }
  data_ = std::move(data);
}

Organisation Organisation::on(Day day) const {
  Organisation then = *this;
  if (!data_->versions.empty() || data_->any_merged) then.day_ = day;
  return then;
}

const std::vector<Day>& Organisation::changes() const {
  return data_->changes;
}

Day Organisation::entered_on(UnitId unit, Day from) const {
  Day entered = from;
  for (const UnitId of : {unit, UnitId{}})
    if (const auto late = data_->entered.find({of, from}); late != data_->entered.end())
      entered = std::max(entered, late->second);
  return entered;
}

const std::vector<Unit>& Organisation::units() const {
  return data_->units;
}

const std::vector<Assignment>& Organisation::assignments() const {
  return data_->assignments;
}

const Unit& Organisation::then(const Unit& now) const {
  if (!day_ || data_->versions.empty()) return now;
  const auto versions = data_->versions.find(now.id);
  if (versions == data_->versions.end()) return now;
  const auto later = std::ranges::upper_bound(versions->second, *day_, {}, &UnitAsOf::from);
  return (later == versions->second.begin() ? later : later - 1)->unit;
}

const Unit* Organisation::find(UnitId id) const {
  const Unit* now = data_->find(id);
  return now ? &then(*now) : nullptr;
}

const Unit* Organisation::find_code(std::string_view code) const {
  const std::string key(code);
  const auto now = data_->by_code.find(key);
  const Unit* holder = now == data_->by_code.end() ? nullptr : &then(data_->units[now->second]);
  const bool is_there = !day_ || !holder || !holder->opened || *holder->opened <= *day_;
  if (holder && holder->code == code && is_there) return holder;
  const Unit* last = nullptr;
  Day since = Day::first();
  const auto [begin, end] = data_->by_former_code.equal_range(key);
  for (auto at = begin; at != end; ++at) {
    const Unit& unit = then(data_->units[at->second.second]);
    if (unit.code == code) return &unit;
    if (last && at->second.first < since) continue;
    since = at->second.first;
    last = &unit;
  }
  return holder ? holder : last;
}

std::vector<const Unit*> Organisation::of_kind(UnitKind kind) const {
  std::vector<const Unit*> found;
  if (const auto places = data_->by_kind.find(kind); places != data_->by_kind.end())
    for (const std::size_t place : places->second) found.push_back(&then(data_->units[place]));
  return found;
}

const Unit* Organisation::first(UnitKind kind) const {
  const auto places = data_->by_kind.find(kind);
  return places == data_->by_kind.end() ? nullptr : &then(data_->units[places->second.front()]);
}

std::string Organisation::name_of(UnitId id, std::string_view otherwise) const {
  const Unit* unit = find(id);
  return unit ? unit->name : std::string(otherwise);
}

std::vector<const Unit*> Organisation::named(std::string_view name) const {
  std::vector<const Unit*> found;
  for (const std::size_t place : places(data_->by_name, std::string(name))) found.push_back(&then(data_->units[place]));
  return found;
}

template <class IsWanted>
const Unit* Organisation::climb(UnitId id, IsWanted is_wanted, Step step) const {
  const Unit* unit = (this->*step)(id);
  for (int steps = 0; unit && steps < longest_chain; ++steps) {
    if (is_wanted(*unit)) return unit;
    unit = (this->*step)(unit->parent);
  }
  return nullptr;
}

const Unit* Organisation::successor(UnitId id) const {
  const Unit* unit = find(id);
  if (!day_ || !data_->any_merged) return unit;
  for (int steps = 0; unit && unit->merged_into && unit->closed && *unit->closed <= *day_; ++steps) {
    const Unit* next = find(unit->merged_into);
    if (next == nullptr || steps == most_mergers) break;
    unit = next;
  }
  return unit;
}

const Unit* Organisation::above(UnitId id, UnitKind kind) const {
  return climb(
      id, [kind](const Unit& unit) { return unit.kind == kind; }, &Organisation::successor);
}

bool Organisation::is_within(UnitId id, UnitId ancestor) const {
  const auto is_ancestor = [ancestor](const Unit& unit) { return unit.id == ancestor; };
  return (id == ancestor && find(id)) || climb(id, is_ancestor, &Organisation::successor) != nullptr;
}

std::vector<const Unit*> Organisation::chain(UnitId id) const {
  std::vector<const Unit*> units;
  climb(
      id,
      [&](const Unit& unit) {
        const bool is_circle = std::ranges::find(units, &unit) != units.end();
        if (!is_circle) units.push_back(&unit);
        return is_circle;
      },
      &Organisation::successor);
  return units;
}

std::vector<const Unit*> Organisation::children(UnitId parent, UnitKind kind) const {
  std::vector<const Unit*> found;
  for (const std::size_t place : places(data_->by_parent, parent))
    if (const Unit& unit = then(data_->units[place]); unit.kind == kind && unit.parent == parent)
      found.push_back(&unit);
  return found;
}

std::optional<Day> Organisation::closed_on(UnitId id) const {
  const Unit* unit = find(id);
  if (unit && !unit->closed && (unit->kind == UnitKind::grade || unit->kind == UnitKind::school_class))
    unit = climb(id, [](const Unit& one) { return one.kind == UnitKind::school; });
  return unit ? unit->closed : std::nullopt;
}

bool Organisation::stands(UnitId id, Day day) const {
  const Unit* unit = find(id);
  if (unit && unit->opened && day < *unit->opened) return false;
  const std::optional<Day> closed = closed_on(id);
  return !closed || day < *closed;
}

std::string Organisation::school_code_of(UnitId id) const {
  const Unit* school = climb(id, [](const Unit& one) { return one.kind == UnitKind::school; });
  return school ? school->code : std::string();
}

CalendarPlace Organisation::calendar_place(UnitId id) const {
  const Unit* unit = find(id);
  const Unit* school = climb(id, [](const Unit& one) { return one.kind == UnitKind::school; });
  return {school ? data_->find(school->id)->code : std::string(),
          unit && unit->kind == UnitKind::school_class ? id : UnitId{}};
}

std::vector<UnitId> Organisation::classes_of(UnitId school_or_class) const {
  std::vector<UnitId> classes;
  const auto add_classes_of = [&](UnitId grade) {
    for (const Unit* one : children(grade, UnitKind::school_class)) classes.push_back(one->id);
  };
  if (const Unit* unit = find(school_or_class); unit && unit->kind == UnitKind::school_class) classes = {unit->id};
  add_classes_of(school_or_class);
  for (const Unit* grade : children(school_or_class, UnitKind::grade)) add_classes_of(grade->id);
  return classes;
}

std::string Organisation::full_name(UnitId id) const {
  std::string words;
  climb(id, [&](const Unit& unit) {
    words.insert(0, words.empty() ? unit.name : unit.name + " ");
    return !is_named_under_its_parent(unit.kind);
  });
  return words;
}

std::vector<const Assignment*> Organisation::holders(UnitId unit, std::string_view role, Day day) const {
  auto found = in_force(data_->assignments, places(data_->assignments_by_unit, unit), day);
  std::erase_if(found, [role](const Assignment* assignment) { return assignment->role != role; });
  std::ranges::stable_partition(found, &Assignment::acting);
  return found;
}

std::vector<const Assignment*> Organisation::roles_of(std::string_view person, Day day) const {
  return in_force(data_->assignments, places(data_->assignments_by_person, std::string(person)), day);
}

std::vector<const Assignment*> Organisation::roles_of_all(std::string_view people, Day day) const {
  std::vector<const Assignment*> posts = roles_of(people, day);
  if (!posts.empty() || people.empty()) return posts;
  const auto has_post = [&](const std::string& name) { return !roles_of(name, day).empty(); };
  for (const std::string& name : makers_in(people, has_post).people) {
    const auto more = roles_of(name, day);
    posts.insert(posts.end(), more.begin(), more.end());
  }
  return posts;
}

}  // namespace ksbx
