#include "policy/rulebook/scope_places.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ksbx {
namespace {

// Who had the code on that day, as it is now; nullptr if nobody of that kind ever had it.
const Unit* meant(const Organisation& organisation, const std::string& code, UnitKind kind, Day day) {
  const Unit* unit = organisation.on(day).find_code(code);
  return unit && unit->kind == kind ? organisation.find(unit->id) : nullptr;
}

Problem unknown_place(const Origin& origin, Text what) {
  return {Severity::warning, "unknown-place", origin, std::move(what),
          text("请核对代码，或先导入单位", "Check the code, or import the units first")};
}

// Does any value of the parameter hold for the place under this code?
bool is_said(const Parameter& parameter, std::string Scope::*place, const std::string& code) {
  return std::ranges::any_of(parameter.values, [&](const Parameter::Dated& one) { return one.scope.*place == code; });
}

// What is wrong with one place of a value's scope, if anything.
std::optional<Problem> wrong_place(const Parameter& parameter, const Parameter::Dated& dated, std::string Scope::*place,
                                   UnitKind kind, const Organisation& organisation) {
  const std::string& code = dated.scope.*place;
  if (code.empty()) return std::nullopt;
  const Unit* unit = meant(organisation, code, kind, dated.from);
  if (unit == nullptr)
    return unknown_place(dated.origin, text("参数“{}”的这个值只对{}，单位表里却没有",
                                            "this value of “{}” is for {}, which is not among the units", parameter.id,
                                            dated.scope.print()));
  if (unit->code == code || is_said(parameter, place, unit->code)) return std::nullopt;
  return Problem{
      Severity::warning, "former-code", dated.origin,
      text("参数“{}”的这个值只对代码 {}，{} 现在的代码是 {}：改了代码以后的日子，这个值对它不起作用",
           "this value of “{}” is for the code {}, and {} has the code {} now: for the days since, the value "
           "does not hold for it",
           parameter.id, code, unit->name, unit->code),
      text("仍要对它起作用的，以新代码 {} 再写一个值，从改代码那天起",
           "if it shall hold, add a value for the code {}, from the day on which the code changed", unit->code)};
}

}  // namespace

Problems unknown_places(const Rulebook& rulebook, const Organisation& organisation) {
  Problems problems;
  for (const Parameter& parameter : rulebook.parameters)
    for (const Parameter::Dated& dated : parameter.values) {
      auto wrong = wrong_place(parameter, dated, &Scope::school, UnitKind::school, organisation);
      if (!wrong) wrong = wrong_place(parameter, dated, &Scope::town, UnitKind::town, organisation);
      if (wrong) problems.push_back(std::move(*wrong));
    }
  return problems;
}

Problems unknown_schools(const std::vector<CalendarSchool>& schools, const Organisation& organisation) {
  Problems problems;
  for (const auto& [code, origin] : schools) {
    const Unit* unit = organisation.find_code(code);
    if (unit && unit->kind == UnitKind::school) continue;
    problems.push_back(unknown_place(origin, text("校历里的学校 {}，单位表里没有：这一天对哪所学校都不起作用",
                                                  "the calendar names the school {}, which is not among the units: the "
                                                  "day holds for no school",
                                                  code)));
  }
  return problems;
}

bool names_places(const Rulebook& rulebook) {
  const auto has_place = [](const Parameter::Dated& dated) {
    return !dated.scope.school.empty() || !dated.scope.town.empty();
  };
  return std::any_of(rulebook.parameters.begin(), rulebook.parameters.end(), [&](const Parameter& one) {
    return std::any_of(one.values.begin(), one.values.end(), has_place);
  });
}

}  // namespace ksbx
