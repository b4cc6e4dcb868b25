#include "policy/rulebook/changed_values.h"

#include <optional>
#include <set>

namespace ksbx {
namespace {

std::optional<ChangedValue> first_difference(const Parameter& parameter, Day first) {
  if (parameter.judged.empty()) return std::nullopt;
  const Day last = parameter.judged.back().through;
  std::set<Day> days = parameter.turns();
  days.insert(first);
  std::set<Scope> scopes{Scope{}};
  for (const Parameter::Dated* value : parameter.all_values()) scopes.insert(value->scope);
  Parameter as_written = parameter;
  as_written.judged.clear();
  for (const Scope& scope : scopes)
    for (auto day = days.lower_bound(first); day != days.end() && *day <= last; ++day) {
      const Parameter::Dated& then = parameter.on(*day, scope, *day);
      const Parameter::Dated& now = as_written.on(*day, scope, *day);
      if (then.value == now.value) continue;
      return ChangedValue{parameter.id, *day, scope, then.value, now.value, last + 1, now.origin};
    }
  return std::nullopt;
}

}  // namespace

std::vector<ChangedValue> changed_values(const Rulebook& rulebook, Day first) {
  std::vector<ChangedValue> all;
  for (const Parameter& parameter : rulebook.parameters)
    if (auto changed = first_difference(parameter, first)) all.push_back(*std::move(changed));
  return all;
}

}  // namespace ksbx
