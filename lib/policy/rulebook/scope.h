// Scope (适用范围): for whom a parameter's value holds, and where a subject stands.
//
// Most values hold everywhere. An overlay may give one school, one town or one level a value of its own; for each
// subject the most specific value wins: its school's before its town's, its town's before its level's, any of them
// before the city's.
//
//   Scope{"9990180001", {}, {}}.covers(scope_of(organisation, history, day))   // is he a pupil of that school?
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/day.h"
#include "base/text.h"
#include "model/id.h"

namespace ksbx {

class Organisation;
struct History;

// 学段, by grade: 1–6, 7–9, 10–12. `any` is everyone, or a subject that has none (a school, a town, a kindergarten).
enum class Level { any, primary, junior, senior };
std::string_view name_of(Level level);
Text label_of(Level level);
std::optional<Level> level(std::string_view name);  // of the three that have a name in files

// What is empty (or `any`) says nothing: of a value, that it holds for all; of a subject, that it has no such place.
struct Scope {
  std::string school;  // official code
  std::string town;    // official code
  Level level = Level::any;
  auto operator<=>(const Scope&) const = default;

  bool everybody() const { return *this == Scope{}; }
  // Does a value of this scope hold for a subject that is there?
  bool covers(const Scope& subject) const;
  // The greater one wins where two values hold. Scopes that can hold for one subject differ in rank, or are equal.
  int rank() const;
  // 学校 9990180001，初中
  Text print() const;
};

// Of a pupil, as he stood that day: his school, the town where it stands, the level of his grade. Of anyone without a
// school: the town of the residence, or of the unit itself.
Scope scope_of(const Organisation& organisation, const History& history, Day day);
// Of a unit itself.
Scope scope_of(const Organisation& organisation, UnitId unit);

}  // namespace ksbx
