#include "app/enter/proofs.h"

#include <algorithm>

#include "policy/judge/decide.h"
#include "policy/judge/reconcile.h"
#include "store/history/history_store.h"
#include "store/ledger/duty_store.h"

namespace ksbx {

void sort_by_proof(Desk& desk, const Organisation& organisation, const Subject& subject, std::vector<Duty>& proved,
                   std::vector<Duty>& still_open) {
  const Ledger known = ledger(desk.database, subject);
  const History past = history(desk.database, organisation, subject, desk.occasion.at);
  const Judge judge(desk.rulebook, desk.calendar, organisation, desk.today, Timeline::Closed::provisional);
  const Plan plan = reconcile(judge.decide(past), known, past, desk.rulebook, {desk.today, desk.today, desk.today});
  for (const Change& change : plan.done) proved.push_back(change.after);
  for (const Duty& duty : known.duties) {
    const bool done_now =
        std::any_of(proved.begin(), proved.end(), [&](const Duty& other) { return other.id == duty.id; });
    if (duty.state == DutyState::open && !done_now) still_open.push_back(duty);
  }
}

}  // namespace ksbx
