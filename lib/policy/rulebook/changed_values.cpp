#include "policy/rulebook/changed_values.h"

#include <optional>
#include <set>

namespace ksbx {
namespace {

std::optional<ChangedValue> first_difference(const Parameter& before, const Parameter& after, DayRange judged) {
  std::set<Day> days{judged.first};
  std::set<Scope> scopes{Scope{}};
  for (const Parameter* parameter : {&before, &after})
    for (const Parameter::Dated& value : parameter->values) {
      if (judged.first < value.from && value.from <= judged.last) days.insert(value.from);
      scopes.insert(value.scope);
    }
  for (const Scope& scope : scopes)
    for (const Day day : days) {
      const Parameter::Dated& then = before.on(day, scope, day);
      const Parameter::Dated& now = after.on(day, scope, day);
      if (then.value != now.value) return ChangedValue{after.id, day, scope, then.value, now.value, now.origin};
    }
  return std::nullopt;
}

}  // namespace

std::vector<ChangedValue> changed_values(const Rulebook& before, const Rulebook& after, DayRange judged) {
  std::vector<ChangedValue> all;
  for (const Parameter& parameter : after.parameters)
    if (const Parameter* then = before.parameter(parameter.id))
      if (auto changed = first_difference(*then, parameter, judged)) all.push_back(std::move(*changed));
  return all;
}

}  // namespace ksbx
