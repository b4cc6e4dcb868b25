// reconcile: what should be in force against what the ledger has → the plan of one night. Pure.
//
// Twice with the same knowledge gives an empty plan. Nothing is deleted: a duty that is no longer justified is
// withdrawn with the reason, and one whose deadline, assignee or period moved is amended. What its documents' receivers
// hear then: policy/ledger/follow_up.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/duty.h"
#include "policy/judge/decide.h"

namespace ksbx {

// One subject's duties as the store has them, withdrawn ones included, with their documents.
struct Ledger {
  std::vector<Duty> duties;
  std::vector<Document> documents;  // in the order in which they were issued
};

// How a duty in the ledger becomes the one that should be there; `reason` says why, for people.
struct Change {
  Duty before;
  Duty after;
  Text reason;
  bool is_explained = false;  // the reason says it all: no comparisons of the rule beside it
};

struct Plan {
  std::vector<Duty> opened;
  std::vector<Change> amended;
  std::vector<Change> withdrawn;
  std::vector<Change> done;
  std::vector<Change> overdue;
  bool empty() const {
    return opened.empty() && amended.empty() && withdrawn.empty() && done.empty() && overdue.empty();
  }
};

// One pass of a run. A run that catches up makes one pass for each missed day; all but the last see only their own day.
struct Night {
  Day judged;    // the last day that the decision takes into account
  Day detected;  // the day on which the run found out: a duty that opened before it was detected late
  Day today;     // a duty whose due day is before it is overdue
  std::optional<Day> muted_until = std::nullopt;  // the pause in which the subject is; nothing: none
};

// Does a pause mute this duty? Not one of a rule that the policy demands (`mandatory`), nor its oversight and
// signatures.
bool may_be_muted(const Rulebook& rulebook, const DutyKey& key);

// The reason and what does not hold of these comparisons, for people: “…；目前未到校现为 否”.
Text because(Text reason, const std::vector<Leaf>& leaves, const Rulebook& rulebook);

// `judge` made the decision.
Plan reconcile(const Judge& judge, const Decision& decision, const Ledger& ledger, const History& history,
               const Night& night);

}  // namespace ksbx
