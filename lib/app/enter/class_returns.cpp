#include "app/enter/class_returns.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/join.h"
#include "base/mask.h"
#include "store/roster/roster_store.h"

namespace ksbx {
namespace {

// Pupils on the roll of the class of whom no row speaks.
std::vector<Student> not_spoken_of(Database& database, UnitId school_class, std::vector<StudentId> spoken_of) {
  std::ranges::sort(spoken_of);
  std::vector<Student> others = students_of(database, school_class);
  std::erase_if(others, [&](const Student& one) {
    return one.enrolment != Enrolment::enrolled || std::ranges::binary_search(spoken_of, one.id);
  });
  return others;
}

bool is_returned(Database& database, const Register& returned) {
  return std::ranges::any_of(registers_on(database, returned.day),
                             [&](const Register& one) { return one.school_class == returned.school_class; });
}

std::string some_names(const std::vector<Student>& pupils) {
  constexpr std::size_t most = 3;
  const std::span<const Student> named = std::span(pupils).first(std::min(most, pupils.size()));
  return join(named, "、", [](const Student& one) {
    return formatted("{}（{}）", masked(one.name, Privacy::name, Masking::normal), short_code(one.id));
  });
}

// A class of which rows only say who came, and not of everyone, on one day or more.
struct OpenDays {
  int source = 0;
  std::vector<Day> days;
  std::size_t there = 0;        // children, on the first of them
  std::vector<Student> others;  // of whom nothing is said then
};

Problem stays_open(const Organisation& organisation, UnitId school_class, const OpenDays& open) {
  const Day first = open.days.front();
  const std::string names = some_names(open.others) + (open.others.size() > 3 ? "…" : "");
  const Text when = open.days.size() == 1
                        ? text("{}", "{}", first.iso())
                        : text("{} 等 {} 天", "{} and other days, {} in all", first.iso(), open.days.size());
  return {Severity::warning,
          "W_REGISTER_OPEN",
          {},
          text("{} {}：只写了 {} 人到校，没有写的有 {} 人：{}；点名册没有交齐",
               "{} on {}: {} came by the list, and of {} pupils it says nothing: {}. The register is not returned",
               organisation.full_name(school_class), when, open.there, open.others.size(), names),
          text("补上这些学生的状态；没到校的写旷课、请假等",
               "add rows for these pupils: 旷课, 请假 … if they did not come")};
}

Problem not_complete(const Organisation& organisation, const Register& returned, int missing) {
  return {Severity::warning,
          "W_NOT_COMPLETE",
          {},
          text("{} {}：写了全勤，又有 {} 行说有人没到；按没到登记",
               "{} on {}: no one is said to be absent, and {} rows say that somebody was; these count",
               organisation.full_name(returned.school_class), returned.day.iso(), missing),
          text("请核对；没有全勤就删去全勤那一行", "check it; if somebody was absent, remove the row 全勤")};
}

}  // namespace

ClassReturns::Rows& ClassReturns::rows_of(const Register& returned, int source) {
  return classes_.try_emplace({returned.school_class, returned.day}, Rows{returned, source, {}}).first->second;
}

void ClassReturns::nobody_absent(const Register& returned, int source) {
  rows_of(returned, source).is_complete = true;
}

void ClassReturns::said(const Student& student, Presence presence, const Register& returned, int source) {
  Rows& rows = rows_of(returned, source);
  rows.spoken_of.push_back(student.id);
  if (was_there(presence))
    rows.came.push_back(student.id);
  else
    ++rows.missing;
}

void ClassReturns::contradicted(const Register& returned, int source) {
  rows_of(returned, source).is_contradicted = true;
}

void ClassReturns::finish(const Workspace& workspace, const Organisation& organisation, AttendanceLoad& load,
                          const Warn& warn) {
  std::map<UnitId, OpenDays> open;
  for (const auto& [place, rows] : classes_) {
    if (rows.is_complete && rows.missing > 0)
      warn(rows.source, not_complete(organisation, rows.returned, rows.missing));
    if (rows.is_contradicted) continue;
    const auto others =
        rows.lists_who_came() ? not_spoken_of(workspace.database, place.first, rows.spoken_of) : std::vector<Student>{};
    if (others.empty())
      load.add(rows.returned);
    else if (workspace.calendar.is_school_day(place.second, organisation.calendar_place(place.first)) &&
             !is_returned(workspace.database, rows.returned)) {
      const std::set<StudentId> came(rows.came.begin(), rows.came.end());
      OpenDays& of_class = open.try_emplace(place.first, OpenDays{rows.source, {}, came.size(), others}).first->second;
      of_class.days.push_back(place.second);
    }
  }
  for (const auto& [school_class, days] : open) warn(days.source, stays_open(organisation, school_class, days));
  if (speaks_ == Speaks::of_whole_schools) enter_whole_schools(organisation, load);
}

// Of a school whose rows only say who came, classes without a row are not complete.
void ClassReturns::enter_whole_schools(const Organisation& organisation, AttendanceLoad& load) const {
  std::set<std::pair<UnitId, Day>> entered;
  for (const auto& [place, rows] : classes_) {
    const Unit* school = organisation.above(place.first, UnitKind::school);
    if (!school || rows.lists_who_came() || !entered.emplace(school->id, place.second).second) continue;
    for (const UnitId other : organisation.classes_of(school->id)) {
      if (classes_.contains({other, place.second})) continue;
      Register returned = rows.returned;
      returned.school_class = other;
      load.add(returned);
    }
  }
}

}  // namespace ksbx
