#include "app/enter/close_lessons.h"

#include <algorithm>
#include <set>

#include "app/enter/refusal.h"
#include "app/workspace/closures.h"
#include "app/workspace/units.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/night_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

[[noreturn]] void refuse(Problem problem) {
  throw Error(Failure::usage, Problems{std::move(problem)});
}

UnitId unit_of_kind(const Organisation& organisation, Day today, UnitKind kind, const std::string& words) {
  Problems problems;
  const Unit* unit = unit_called(organisation, words, {subject_kind(kind)}, today, problems);
  if (unit == nullptr) throw Error(Failure::usage, std::move(problems));
  if (unit->kind == kind) return unit->id;
  throw Error(Failure::usage, "other-unit-kind",
              text("“{}”不是{}，是{}", "{0} is no {1} but a {2}", words, label_of(kind), label_of(unit->kind)),
              text("用 --class、--grade、--school、--town 中合适的一个",
                   "use the right one of --class, --grade, --school and --town"));
}

void check(const Workspace& workspace, const CloseRequest& request) {
  if (request.reason.empty())
    throw Error(Failure::usage, "no-reason", text("没有写停课原因", "no reason is given"),
                text("加上 --reason，如 --reason 流感停课", "add --reason"));
  if (auto refused = refused_range(workspace.calendar, {request.days.first, request.days.last})) refuse(*refused);
  for (Day day = request.days.first; day <= request.days.last; ++day)
    if (auto refused = refused_day(workspace.calendar, day, day)) refuse(std::move(*refused));
}

// The days on which anybody it concerns would have lessons in what it closes.
std::vector<Day> days_closed(const Calendar& calendar, const std::vector<Closure>& closures) {
  std::set<Day> days;
  for (const Closure& closure : closures)
    for (const LessonDay& one :
         calendar.lessons_in({closure.days.first, closure.days.last}, {closure.school, closure.school_class}))
      if ((one.sessions & closure.sessions).any()) days.insert(one.day);
  return {days.begin(), days.end()};
}

}  // namespace

CloseOutcome close_lessons(const Workspace& workspace, const CloseRequest& request, Keep keep) {
  check(workspace, request);
  Database& database = workspace.database;
  Transaction transaction(database, workspace.occasion());
  const Organisation organisation = load_organisation(database);
  EnteredClosure entered{0, {}, request.days, request.session, request.reason, request.by, workspace.dates.now, 0};
  if (request.whom) entered.unit = unit_of_kind(organisation, workspace.dates.today, *request.whom, request.unit);
  CloseOutcome outcome;
  outcome.whom =
      request.whom ? same_text(organisation.full_name(entered.unit)) : text("全市所有学校", "all schools of the city");
  const std::vector<Day> days = days_closed(workspace.calendar, closures_of(organisation, entered));
  outcome.effect = add(transaction, entered);
  if (outcome.effect == Effect::unchanged) return outcome;
  if (days.empty())
    throw Error(Failure::usage, "no-school-day",
                text("{} 在 {} 本来就不上课", "{} has no lessons on {} anyway", outcome.whom, in_words(request.days)),
                text("请检查起止日期；已有的停课见 ksbx calendar list",
                     "check the dates; ksbx calendar list shows what is closed already"));
  outcome.school_days = static_cast<int>(days.size());
  if (const auto judged = last_run(database))
    outcome.judged = static_cast<int>(std::ranges::count_if(days, [&](Day day) { return day <= judged->through; }));
  outcome.closure = closures_known(database, workspace.dates.now).back().id;
  if (keep == Keep::changes) transaction.commit();
  return outcome;
}

std::int64_t change_of_closure(const Workspace& workspace, std::int64_t closure) {
  if (const auto entered = closure_entered(workspace.database, closure)) return entered->change;
  throw Error(Failure::usage, "unknown-closure", text("没有停课 {}", "there is no closure {}", closure),
              text("编号见 ksbx calendar list", "ksbx calendar list shows the numbers"));
}

}  // namespace ksbx
