// Verdict: all that one night finds about one subject: what changes in the ledger, what goes out, what goes out again,
// and when to look again. Pure.
#pragma once

#include <vector>

#include "policy/judge/decide.h"
#include "policy/ledger/pauses.h"
#include "policy/ledger/reconcile.h"
#include "policy/ledger/sending.h"

namespace ksbx {

struct Verdict {
  Plan plan;
  std::vector<Doubt> doubts;
  std::vector<std::vector<Document>> first_documents;  // of each duty in plan.opened
  std::vector<Document> later_documents;               // policy/ledger/follow_up.h
  std::vector<Sending> sendings;                       // due up to this night, noted before or not
  Turn wakes;                                          // when it must be looked at again, come what may
};

// `known`: the ledger before this night. The same with what it brought about changes nothing.
Verdict verdict_of(const Judge& judge, const History& history, const Ledger& known, const Pauses& pauses, Night night);

}  // namespace ksbx
