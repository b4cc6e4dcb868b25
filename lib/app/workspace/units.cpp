#include "app/workspace/units.h"

#include <algorithm>
#include <string>
#include <vector>

#include "app/workspace/class_register.h"
#include "base/join.h"
#include "base/nearest.h"
#include "files/cell/cell.h"

namespace ksbx {
namespace {

Problem unknown_unit(const Organisation& organisation, std::string_view words, const Origin& origin) {
  std::vector<std::string> names;
  for (const Unit& unit : organisation.units())
    if (unit.kind != UnitKind::grade && unit.kind != UnitKind::school_class) names.push_back(unit.name);
  const std::string close = nearest(words, names);
  return {Severity::error, "R_UNKNOWN_UNIT", origin,
          text("没有登记过单位“{}”", "no unit {} is registered", std::string(words)),
          close.empty() ? text("请先导入单位表，或改成已登记的名称或代码",
                               "import the units first, or use a registered name or code")
                        : text("是不是“{}”？", "did you mean {}?", close)};
}

}  // namespace

Problem ambiguous_unit(const Organisation& organisation, std::string_view words, const std::vector<UnitId>& meant) {
  constexpr std::size_t most = 3;
  std::vector<Text> names;
  for (std::size_t i = 0; i < std::min(meant.size(), most); ++i)
    names.push_back(same_text(organisation.full_name(meant[i])));
  return {Severity::error,
          "R_AMBIGUOUS_UNIT",
          {},
          text("“{}”有 {} 个：{}{}", "{} can be one of {}: {}{}", std::string(words), meant.size(),
               enumerated(names, {}, same_text("、")), meant.size() > most ? " ……" : ""),
          text("写明学校，例如 {}@学校名称", "name the school, as in {}@SCHOOL", std::string(words))};
}

const Unit* unit_meant(const Organisation& organisation, std::string_view words, const Origin& origin,
                       Problems& problems) {
  if (const Unit* unit = organisation.find_code(read_code(words))) return unit;
  const auto named = organisation.named(read_text(words).value);
  if (named.size() == 1) return named.front();
  if (named.empty())
    problems.push_back(unknown_unit(organisation, words, origin));
  else
    problems.push_back({Severity::error, "R_AMBIGUOUS_UNIT", origin,
                        text("有 {} 个单位都叫“{}”", "{} units have the name {}", named.size(), std::string(words)),
                        text("请改用单位代码", "use the code of the unit")});
  return nullptr;
}

const Unit* unit_called(const Organisation& organisation, std::string_view words, const std::vector<SubjectKind>& kinds,
                        Day today, Problems& problems) {
  const ClassRegister classes(organisation, today);
  const auto may_be = [&](SubjectKind kind) { return std::ranges::count(kinds, kind) > 0; };
  std::vector<UnitId> meant;
  if (may_be(SubjectKind::school_class)) meant = classes.matching(words);
  if (meant.empty() && may_be(SubjectKind::grade)) meant = classes.grades_matching(words);
  if (meant.size() == 1) return organisation.find(meant.front());
  if (meant.empty()) return unit_meant(organisation, words, {}, problems);
  problems.push_back(ambiguous_unit(organisation, words, meant));
  return nullptr;
}

}  // namespace ksbx
