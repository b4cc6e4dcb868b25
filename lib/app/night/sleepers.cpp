#include "app/night/sleepers.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "app/night/night.h"
#include "store/history/question_store.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/wake_store.h"
#include "store/roster/unit_store.h"

namespace ksbx {
namespace {

constexpr std::size_t most_at_once = 20'000;

bool next_night_asks_everybody(const Workspace& workspace, const Run& last, const std::string& calendar_digest) {
  const OrganisationChanges changes = organisation_changes(workspace.database, last.seen);
  return last.seen.change == 0 || last.rulebook != workspace.rulebook.digest || last.calendar != calendar_digest ||
         changes.units || !changes.posts.empty() || night_undone_since(workspace.database, last);
}

}  // namespace

Sleepers find_sleepers(const Workspace& workspace, const std::string& calendar_digest) {
  Sleepers sleepers;
  Database& database = workspace.database;
  const auto last = last_run(database);
  if (!last || next_night_asks_everybody(workspace, *last, calendar_digest)) return sleepers;
  const std::vector<StudentId> awake = students_awake(database, last->through);
  const std::vector<StudentId> spoken_of = students_spoken_of(database, last->seen, last->through + 1);
  std::set<StudentId> asked(awake.begin(), awake.end());
  asked.insert(spoken_of.begin(), spoken_of.end());
  InQuestion asleep;
  std::ranges::copy_if(all_students(database), std::back_inserter(asleep.students),
                       [&](StudentId one) { return !asked.contains(one); });
  if (asleep.students.size() > most_at_once)
    std::erase_if(asleep.students,
                  [&](StudentId one) { return (one.value - workspace.dates.judged.serial()) % 10 != 0; });
  const Organisation organisation = load_organisation(database);
  NightPass pass(workspace, organisation, {last->through, last->today, last->today}, Timeline::Closed::yes);
  pass.judge(asleep);
  sleepers.looked_at = static_cast<int>(asleep.students.size());
  sleepers.wrong = pass.would_change();
  return sleepers;
}

}  // namespace ksbx
