// Unit (单位): a node of the organisation, and Organisation: all of them with the people who answer for them.
//
// Two chains meet at each pupil (P43): by residence 市 → 镇街 → 村(社区) → family, and by school
// 教育局 → 镇街教办 → 学校 → 年级 → 班. A unit's `parent` is the next one up in its own chain; `town` is the town where
// a school, an education office or a police station stands.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/text.h"
#include "model/calendar.h"
#include "model/id.h"

namespace ksbx {

// Stands in the code of a grade or class where none is known: 9990180001/?.
inline constexpr std::string_view unclear_part_of_code = "?";

enum class UnitKind {
  city,
  bureau,
  department,
  town,
  village,
  police_station,
  education_office,
  school,
  grade,
  school_class,
  premises  // 场所: a hotel, an internet café, an enterprise, a market; where inspections find minors (P17, P60)
};

// "town" / 镇街; the English word is what the database and TOML files hold.
std::string_view name_of(UnitKind kind);
Text label_of(UnitKind kind);
std::optional<UnitKind> unit_kind(std::string_view name);
std::vector<UnitKind> all_unit_kinds();

struct Unit {
  UnitId id;
  UnitKind kind = UnitKind::city;
  // official: 镇街 990181003, 学校标识码 9990180001; a class has school code + "/" + grade + "/" + class
  std::string code;
  std::string name;  // 青石镇, 七年级, 七(1)班
  UnitId parent;     // none for the city
  UnitId town;       // where it stands; none if that does not apply
  int year = 0;      // a grade's number: 1–9 compulsory, 10–12 senior high, 0 before school or not a grade
  std::optional<Day> closed = {};   // the day from which it is no more; nothing: it stands
  std::optional<Day> opened = {};   // the day from which it is there; nothing: on all days before `closed`
  std::vector<UnitId> serves = {};  // 辖区, of a police station: towns and villages, ascending; none: where it stands
  UnitId merged_into = {};          // of one that is closed: the unit that takes over on that day, if there is one
  bool operator==(const Unit&) const = default;
};

// A grade or class that stands for "not known": children wait in it until someone says where they belong.
bool is_unclear(const Unit& unit);

// Someone holds a role at a unit (班主任 of a class, 校长 of a school), from a day, possibly until a day.
struct Assignment {
  StaffId staff;
  std::string person;  // 王老师
  std::string role;    // a role id of the rulebook: "class_teacher"
  UnitId unit;
  Day from;
  std::optional<Day> until;  // the last day of it
  bool acting = false;       // 代理: in place of the one who holds it
  bool operator==(const Assignment&) const = default;
};

// How a unit stood from a day on, until its next one; the first holds for all days before it too.
struct UnitAsOf {
  Day from;
  Unit unit;
  bool operator==(const UnitAsOf&) const = default;
};

// A change that ksbx was told of after its day: of a post at `unit`, or, without a unit, of how units stand.
struct LateEntry {
  UnitId unit;
  Day from;     // from when it holds
  Day entered;  // later
  bool operator==(const LateEntry&) const = default;
};

// All units and assignments, loaded once per command: tens of thousands even for a large city. As it is now, or, by
// on(day), as it was on a day: parents, towns, names and years of then, and what was merged by then is in the hands of
// its successor. Never changed once it is made, so several threads may ask it. Copies share the units; every pointer
// that it returns lives as long as one of them does and does not move, but not longer: a command that enters a unit
// loads the organisation again.
class Organisation {
 public:
  Organisation();
  // `versions`: of every unit that ever changed, by unit and day. Assignments name their own days. `late`: in any
  // order; of two of one day the later one counts.
  Organisation(std::vector<Unit> units, std::vector<Assignment> assignments, std::vector<UnitAsOf> versions = {},
               const std::vector<LateEntry>& late = {});

  // As it was on that day, of all that this one knows.
  Organisation on(Day day) const;
  // The days from which a unit stands otherwise than before, ascending, each once; with those on which units
  // were merged, and on which police stations and departments came, which are found by what is there.
  const std::vector<Day>& changes() const;
  // When ksbx had been told of what holds from that day on, of the posts at `unit` and of how units stand: `from`, or
  // the later day.
  Day entered_on(UnitId unit, Day from) const;

  const Unit* find(UnitId id) const;  // nullptr if there is none
  // Who has the code, on the day asked about; if nobody has, who has it now, or was the last to have it.
  const Unit* find_code(std::string_view code) const;
  // Every unit of that name, as it is now (a village name may occur in two towns).
  std::vector<const Unit*> named(std::string_view name) const;
  // Every unit of a kind, as they were entered.
  std::vector<const Unit*> of_kind(UnitKind kind) const;
  // The only one of its kind: the city, the bureau. The first as they were entered, if there are several; nullptr if
  // there is none.
  const Unit* first(UnitKind kind) const;
  // A unit's own name; `otherwise` for no unit.
  std::string name_of(UnitId id, std::string_view otherwise = {}) const;
  // Who answers for what is the unit's on the day asked about: from the day on which it was merged the one that it was
  // merged into, and on from there; otherwise, and without a day, itself. nullptr if there is no such unit.
  const Unit* successor(UnitId id) const;
  // The unit or the nearest one above it of that kind, each as its successor if it was merged by the day asked about;
  // nullptr if its chain has none.
  const Unit* above(UnitId id, UnitKind kind) const;
  bool is_within(UnitId id, UnitId ancestor) const;  // by `above`; true for the unit itself
  // The unit and all above it, by successors as `above`, the nearest first. One that runs in a circle by mistake ends
  // before it repeats.
  std::vector<const Unit*> chain(UnitId id) const;
  std::vector<const Unit*> children(UnitId parent, UnitKind kind) const;
  // The day from which it is no more; a grade and a class are closed with their school. Nothing: it stands.
  std::optional<Day> closed_on(UnitId id) const;
  // It is there already, and not closed yet.
  bool stands(UnitId id, Day day) const;
  // The official code of the school that a unit is or lies in, whoever took it over; empty if it lies in none.
  std::string school_code_of(UnitId id) const;
  // Whose lessons a class, a school or what lies in one has (model/calendar.h); on whatever day, by the code that the
  // school has now.
  CalendarPlace calendar_place(UnitId id) const;
  // Every class of a school or grade; of a class, itself.
  std::vector<UnitId> classes_of(UnitId school_or_class) const;
  // 石桥市第一初级中学 七年级 1班: what a person needs to know which one is meant.
  std::string full_name(UnitId id) const;

  // Who holds `role` at `unit` on `day`, first those who act for another, each in the order of their assignment; empty
  // if no one does.
  std::vector<const Assignment*> holders(UnitId unit, std::string_view role, Day day) const;
  // Every role that a person of this name holds on `day`.
  std::vector<const Assignment*> roles_of(std::string_view person, Day day) const;
  // The same of whoever made a record, who may be several (model/makers.h).
  std::vector<const Assignment*> roles_of_all(std::string_view people, Day day) const;

  const std::vector<Unit>& units() const;  // as they are now
  const std::vector<Assignment>& assignments() const;

 private:
  struct Data;
  // A unit of now as it was on the day asked about.
  const Unit& then(const Unit& now) const;
  // The first for which `is_wanted` holds, of the unit itself and all above it, as they were entered or as `step` has
  // them; nullptr if there is none.
  using Step = const Unit* (Organisation::*)(UnitId) const;
  template <class IsWanted>
  const Unit* climb(UnitId id, IsWanted is_wanted, Step step = &Organisation::find) const;

  std::shared_ptr<const Data> data_;
  std::optional<Day> day_;  // nothing: as it is now
};

}  // namespace ksbx
