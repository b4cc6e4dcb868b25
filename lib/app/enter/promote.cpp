#include "app/enter/promote.h"

#include <algorithm>
#include <functional>

#include "app/workspace/class_register.h"
#include "app/workspace/roster_signs.h"
#include "app/workspace/units.h"
#include "base/mask.h"
#include "policy/roster/movement.h"
#include "policy/roster/promotion.h"
#include "store/history/record_store.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/roster/roster_store.h"
#include "store/roster/unit_store.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

// What a school's new year comes to.
struct SchoolYear {
  const Unit* school = nullptr;
  int entry = 0, last = 0;  // its lowest and its highest grade
  std::int64_t promoted = 0, graduated = 0, placed = 0, left_behind = 0, next_unknown = 0;
  std::int64_t placed_above_entry = 0;  // the lowest grade is full of newcomers, the others are not
  std::vector<ClassStep> steps;         // of classes of which someone moved
  struct Listed {
    const Unit* school_class;
    Student student;
    Text what;
  };
  std::vector<Listed> listed;

  std::int64_t moved() const { return promoted + graduated; }
  // Some are placed by rosters of the new year, some are on none of them. Whoever graduates is on none anyway.
  bool is_half_placed() const {
    return is_too_many(std::min(promoted, placed_above_entry), promoted + placed_above_entry);
  }
  bool is_odd() const { return moved() > 0 && (is_half_placed() || is_too_many(left_behind, moved() + left_behind)); }
};

std::vector<const Unit*> schools_meant(const Organisation& organisation, const std::vector<std::string>& all_words) {
  std::vector<const Unit*> schools;
  Problems problems;
  for (const std::string& words : all_words) {
    const Unit* unit = unit_meant(organisation, words, {}, problems);
    if (unit && unit->kind != UnitKind::school)
      problems.push_back({Severity::error,
                          "not-a-school",
                          {},
                          text("“{}”不是学校", "{} is not a school", words),
                          text("请写学校的名称或代码", "write the name or code of a school")});
    schools.push_back(unit);
  }
  if (!problems.empty()) throw Error(Failure::usage, std::move(problems));
  if (all_words.empty())
    for (const Unit& unit : organisation.units())
      if (unit.kind == UnitKind::school) schools.push_back(&unit);
  std::ranges::sort(schools, {}, [](const Unit* school) { return school->code; });
  return schools;
}

// Moves the pupils of one school.
class Promotion {
 public:
  Promotion(const Workspace& workspace, const PromoteRequest& request, Transaction& transaction,
            const Organisation& organisation)
      : workspace_(workspace),
        request_(request),
        transaction_(transaction),
        organisation_(organisation),
        classes_(organisation, request.to),
        signs_(workspace, transaction),
        new_grades_(grades_begin(request.to)) {}

  SchoolYear promote(const Unit& school) {
    std::vector<const Unit*> classes;
    for (const UnitId id : organisation_.classes_of(school.id)) classes.push_back(organisation_.find(id));
    std::vector<int> grades;
    for (const Unit* one : classes)
      if (one->year > 0) grades.push_back(one->year);
    SchoolYear year;
    year.school = &school;
    year.last = last_grade(school.name, grades);
    if (year.last == 0) return year;
    year.entry = *std::ranges::min_element(grades);
    // From the top: whoever moves comes into a class that has been looked at.
    std::ranges::stable_sort(classes, std::greater<>(), &Unit::year);
    for (const Unit* one : classes) promote_class(*one, year);
    std::ranges::stable_sort(year.listed, {}, [](const SchoolYear::Listed& one) { return one.school_class->code; });
    return year;
  }

 private:
  void promote_class(const Unit& school_class, SchoolYear& year) {
    UnitId into;
    bool moved = false;
    for (const Student& student : students_of(workspace_.database, school_class.id)) {
      const bool is_old = placed_since(workspace_.database, student.id) < new_grades_;
      const Step step = step_of(student.enrolment, school_class.year, year.last,
                                is_old ? PlacedWhen::last_year : PlacedWhen::this_year);
      if (step == Step::moves_up) {
        if (!into) into = class_above(school_class, *year.school);
        move(student, into);
        ++year.promoted;
      } else if (step == Step::graduates) {
        graduate(school_class, student, year);
      } else if (step == Step::placed) {
        ++year.placed;
        year.placed_above_entry += school_class.year > year.entry;
      } else if (is_left_behind(step)) {
        ++year.left_behind;
        year.listed.push_back({&school_class, student, label_of(step)});
      }
      moved = moved || step == Step::moves_up || step == Step::graduates;
    }
    if (moved) year.steps.push_back({school_class.id, into});
  }

  // 七年级1班 → 八年级1班; whoever waits for a class waits in the next grade.
  UnitId class_above(const Unit& school_class, const Unit& school) {
    const std::string grade = label_of(Grade{school_class.year + 1}).zh;
    const std::string name = is_unclear(school_class) ? std::string() : school_class.name;
    return classes_.find_or_enter({school.code, {}, grade, name}, transaction_, ClassRegister::New::classes)
        .school_class;
  }

  void move(const Student& student, UnitId into) {
    Student after = student;
    after.school_class = into;
    update(transaction_, student, after, request_.to);
    note_promoted(transaction_, student.id);
  }

  void graduate(const Unit& school_class, const Student& student, SchoolYear& year) {
    Student after = student;
    after.enrolment = Enrolment::graduated;
    update(transaction_, student, after, request_.to);
    note_promoted(transaction_, student.id);
    ++year.graduated;
    if (knows_next_school(student)) return;
    ++year.next_unknown;
    year.listed.push_back({&school_class, after, text("毕业，去向不明", "graduated, next school unknown")});
  }

  // Said by the school in a record of the year that ends; without any record one is made that asks for it.
  bool knows_next_school(const Student& student) {
    const Meanings& meaning = workspace_.rulebook.meaning;
    bool recorded = false, known = false;
    for (const Record& record : records_of(workspace_.database, student.id)) {
      if (!meaning.says(record, Meant::graduation) || record.day < request_.to - 366) continue;
      recorded = true;
      const auto next = record.fields.find(meaning.field(Meant::graduation_next_unknown));
      const bool is_said = next != record.fields.end() && !text_of(next->second).empty();
      known = is_said && !meaning.says(record, Meant::graduation_next_unknown);
    }
    if (!recorded) signs_.note(RosterSign::graduated, student.id, student.school_class, request_.to);
    return known;
  }

  const Workspace& workspace_;
  const PromoteRequest& request_;
  Transaction& transaction_;
  const Organisation& organisation_;
  ClassRegister classes_;
  RosterSigns signs_;
  Day new_grades_;
};

void guard(const PromoteRequest& request, const SchoolYear& year) {
  if (request.accept || !year.is_odd()) return;
  throw Error(
      Failure::guard, "promotion-guard",
      text("{}：{} 人要升级或毕业，却有 {} 人已在新班级、{} 人留在原班，超过 10 人且超过一成，什么都没有写入",
           "{}: {} would move up or graduate, but {} are in a new class already and {} stay: more than 10 and more "
           "than 10 %; nothing was written",
           year.school->name, year.moved(), year.placed_above_entry, year.left_behind),
      text("多半已导入过一部分新学年名册；其余也可用新名册导入，确实要升级请加 --accept",
           "a part of the new rosters was probably imported: import the rest as well, or add --accept"));
}

void note(Transaction& transaction, const PromoteRequest& request, const SchoolYear& year, int assignments) {
  if (year.moved() == 0 && assignments == 0) return;
  std::map<std::string, FieldValue> detail = {{"assignments", std::int64_t{assignments}},
                                              {"graduated", year.graduated},
                                              {"promoted", year.promoted},
                                              {"stayed", year.left_behind},
                                              {"to", request.to.iso()}};
  if (year.is_odd()) detail["accepted"] = request.reason;
  append(transaction, "promoted", year.school->code, json_of(detail));
}

PromoteOutcome empty_outcome(const PromoteRequest& request) {
  PromoteOutcome outcome;
  outcome.summary = {"promotion_summary",
                     text("升级：各校人数（{} 起）", "Promotion: counts by school (from {})", request.to.iso()),
                     {column_named("school_code"),
                      column_named("school"),
                      {"promoted", text("升级", "moved up")},
                      {"graduated", text("毕业", "graduated")},
                      {"next_unknown", text("其中去向不明", "next school unknown")},
                      {"placed", text("已在新班级", "placed already")},
                      {"left_behind", text("留在原班", "stay")},
                      {"assignments", text("班主任等任职变动", "roles moved")}},
                     {}};
  outcome.list = {
      "promotion",
      text("升级：留在原班和毕业去向不明的学生", "Promotion: who stays, and graduates without a next school"),
      {column_named("school_code"),
       column_named("school"),
       column_named("grade"),
       column_named("class"),
       column_named("student_code"),
       column_named("student_name"),
       {"what", text("情况", "what")}},
      {}};
  return outcome;
}

void describe(PromoteOutcome& outcome, const PromoteRequest& request, const Organisation& organisation,
              const SchoolYear& year, int assignments) {
  outcome.promoted += year.promoted;
  outcome.graduated += year.graduated;
  outcome.placed += year.placed;
  outcome.left_behind += year.left_behind;
  outcome.assignments += assignments;
  outcome.summary.rows.push_back({year.school->code, year.school->name, year.promoted, year.graduated,
                                  year.next_unknown, year.placed, year.left_behind, std::int64_t{assignments}});
  for (const SchoolYear::Listed& one : year.listed)
    outcome.list.rows.push_back({year.school->code, year.school->name, organisation.name_of(one.school_class->parent),
                                 one.school_class->name, short_code(one.student.id),
                                 masked(one.student.name, Privacy::name, request.shown),
                                 one.what.in(request.language)});
}

}  // namespace

PromoteOutcome promote(const Workspace& workspace, const PromoteRequest& request, Keep keep) {
  if (request.to > workspace.dates.today)
    throw Error(Failure::usage, "promote-early", text("{} 还没有到", "{} has not come yet", request.to.iso()),
                text("新班级从那天起生效：到时再运行，或写一个已到的日期",
                     "the new classes hold from that day on: run it then, or name a day that has come"));
  Transaction transaction(workspace.database,
                          workspace.occasion());  // first: what is looked up holds until it is written
  const Organisation organisation = load_organisation(workspace.database);
  const std::vector<const Unit*> schools = schools_meant(organisation, request.schools);
  PromoteOutcome outcome = empty_outcome(request);
  Promotion promotion(workspace, request, transaction, organisation);
  for (const Unit* school : schools) {
    const SchoolYear year = promotion.promote(*school);
    guard(request, year);
    const int assignments =
        move_roles(transaction, organisation, year.steps, request.to, grades_begin(request.to), request.teachers);
    note(transaction, request, year, assignments);
    describe(outcome, request, organisation, year, assignments);
  }
  if (outcome.list.rows.empty())
    outcome.list.notes.push_back(text("没有留在原班的学生，也没有去向不明的毕业生",
                                      "no one stays behind, and every graduate has a next school"));
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

}  // namespace ksbx
