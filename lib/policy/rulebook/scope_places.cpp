#include "policy/rulebook/scope_places.h"

#include <algorithm>

namespace ksbx {
namespace {

bool is_known(const Organisation& organisation, const std::string& code, UnitKind kind) {
  const Unit* unit = organisation.find_code(code);
  return code.empty() || (unit != nullptr && unit->kind == kind);
}

}  // namespace

Problems unknown_places(const Rulebook& rulebook, const Organisation& organisation) {
  Problems problems;
  for (const Parameter& parameter : rulebook.parameters)
    for (const Parameter::Dated& dated : parameter.values) {
      if (is_known(organisation, dated.scope.school, UnitKind::school) &&
          is_known(organisation, dated.scope.town, UnitKind::town))
        continue;
      problems.push_back(
          {Severity::warning, "unknown-place", dated.origin,
           text("参数“{}”的这个值只对{}，单位表里却没有", "this value of “{}” is for {}, which is not among the units",
                parameter.id, dated.scope.print()),
           text("请核对代码，或先导入单位", "Check the code, or import the units first")});
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
