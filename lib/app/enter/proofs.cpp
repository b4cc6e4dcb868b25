#include "app/enter/proofs.h"

#include <algorithm>

#include "policy/judge/decide.h"
#include "policy/judge/reconcile.h"
#include "store/history/history_store.h"
#include "store/ledger/duty_store.h"

namespace ksbx {

void sort_by_proof(const Workspace& workspace, const Organisation& organisation, const Subject& subject,
                   std::vector<Duty>& proved, std::vector<Duty>& still_open) {
  const Ledger known = ledger(workspace.database, subject);
  const History past = history(workspace.database, organisation, subject, workspace.dates.now);
  const Judge judge(workspace.rulebook, workspace.calendar, organisation, workspace.dates.today,
                    Timeline::Closed::provisional);
  const Plan plan = reconcile(judge.decide(past), known, past, workspace.rulebook,
                              {workspace.dates.today, workspace.dates.today, workspace.dates.today});
  for (const Change& change : plan.done) proved.push_back(change.after);
  for (const Duty& duty : known.duties) {
    const bool done_now =
        std::any_of(proved.begin(), proved.end(), [&](const Duty& other) { return other.id == duty.id; });
    if (duty.state == DutyState::open && !done_now) still_open.push_back(duty);
  }
}

}  // namespace ksbx
