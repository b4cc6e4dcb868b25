#include "app/import/typed_place.h"

#include <algorithm>

#include "app/import/residences.h"
#include "app/workspace/class_register.h"
#include "app/workspace/units.h"
#include "base/join.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "files/cell/cell_words.h"

namespace ksbx {
namespace {

// 七(1)班@石桥市第一初级中学, in its parts.
struct ClassTyped {
  std::string school_code, school_name, grade, school_class;

  ClassWords words() const { return {school_code, school_name, grade, school_class}; }
  bool names_school() const { return !school_code.empty() || !school_name.empty(); }
  std::string as_one() const { return grade + school_class; }
};

ClassTyped class_typed(const TypedRow& row, const Organisation& organisation) {
  const auto cell = [&](ColumnName column) { return std::string(trimmed(row.cell(column))); };
  ClassTyped typed{cell(ColumnName::school_code), cell(ColumnName::school_name), cell(ColumnName::grade),
                   cell(ColumnName::school_class)};
  const std::string whole = nfkc(typed.school_class);
  const std::size_t at = whole.find('@');
  if (typed.names_school() || at == std::string::npos) return typed;
  typed.school_class = trimmed(std::string_view(whole).substr(0, at));
  const std::string school(trimmed(std::string_view(whole).substr(at + 1)));
  const Unit* by_code = organisation.find_code(school);
  (by_code && by_code->kind == UnitKind::school ? typed.school_code : typed.school_name) = school;
  return typed;
}

Error unknown_class(const Organisation& organisation, UnitId school, const ClassTyped& typed) {
  std::vector<Text> there;
  for (const UnitId id : organisation.classes_of(school)) {
    const Unit& one = *organisation.find(id);
    const Unit* grade = organisation.above(id, UnitKind::grade);
    if (!is_unclear(one)) there.push_back(same_text((grade ? grade->name : std::string()) + one.name));
  }
  return Error(Failure::usage, "R_UNKNOWN_UNIT",
               text("{} 没有登记过班级“{}”", "{} has no class {}", organisation.name_of(school), typed.as_one()),
               there.empty() ? text("这所学校还没有班级：先用 ksbx import 导入花名册",
                                    "the school has no classes yet: import a roster first")
                             : text("该校有：{}", "it has: {}", enumerated(there)));
}

const Unit& required_class(const ClassTyped& typed, const Organisation& organisation, Day today) {
  ClassRegister classes(organisation, today);
  if (!typed.names_school()) {
    const std::vector<UnitId> meant = classes.matching(typed.as_one());
    if (meant.size() == 1) return *organisation.find(meant.front());
    if (meant.size() > 1) throw Error(Failure::usage, {ambiguous_unit(organisation, typed.as_one(), meant)});
    throw Error(Failure::usage, "R_UNKNOWN_UNIT", text("没有登记过班级“{}”", "there is no class {}", typed.as_one()),
                text("写明学校，例如 班级=七年级1班@学校名称", "name the school, as in class=七年级1班@SCHOOL"));
  }
  const ClassRegister::Found& found = classes.find(typed.words());
  if (!found.school)
    throw Error(Failure::usage, "R_UNKNOWN_UNIT", found.unknown,
                text("请改成已登记的学校名称或标识码；新学校先导入单位表",
                     "use a registered name or code; of a new school import the units first"));
  if (!found.school_class) throw unknown_class(organisation, found.school, typed);
  return *organisation.find(found.school_class);
}

Text nearest_place(const Organisation& organisation, std::string_view words) {
  std::vector<std::string> names;
  for (const Unit* town : organisation.of_kind(UnitKind::town)) {
    names.push_back(town->name);
    for (const Unit* village : organisation.children(town->id, UnitKind::village)) {
      names.push_back(town->name + village->name);
      names.push_back(village->name);
    }
  }
  const std::string close = nearest(words, names);
  return close.empty() ? text("请写已登记的镇街或村居，如 青石镇柳树村，或它的代码",
                              "write a registered town or village, or its code")
                       : text("是不是“{}”？", "did you mean {}?", close);
}

}  // namespace

void settle_class(TypedRow& row, const Organisation& organisation, Day today) {
  const ClassTyped typed = class_typed(row, organisation);
  if (typed.school_class.empty())
    throw Error(Failure::usage, "missing-argument", text("没有写在哪个班", "the class is missing"),
                text("写上班级，例如 班级=七年级1班@学校名称；不在任何学校的用 ksbx add minor",
                     "give it, as in class=七年级1班@SCHOOL; for a child of no school use ksbx add minor"));
  const Unit& school_class = required_class(typed, organisation, today);
  const Unit* grade = organisation.above(school_class.id, UnitKind::grade);
  row.set(ColumnName::school_code, organisation.school_code_of(school_class.id));
  row.set(ColumnName::grade, grade ? grade->name : std::string());
  row.set(ColumnName::school_class, school_class.name);
}

void check_residence(const TypedRow& row, const Organisation& organisation) {
  const std::string words(trimmed(row.cell(ColumnName::residence)));
  if (words.empty() || Residences(organisation).find(words)) return;
  throw Error(Failure::usage, "R_UNKNOWN_UNIT",
              text("没有登记过镇街或村居“{}”", "there is no town or village {}", words),
              nearest_place(organisation, words));
}

}  // namespace ksbx
