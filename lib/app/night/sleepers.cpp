#include "app/night/sleepers.h"

#include <algorithm>

#include "app/night/candidates.h"
#include "app/workspace/closures.h"
#include "app/workspace/rules_then.h"
#include "store/history/question_store.h"
#include "store/ledger/duty_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

constexpr std::size_t most_at_once = 20'000;

bool next_night_asks_everybody(const Workspace& workspace, const Run& last, const std::string& calendar_digest) {
  const OrganisationChanges changes = organisation_changes(workspace.database, last.seen);
  return last.seen.change == 0 || judged_otherwise(last, workspace.rulebook, calendar_digest) || changes.units ||
         !changes.posts.empty() || night_undone_since(workspace.database, last);
}

}  // namespace

Sleepers find_sleepers(const Workspace& workspace, const std::string& calendar_digest) {
  Sleepers sleepers;
  Database& database = workspace.database;
  const Snapshot one_moment(database);
  const auto last = last_run(database);
  if (!last || next_night_asks_everybody(workspace, *last, calendar_digest)) return sleepers;
  sleepers.altered = wakes_altered(database, *last);
  const Organisation organisation = load_organisation(database);
  const Candidates candidates(workspace, organisation, last->seen);
  const InQuestion asked = candidates.on(last->through, true, true);
  InQuestion asleep = candidates.everybody(last->through);
  std::erase_if(asleep.students, [&](StudentId one) { return std::ranges::binary_search(asked.students, one); });
  std::erase_if(asleep.units,
                [&](const Subject& one) { return std::ranges::find(asked.units, one) != asked.units.end(); });
  const auto is_not_today = [&](std::int64_t id) { return (id - workspace.dates.judged.serial()) % 10 != 0; };
  if (asleep.students.size() > most_at_once)
    std::erase_if(asleep.students, [&](StudentId one) { return is_not_today(one.value); });
  if (asleep.units.size() > most_at_once)
    std::erase_if(asleep.units, [&](const Subject& one) { return is_not_today(one.unit.value); });
  const Calendar calendar = with_closures(workspace.calendar, database, organisation, workspace.dates.now);
  const Workspace as_a_night{database,        workspace.rulebook, calendar,
                             workspace.dates, workspace.command,  workspace.actor};
  NightPass pass(as_a_night, organisation, {last->through, last->today, last->today}, Timeline::Closed::yes);
  pass.judge(asleep);
  sleepers.looked_at = static_cast<int>(asleep.students.size() + asleep.units.size());
  sleepers.wrong = pass.would_change();
  return sleepers;
}

}  // namespace ksbx
