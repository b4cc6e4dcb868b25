// Wake: when a subject must be judged again although nothing more is said about it.
//
// Besides what changes by the rules (Decision::wakes) there is what the ledger waits for: a deadline that passes, a
// pause that ends, a document that is to be sent again, a post that changes hands. A night may leave out everyone who
// is neither awake nor spoken of, and finds the same as one that looks at everyone.
#pragma once

#include "policy/judge/decide.h"
#include "policy/ledger/pauses.h"
#include "policy/ledger/reconcile.h"

namespace ksbx {

// After the night of `judged`, whose decision brought `plan` about. `known`: the ledger before it. Where the night
// changed anything, that is the next day; whoever is in doubt is looked at whenever someone looks.
Turn wakes(const Judge& judge, const History& history, const Ledger& known, const Decision& decision, const Plan& plan,
           const Pauses& pauses, Day judged);

}  // namespace ksbx
