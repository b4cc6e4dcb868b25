#include "app/night/night_list.h"

#include <algorithm>
#include <set>
#include <utility>

#include "store/ledger/list_store.h"

namespace ksbx {
namespace {

bool is_changed_in(const std::vector<Change>& changes, DutyId duty) {
  return std::ranges::any_of(changes, [&](const Change& change) { return change.before.id == duty; });
}

// What the run says of a duty itself is the newer word.
void add_changes(const std::vector<Duty>& duties, const Escalation& own, std::vector<Change>& to) {
  for (const Duty& duty : duties) {
    if (is_changed_in(own.withdrawals, duty.id) || is_changed_in(own.amendments, duty.id)) continue;
    const Text reason = same_text(duty.note);
    to.push_back({duty, duty, reason});
  }
}

void add_duties(std::vector<Duty> duties, std::vector<Duty>& to) {
  std::set<DutyId> listed;
  for (const Duty& duty : to) listed.insert(duty.id);
  for (Duty& duty : duties)
    if (!listed.contains(duty.id)) to.push_back(std::move(duty));
}

}  // namespace

NightList night_list(const Workspace& workspace, const Escalation& own) {
  NightList list;
  Database& database = workspace.database;
  if (const auto last = last_run_even_provisional(database)) list.through = last->id;
  list.found = own;
  const auto delivered = delivered_through(database);
  if (!delivered) return list;
  FoundByRuns others = found_after(database, *delivered, own.runs);
  list.also_from = others.first;
  list.also_to = others.last;
  add_duties(std::move(others.duties), list.found.new_duties);
  add_changes(others.withdrawn, own, list.found.withdrawals);
  add_changes(others.amended, own, list.found.amendments);
  const auto add = [](auto& to, auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  add(list.found.documents, others.documents);
  add(list.found.sendings, others.sendings);
  return list;
}

void note_delivered(Database& database, const Occasion& occasion, const NightList& list) {
  if (!list.through) return;
  Transaction transaction(database, occasion);
  if (note_delivered(transaction, *list.through) == Effect::written) transaction.commit();
}

}  // namespace ksbx
