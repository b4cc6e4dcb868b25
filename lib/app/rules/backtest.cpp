#include "app/rules/backtest.h"

#include <set>

#include "store/history/history_store.h"
#include "store/history/question_store.h"
#include "store/ledger/duty_store.h"

namespace ksbx {
namespace {

std::set<SubjectKind> kinds_of(const Rulebook& before, const Rulebook& after) {
  std::set<SubjectKind> kinds = before.subjects();
  kinds.merge(after.subjects());
  return kinds;
}

std::vector<Subject> units_of(Database& database, const Organisation& organisation,
                              const std::set<SubjectKind>& kinds) {
  const std::set<UnitId> deserted = empty_classes(database);  // no one is missing from them
  std::vector<Subject> units;
  for (const Unit& unit : organisation.units())
    if (kinds.contains(subject_kind(unit.kind)) && !deserted.contains(unit.id)) units.push_back(subject_of(unit));
  return units;
}

}  // namespace

DayRange backtest_days(const Workspace& workspace, std::optional<Day> first, std::optional<Day> last) {
  if (last && *last > workspace.dates.judged)
    throw Error(Failure::usage, "future-date", text("{} 还没有到或还没有过完", "{} is not over yet", last->iso()),
                text("最晚写 --to {}", "the latest is --to {}", workspace.dates.judged.iso()));
  const auto run = last_run(workspace.database);
  DayRange days;
  days.last = last.value_or(run ? run->through : workspace.dates.judged);
  days.first = first.value_or(first_day_of_facts(workspace.database).value_or(days.last));
  if (days.first > days.last)
    throw Error(Failure::usage, "upside-down",
                text("起始日 {} 在截止日 {} 之后", "the first day {} is after the last day {}", days.first.iso(),
                     days.last.iso()),
                text("请改 --from 或 --to", "change --from or --to"));
  return days;
}

Backtested backtest(const Workspace& workspace, const Organisation& organisation, const Rulebook& after,
                    DayRange days) {
  const Judge old_judge(workspace.rulebook, workspace.calendar, organisation, days.last);
  const Judge new_judge(after, workspace.calendar, organisation, days.last);
  Backtest backtest(old_judge, new_judge, days);
  const auto receive = [&](const History& history) { backtest.add(history); };
  Database& database = workspace.database;
  const Moment now = workspace.dates.now;
  // Since the beginning: everyone on the books, because a rule may ask for an age or a residence and for no absence.
  for_each_history(database, organisation, all_students(database), now, receive);
  for_each_history(database, organisation, units_of(database, organisation, kinds_of(workspace.rulebook, after)), now,
                   receive);
  return backtest.result();
}

}  // namespace ksbx
