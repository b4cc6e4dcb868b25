// Sent again (再次报送): a document that no one answered goes out once more, some working days after its issue (P30).
//
// The days follow from the issue, the calendar and the form's `resend`, not from the nights that ran: who asks three
// days late hears of the same sendings with the same days, but of none before the day until which a paper that really
// went out late is to be signed for.
#pragma once

#include <string>
#include <vector>

#include "policy/judge/decide.h"
#include "policy/ledger/pauses.h"
#include "policy/ledger/reconcile.h"

namespace ksbx {

struct Sending {
  DocumentId document;
  std::string number;
  int nth = 1;  // the first time it is sent again is 1
  Day day;      // on which it was due to go out again
};

// Every sending of `known`'s documents that is due up to `judged`, those of earlier nights included; by document,
// then `nth`. Only the last word of a line goes out again, and only one that is in force, not acknowledged by then
// (policy/papers/last_word.h), while whoever owes the answer has not done it. A day on which a pause holds is left
// out for good, but of what no pause mutes.
std::vector<Sending> sendings_of(const Judge& judge, const History& history, const Ledger& known, const Pauses& pauses,
                                 Day judged);
// The first later day on which one of these documents goes out again, if nobody answers it.
Turn next_sending(const Judge& judge, const History& history, const Ledger& known, const Pauses& pauses, Day judged);

}  // namespace ksbx
