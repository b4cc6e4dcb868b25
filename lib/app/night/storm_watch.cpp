#include "app/night/storm_watch.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "app/workspace/units.h"
#include "store/history/question_store.h"

namespace ksbx {
namespace {

UnitId school_meant(const Organisation& organisation, const std::string& words) {
  Problems problems;
  const Unit* unit = unit_meant(organisation, words, {}, problems);
  if (unit && unit->kind == UnitKind::school) return unit->id;
  if (unit)
    problems.push_back({Severity::error,
                        "not-a-school",
                        {},
                        text("“{}”不是学校", "{} is not a school", words),
                        text("突增按学校放行，请写学校的名称或代码", "storms are let through by school: name one")});
  throw Error(Failure::usage, std::move(problems));
}

}  // namespace

StormWatch::Enrolled StormWatch::enrolled_in(UnitId school) const {
  Enrolled enrolled;
  for (const UnitId one : organisation_.classes_of(school)) {
    const int pupils = static_cast<int>(students_of_classes(workspace_.database, {one}).size());
    enrolled.by_class[one] = pupils;
    enrolled.total += pupils;
  }
  return enrolled;
}

StormWatch::StormWatch(const Workspace& workspace, const Organisation& organisation, const EscalateRequest& request,
                       const std::optional<Run>& before)
    : workspace_(workspace), organisation_(organisation), calendar_now_(request.calendar_digest) {
  for (const std::string& words : request.accepted_storms) accepted_.insert(school_meant(organisation, words));
  if (before) {
    rulebook_before_ = before->rulebook;
    calendar_before_ = before->calendar;
  }
}

std::set<UnitId> StormWatch::look(const std::vector<Newcomer>& newcomers, Day judged) {
  judged_ = judged;
  std::map<UnitId, std::vector<Newcomer>> by_school;
  for (const Newcomer& one : newcomers)
    if (const Unit* school = organisation_.above(one.school_class, UnitKind::school))
      by_school[school->id].push_back(one);
  std::set<UnitId> held;
  for (auto& [school, pupils] : by_school) {
    const Scope scope = scope_of(organisation_, school);
    const int newly = static_cast<int>(pupils.size());
    const auto is_one = [&, newly](int enrolled) {
      return is_storm(workspace_.rulebook, newly, enrolled, judged, scope);
    };
    // Counting the school's pupils costs a look into the store, so first those schools drop out that never could be
    // one.
    if (!is_one(0)) continue;
    const Enrolled enrolled = enrolled_in(school);
    if (!is_one(enrolled.total)) continue;
    found_.push_back(found(school, std::move(pupils), enrolled));
    if (!is_accepted(school)) held.insert(school);
  }
  return held;
}

StormWatch::Found StormWatch::found(UnitId school, std::vector<Newcomer> newcomers, const Enrolled& enrolled) const {
  Database& database = workspace_.database;
  KeptStorm kept{school,         judged_, judged_,          static_cast<int>(newcomers.size()),
                 enrolled.total, {},      rulebook_before_, calendar_before_};
  const auto held = held_storms(database);
  // A storm goes on as the same one, with the rules that held before it began.
  if (const auto known = std::ranges::find(held, school, &KeptStorm::school); known != held.end()) {
    kept.day = known->day;
    kept.rulebook = known->rulebook;
    kept.calendar = known->calendar;
  }
  const bool has_before = !kept.rulebook.empty();
  const RunBasis basis = has_before && kept.rulebook != workspace_.rulebook.digest ? RunBasis::other_rulebook
                         : has_before && kept.calendar != calendar_now_            ? RunBasis::other_calendar
                                                                                   : RunBasis::same;
  for (Newcomer& one : newcomers)
    if (const auto last = last_absence(database, one.student, judged_))
      one.absence = Newcomer::Absence{last->day, last->change};
  const Text cause = words_of(likely_causes(basis, newcomers, enrolled.by_class));
  kept.cause = cause.zh;
  return {{school, kept.day, kept.pupils, enrolled.total, cause}, kept};
}

Text StormWatch::words_of(const std::vector<StormCause>& causes) const {
  if (causes.empty())
    return text("没有明显的共同原因，请先核对点名册", "no likely cause found: check the registers first");
  Text all;
  for (const StormCause& cause : causes)
    all = all.empty() ? words_of(cause) : text("{}；{}", "{}; {}", all, words_of(cause));
  return all;
}

Text StormWatch::words_of(const StormCause& cause) const {
  switch (cause.kind) {
    case StormCause::Kind::other_rulebook:
      return text("规则集与上次运行时不同，请核对改了什么", "the rules changed since the last run: check what changed");
    case StormCause::Kind::other_calendar:
      return text("校历与上次运行时不同，请核对节假日和停课",
                  "the calendar changed since the last run: check holidays and closures");
    case StormCause::Kind::one_entry: {
      const Occasion entry = occasion_of_change(workspace_.database, cause.change);
      const std::string when = entry.at.iso().substr(0, std::string_view("2026-11-23T20:00").size());
      return entry.command == "import"
                 ? text("其中 {} 人的缺课出自 {} 的一次导入，请核对那份文件",
                        "the absences of {} came with one import at {}: check that file", cause.pupils, when)
                 : text("其中 {} 人的缺课是 {} 一次录入的，请核对",
                        "the absences of {} were entered together at {}: check them", cause.pupils, when);
    }
    case StormCause::Kind::whole_classes:
      return text("{} 有 {} 个班全班缺课，共 {} 人，可能停课而校历没有录入",
                  "on {} no one in {} classes came, {} pupils: perhaps a closure missing from the calendar",
                  cause.day.iso(), cause.classes, cause.pupils);
  }
  return {};
}

void StormWatch::keep(Transaction& transaction) const {
  std::set<UnitId> stormy;
  for (const Found& one : found_) {
    stormy.insert(one.storm.school);
    if (is_accepted(one.storm.school))
      end(transaction, one.kept, StormState::accepted, judged_);
    else
      hold(transaction, one.kept);
  }
  for (const KeptStorm& before : held_storms(transaction.database()))
    if (!stormy.contains(before.school)) end(transaction, before, StormState::mended, judged_);
}

std::vector<Storm> StormWatch::storms(bool accepted) const {
  std::vector<Storm> all;
  for (const Found& one : found_)
    if (is_accepted(one.storm.school) == accepted) all.push_back(one.storm);
  return all;
}

std::vector<UnitId> StormWatch::accepted_but(const std::set<UnitId>& let_through) const {
  std::vector<UnitId> schools;
  std::ranges::set_difference(accepted_, let_through, std::back_inserter(schools));
  return schools;
}

std::vector<StudentId> students_held_back(Database& database, const Organisation& organisation) {
  std::vector<StudentId> all;
  for (const KeptStorm& storm : held_storms(database))
    std::ranges::copy(students_placed_in(database, organisation.classes_of(storm.school)), std::back_inserter(all));
  return all;
}

}  // namespace ksbx
