// Follow-ups (后续文书): what the receivers of a document must hear later, on the same line: the whole of what went out
// incomplete (补报), that it no longer holds (撤回), that it holds again (恢复).
//
// They follow from how duties stand against the last word of each line (policy/papers/last_word.h), not from the night
// on which that changed: a word that is untrue, whoever left it so, is put right by the next night that looks at the
// subject. Each corrects the last word of its line, so the chain has no end; both lines of a duty get the same text and
// so the same hash.
#pragma once

#include <vector>

#include "model/duty.h"
#include "policy/judge/decide.h"
#include "policy/ledger/reconcile.h"

namespace ksbx {

// What goes out on the night of `issued`, once `plan` is applied to `known`, besides the documents of new duties:
// - of a duty that is withdrawn: a withdrawal of the last word on each line that is in force. It says what is
//   withdrawn, why (the duty's `note`) and what to do now; no fact and no request of the old text.
// - of a duty that is not withdrawn: a reinstatement where the last word is a withdrawal, with the facts as they are
//   now, to be acknowledged anew; a supplement where sections are known now that the last word went out without.
//   Neither during a pause.
// - of a duty whose pause ends: what it did not send when it was opened (policy/ledger/pauses.h).
// Where the rulebook has the form no more, a reinstatement is its note alone, and there is no supplement. Numbers are
// the store's to give. Nothing twice: once these are in `known`, the same state gives none.
std::vector<Document> follow_ups_of(const Judge& judge, const History& history, const Ledger& known, const Plan& plan,
                                    Day issued);

}  // namespace ksbx
