// Staff and what they answer for: 姓名, 职务, 单位 (or school, grade and class), 起始日期, 结束日期, 代理.
#include <algorithm>

#include "app/import/import_context.h"
#include "app/workspace/units.h"
#include "base/nearest.h"
#include "base/utf8.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

// The role that an office calls so: by id or by label; nullptr if there is none.
Problem unknown_role(const Rulebook& rulebook, const std::string& words, const Origin& origin) {
  std::vector<std::string> known;
  for (const Role& role : rulebook.roles) known.push_back(role.label.zh);
  const std::string close = nearest(words, known);
  return {Severity::error, "R_UNKNOWN_ROLE", origin, text("规则集里没有职务“{}”", "the rulebook has no role {}", words),
          close.empty() ? text("职务名称见规则集 roles.toml", "roles are listed in the rulebook's roles.toml")
                        : text("是不是“{}”？", "did you mean {}?", close)};
}

// Which unit the row puts the person at: the class or grade if it names one, otherwise the unit itself.
UnitId place_of(ImportContext& context, const Row& row, const Role& role, Problems& problems) {
  const std::string_view unit_words = row.cell(ColumnName::unit);
  const bool in_class = role.at == RoleAt::school_class || role.at == RoleAt::pupil;
  if (in_class || role.at == RoleAt::grade) {
    ClassWords words = context.class_words(row);
    if (words.school_code.empty() && words.school_name.empty()) words.school_code = words.school_name = unit_words;
    const auto& found = context.classes.find(words);
    if (in_class && found.school_class) return found.school_class;
    if (!in_class && found.school)
      for (const Unit* grade : context.organisation.children(found.school, UnitKind::grade))
        if (const auto wanted = read_grade(words.grade, words.school_class, {}, context.workspace.dates.today).value;
            wanted && grade->year == wanted->number)
          return grade->id;
    problems.push_back(
        {Severity::error, "R_UNKNOWN_UNIT", row.origin(ColumnName::unit),
         found.unknown.empty() ? text("没有登记过这个年级或班级", "no such grade or class is registered")
                               : found.unknown,
         text("班级随学生花名册建立，请先导入花名册", "classes come with the roster of pupils: import it first")});
    return {};
  }
  const std::string_view words = unit_words.empty() ? row.cell(ColumnName::school_code) : unit_words;
  const Unit* unit = unit_meant(context.organisation, words, row.origin(ColumnName::unit), problems);
  return unit ? unit->id : UnitId{};
}

// What is known of the post, where the list does not say it.
bool is_acting(const ImportContext& context, const Assignment& post) {
  return std::ranges::any_of(context.organisation.assignments(), [&](const Assignment& one) {
    return one.acting && one.unit == post.unit && one.role == post.role && one.from == post.from &&
           one.person == post.person;
  });
}

}  // namespace

void import_staff(ImportContext& context) {
  while (const Row* row = context.next()) {
    const auto name = read_name(row->cell(ColumnName::name));
    if (name.value.empty()) {
      context.reject(*row, ColumnName::name, name.issue);
      continue;
    }
    const std::string words = read_text(row->cell(ColumnName::role)).value;
    const Role* role = context.workspace.rulebook.role_named(words);
    if (role == nullptr) {
      context.reject(*row, unknown_role(context.workspace.rulebook, words, row->origin(ColumnName::role)));
      continue;
    }
    Problems problems;
    const UnitId unit = place_of(context, *row, *role, problems);
    if (!problems.empty()) {
      context.reject(*row, problems.front());
      continue;
    }
    const auto from = read_date(row->cell(ColumnName::from));
    const auto until = read_last_day(row->cell(ColumnName::until));
    if (from.issue != CellIssue::none || until.issue != CellIssue::none) {
      const bool first = from.issue != CellIssue::none;
      context.reject(*row, first ? ColumnName::from : ColumnName::until, first ? from.issue : until.issue);
      continue;
    }
    const auto acting = read_yes_no(row->cell(ColumnName::acting));
    if (acting.issue != CellIssue::none) {
      context.reject(*row, ColumnName::acting, acting.issue);
      continue;
    }
    Assignment assignment{{},         name.value, role->id, unit, from.value.value_or(context.workspace.dates.today),
                          until.value};
    assignment.acting =
        context.sheet.has(ColumnName::acting) ? acting.value.value_or(false) : is_acting(context, assignment);
    const Effect effect = assign(context.transaction, assignment);
    if (effect == Effect::written)
      context.accept_new();
    else
      context.accept(effect);
  }
}

}  // namespace ksbx
