#include "policy/ledger/wake.h"

#include <algorithm>

#include "policy/ledger/oversight.h"
#include "policy/ledger/sending.h"

namespace ksbx {

Turn wakes(const Judge& judge, const History& history, const Ledger& known, const Decision& decision, const Plan& plan,
           const Pauses& pauses, Day judged) {
  if (!decision.doubts.empty()) return judged;
  if (!plan.empty()) return judged + 1;
  Turn turn = earlier(decision.wakes, next_sending(judge, history, known, pauses, judged));
  for (const Duty& duty : known.duties) {
    if (duty.state != DutyState::open) continue;
    if (duty.due && !duty.overdue && !duty.muted_until) turn = earlier(turn, std::max(*duty.due, judged) + 1);
    if (duty.muted_until) turn = earlier(turn, std::max(*duty.muted_until, judged) + 1);
    turn = earlier(turn, judge.next_change_of_posts(judged));
    turn = earlier(turn, next_oversight(judge, history, duty, judged));
  }
  return turn;
}

}  // namespace ksbx
