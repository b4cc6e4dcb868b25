// Candidates: whom a night asks. Whose day has come (policy/ledger/wake.h), and whom anything concerns that was said.
#pragma once

#include <set>

#include "app/night/night.h"
#include "app/workspace/workspace.h"
#include "store/history/history_store.h"

namespace ksbx {

class Candidates {
 public:
  // All arguments must outlive it. `since`: what the last run had seen.
  Candidates(const Workspace& workspace, const Organisation& organisation, Seen since);

  // Those of a day: of what was said on the day itself; at the last pass of a run also of whatever was said since the
  // last one, and then everybody if units changed. `judged_before`: the day has been judged already.
  InQuestion on(Day day, bool last_pass, bool judged_before) const;
  // All pupils, and all units for which the rulebook has rules.
  InQuestion everybody(Day day) const;

 private:
  // `first`: a class that somebody has left since is asked, though no one attends it now.
  std::vector<Subject> units(std::set<UnitId> ids, Day day, Day first) const;

  const Workspace& workspace_;
  const Organisation& organisation_;
  Seen since_;
  std::set<SubjectKind> kinds_;  // whom the rulebook has rules for
};

}  // namespace ksbx
