// Follow-ups (后续文书): what the receivers of a document must hear later, on the same line: the whole of what went out
// incomplete (补报), what it told that is not so (更正), that another unit is in charge now (改送), that it no longer
// holds (撤回), that it holds again (恢复).
//
// They follow from how duties and facts stand against the last word of each line (policy/papers/last_word.h), not from
// the night on which that changed: a word that is untrue, whoever left it so, is put right by the next night that looks
// at the subject. Each corrects the last word of its line, so the chain has no end; both lines of a duty get the same
// text and so the same hash.
#pragma once

#include <functional>
#include <vector>

#include "model/duty.h"
#include "policy/judge/decide.h"
#include "policy/ledger/reconcile.h"

namespace ksbx {

// What goes out on the night of `issued`, once `plan` is applied to `known`, besides the documents of new duties:
// - of a duty that is withdrawn: a withdrawal of the last word on each line that is in force. It says what is
//   withdrawn, why (the duty's `note`) and what to do now; no fact and no request of the old text.
// - of a duty that is not withdrawn: a reinstatement where the last word is a withdrawal; a correction on every line
//   once something told on one is not so (policy/papers/statement.h) or another unit is in charge, which then gets the
//   correction, and the former one a release. Both give the facts as they are now and are signed for anew. Else a
//   supplement where sections are known now that the last word went out without. Nothing of it during a pause.
// - of a duty that has no document yet, since a pause held when it was opened: its documents.
// Numbers are the store's to give, deadlines the night's (verdict.h); a correction after a release, in this list, has
// its `corrects` empty (issue_in_order). Nothing twice: once these are in `known`, the same state gives none.
std::vector<Document> follow_ups_of(const Judge& judge, const History& history, const Decision& decision,
                                    const Ledger& known, const Plan& plan, Day issued);

// Issues one after the other: what corrects the one before it in the list gets its number.
void issue_in_order(std::vector<Document>& documents, const std::function<Document(Document)>& issue);

}  // namespace ksbx
