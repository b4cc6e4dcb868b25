#include "app/enter/proofs.h"

#include <algorithm>

#include "policy/judge/decide.h"
#include "policy/ledger/reconcile.h"
#include "store/history/history_store.h"
#include "store/ledger/duty_store.h"

namespace ksbx {

Proofs proofs_of(const Workspace& workspace, const Organisation& organisation, const Subject& subject) {
  const Ledger known = ledger(workspace.database, subject);
  const History past = history(workspace.database, organisation, subject, workspace.dates.now);
  const Judge judge(workspace.rulebook, workspace.calendar, organisation, workspace.dates.today,
                    Timeline::Closed::provisional);
  const Plan plan = reconcile(judge, judge.decide(past), known, past,
                              {workspace.dates.today, workspace.dates.today, workspace.dates.today});
  Proofs proofs;
  for (const Change& change : plan.done) proofs.proved.push_back(change.after);
  const auto is_among = [](const std::vector<Change>& changes, const Duty& duty) {
    return std::ranges::any_of(changes, [&](const Change& change) { return change.before.id == duty.id; });
  };
  for (const Duty& duty : known.duties)
    if (duty.state == DutyState::open && !is_among(plan.done, duty) && !is_among(plan.withdrawn, duty))
      proofs.still_open.push_back(duty);
  return proofs;
}

}  // namespace ksbx
