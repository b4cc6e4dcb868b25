// Staff and what they answer for: 姓名, 职务, 单位 (or school, grade and class), 起始日期, 结束日期, 代理.
//
// With `--snapshot` the list is whole: whoever is not on it has left his post.
#include <algorithm>
#include <set>

#include "app/import/import_context.h"
#include "app/import/roster_changes.h"
#include "app/workspace/shared_posts.h"
#include "app/workspace/units.h"
#include "base/join.h"
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
          text("{}有这些职务：{}", "{}it has these: {}",
               close.empty() ? Text{} : text("是不是“{}”？", "did you mean {}? ", close), join(known, "、"))};
}

Problem unknown_class(const Row& row, const Text& unknown) {
  return {Severity::error, "R_UNKNOWN_UNIT", row.origin(ColumnName::unit),
          unknown.empty() ? text("没有登记过这个年级或班级", "no such grade or class is registered") : unknown,
          text("班级随学生花名册建立，请先导入花名册", "classes come with the roster of pupils: import it first")};
}

// The classes of the row: those of the only reading of its cell of which all classes are there.
std::vector<UnitId> classes_of(ImportContext& context, const Row& row, const ClassWords& words, Problems& problems) {
  const Day today = context.workspace.dates.today;
  const auto grade = read_grade(words.grade, {}, {}, today).value;
  std::vector<std::vector<UnitId>> possible;
  Text unknown;
  for (const std::vector<std::string>& reading : class_readings(words.school_class, grade, today)) {
    std::vector<UnitId> classes;
    for (const std::string& one : reading) {
      ClassWords alone = words;
      alone.school_class = one;
      const auto& found = context.classes.find(alone);
      if (!found.school_class) unknown = found.unknown;
      if (reading.size() == 1) context.warn(row, ColumnName::school_class, found.class_issue);
      if (found.school_class) classes.push_back(found.school_class);
    }
    if (!reading.empty() && classes.size() == reading.size()) possible.push_back(std::move(classes));
  }
  if (possible.size() == 1) return possible.front();
  if (possible.empty())
    problems.push_back(unknown_class(row, unknown));
  else
    problems.push_back({Severity::error, "R_CLASS_AMBIGUOUS", row.origin(ColumnName::school_class),
                        text("分不清是一个班还是几个班", "it may be one class or several"),
                        text("几个班写成“1班、2班”，一个班写成“2班”", "write 1班、2班 for several and 2班 for one")});
  return {};
}

// Which units the row puts the person at: the classes or the grade if it names some, otherwise the unit itself.
std::vector<UnitId> places_of(ImportContext& context, const Row& row, const Role& role, Problems& problems) {
  const std::string_view unit_words = row.cell(ColumnName::unit);
  const bool in_class = role.at == RoleAt::school_class || role.at == RoleAt::pupil;
  if (in_class || role.at == RoleAt::grade) {
    ClassWords words = context.class_words(row);
    if (words.school_code.empty() && words.school_name.empty()) words.school_code = words.school_name = unit_words;
    if (in_class) return classes_of(context, row, words, problems);
    const auto& found = context.classes.find(words);
    if (found.school)
      for (const Unit* grade : context.organisation.children(found.school, UnitKind::grade))
        if (const auto wanted = read_grade(words.grade, words.school_class, {}, context.workspace.dates.today).value;
            wanted && grade->year == wanted->number)
          return {grade->id};
    problems.push_back(unknown_class(row, found.unknown));
    return {};
  }
  const std::string_view words = unit_words.empty() ? row.cell(ColumnName::school_code) : unit_words;
  if (context.organisation.named(read_text(words).value).empty())
    if (const auto& found = context.classes.find({{}, words, {}, {}}); found.school) return {found.school};
  const Unit* unit = unit_meant(context.organisation, words, row.origin(ColumnName::unit), problems);
  return unit ? std::vector<UnitId>{unit->id} : std::vector<UnitId>{};
}

// What is known of the post, where the list does not say it.
bool is_acting(const ImportContext& context, const Assignment& post) {
  return std::ranges::any_of(context.organisation.assignments(), [&](const Assignment& one) {
    return one.acting && one.unit == post.unit && one.role == post.role && one.from == post.from &&
           one.person == post.person;
  });
}

// Since when, where the list does not say it: as long as is known, or from today.
Day first_day(const ImportContext& context, const std::string& person, const std::string& role, UnitId unit) {
  const Day today = context.workspace.dates.today;
  for (const Assignment* one : context.organisation.holders(unit, role, today))
    if (one->person == person) return one->from;
  return today;
}

// What one list says.
class StaffList {
 public:
  explicit StaffList(ImportContext& context) : context_(context) {}

  void read() {
    while (const Row* row = context_.next())
      if (!take(*row)) doubtful_.insert(read_name(row->cell(ColumnName::name)).value);
    if (context_.request.snapshot) end_others();
    tell_shared();
  }

 private:
  bool take(const Row& row);
  void end_others();
  bool is_on_it(const Assignment& post) const;
  Day last_day_of(const Assignment& post) const;
  UnitId place_of(UnitId unit) const;
  void tell_shared();

  ImportContext& context_;
  std::vector<Assignment> posts_;
  std::set<std::string> doubtful_;  // names on rows that could not be taken
};

bool StaffList::take(const Row& row) {
  const auto reject = [&](ColumnName column, CellIssue issue) {
    context_.reject(row, column, issue);
    return false;
  };
  const auto name = read_name(row.cell(ColumnName::name));
  if (name.value.empty()) return reject(ColumnName::name, name.issue);
  const std::string words = read_text(row.cell(ColumnName::role)).value;
  const Role* role = context_.workspace.rulebook.role_named(words);
  if (role == nullptr) {
    context_.reject(row, unknown_role(context_.workspace.rulebook, words, row.origin(ColumnName::role)));
    return false;
  }
  Problems problems;
  const std::vector<UnitId> units = places_of(context_, row, *role, problems);
  if (!problems.empty()) {
    context_.reject(row, problems.front());
    return false;
  }
  const auto from = read_date(row.cell(ColumnName::from));
  if (from.issue != CellIssue::none) return reject(ColumnName::from, from.issue);
  const auto until = read_last_day(row.cell(ColumnName::until));
  if (until.issue != CellIssue::none) return reject(ColumnName::until, until.issue);
  const auto acting = read_yes_no(row.cell(ColumnName::acting));
  if (acting.issue != CellIssue::none) return reject(ColumnName::acting, acting.issue);
  bool is_new = false, is_changed = false;
  for (const UnitId unit : units) {
    const Day first = from.value ? *from.value : first_day(context_, name.value, role->id, unit);
    Assignment post{{}, name.value, role->id, unit, first, until.value};
    const bool was_there = std::ranges::any_of(context_.organisation.assignments(), [&](const Assignment& one) {
      return one.unit == unit && one.role == role->id && one.from == first && one.person == name.value;
    });
    post.acting = context_.sheet.has(ColumnName::acting) ? acting.value.value_or(false) : is_acting(context_, post);
    if (assign(context_.transaction, post) == Effect::written) (was_there ? is_changed : is_new) = true;
    posts_.push_back(std::move(post));
  }
  if (is_new)
    context_.accept_new();
  else
    context_.accept(is_changed ? Effect::written : Effect::unchanged);
  return true;
}

// The school of a class or grade, otherwise the unit itself.
UnitId StaffList::place_of(UnitId unit) const {
  const Unit* school = context_.organisation.above(unit, UnitKind::school);
  return school ? school->id : unit;
}

bool StaffList::is_on_it(const Assignment& post) const {
  return doubtful_.contains(post.person) || std::ranges::any_of(posts_, [&](const Assignment& one) {
           return one.unit == post.unit && one.role == post.role && one.person == post.person;
         });
}

// Where the list names who came after him, the day before; otherwise the day before the list's own.
Day StaffList::last_day_of(const Assignment& post) const {
  Day last = context_.workspace.dates.today - 1;
  for (const Assignment& one : posts_)
    if (one.unit == post.unit && one.role == post.role && !one.acting && one.from > post.from) last = one.from - 1;
  return std::max(last, post.from);
}

// A whole list speaks of the schools and units in it, and of the roles in it: a list of class teachers says nothing of
// a principal. Who holds such a post and is not on the list has left it.
void StaffList::end_others() {
  std::set<UnitId> places;
  std::set<std::string> roles;
  for (const Assignment& post : posts_) {
    places.insert(place_of(post.unit));
    roles.insert(post.role);
  }
  std::vector<const Assignment*> gone;
  const Day today = context_.workspace.dates.today;
  for (const Assignment& one : context_.organisation.assignments())
    if (!one.until && one.from <= today && places.contains(place_of(one.unit)) && !is_on_it(one)) gone.push_back(&one);
  const auto not_spoken_of =
      std::ranges::partition(gone, [&](const Assignment* one) { return roles.contains(one->role); });
  const auto ended = static_cast<std::int64_t>(std::size(gone)) - std::ssize(not_spoken_of);
  if (is_too_many(ended, context_.result.counts.rows + ended) && !context_.request.accept)
    throw Error(Failure::guard, "snapshot-guard",
                text("{}：{} 个岗位上的人不在表里，超过 10 个且超过一成，什么都没有写入",
                     "{}: {} posts are not on the list, more than 10 and more than 10 %; nothing was written",
                     context_.path, ended),
                text("先核对是不是完整的教职工表；不完整请去掉 --snapshot，确实如此请加 --accept",
                     "check that the list is whole; if it is not, leave out --snapshot, otherwise add --accept"));
  for (const Assignment* one : gone) {
    const Role* role = context_.workspace.rulebook.role(one->role);
    const Text label = role ? role->label : text("{}", "{}", one->role);
    const std::string unit = context_.organisation.full_name(one->unit);
    if (!roles.contains(one->role)) {
      context_.warn(
          {Severity::warning,
           "W_POST_NOT_LISTED",
           {context_.path, 0, 0},
           text("{} {} {} 不在表里；表里没有这种职务，没有结束",
                "{1} {2} ({0}) is not on the list, nor is anybody of that role: not ended", unit, label, one->person),
           text("已离任的请写上结束日期再导入", "if the person left, give the last day and import it")});
      continue;
    }
    const Day last = last_day_of(*one);
    end_assignment(context_.transaction, one->unit, one->role, one->person, last);
    context_.warn({Severity::warning,
                   "W_POST_ENDED",
                   {context_.path, 0, 0},
                   text("{} {} {} 不在表里：任职到 {} 为止", "{1} {2} ({0}) is not on the list: the post ended on {3}",
                        unit, label, one->person, last.iso()),
                   text("弄错了用 ksbx undo 撤销这次导入", "if that is wrong, ksbx undo this import")});
  }
}

// Who was to follow somebody who is still there.
void StaffList::tell_shared() {
  const Organisation now = load_organisation(context_.workspace.database);
  for (const SharedPost& post : shared_posts(now, context_.workspace.rulebook, context_.workspace.dates.today)) {
    const bool is_here = std::ranges::any_of(
        posts_, [&](const Assignment& one) { return one.unit == post.unit && one.role == post.role->id; });
    if (!is_here) continue;
    context_.warn({Severity::warning,
                   "W_POST_OF_TWO",
                   {context_.path, 0, 0},
                   text("{} 有 {} 名{}：{}；任务仍派给先登记的人", "{} has {} {}: {}; duties go to the first of them",
                        now.full_name(post.unit), post.people.size(), post.role->label, join(post.people, "、")),
                   text("给离任的人写上结束日期再导入；这是完整的教职工表，可加 --snapshot",
                        "give the one who left a last day and import it; if this is a whole list, add --snapshot")});
  }
}

}  // namespace

void import_staff(ImportContext& context) {
  if (context.is_part()) refuse_part_of_roster(context);
  StaffList(context).read();
}

}  // namespace ksbx
