// Night: one pass of escalate: every subject in question judged through one day, and the difference applied.
#pragma once

#include <deque>
#include <set>
#include <vector>

#include "app/night/escalate.h"
#include "model/unit.h"
#include "policy/judge/decide.h"
#include "policy/ledger/pauses.h"
#include "policy/ledger/storm.h"
#include "policy/ledger/verdict.h"
#include "store/history/history_store.h"
#include "store/ledger/duty_store.h"
#include "store/ledger/wake_store.h"

namespace ksbx {

// Which subjects a pass must look at.
struct InQuestion {
  std::vector<StudentId> students;  // ascending, each once
  std::vector<Subject> units;
};

class NightPass {
 public:
  NightPass(const Workspace& workspace, const Organisation& organisation, const Night& night, Timeline::Closed closed);

  // Judges the subjects and collects the plan; nothing is written. A subject that cannot be judged, whatever the
  // reason, keeps its ledger as it is and becomes a doubt with a problem; all others are judged. What fails in the
  // store itself is thrown.
  void judge(const InQuestion& subjects);
  // The pupils with a class whom the plan escalates out of nothing; their absences are for others to find.
  std::vector<Newcomer> newcomers() const;
  // For whom the plan changes anything, or other doubts are found than are kept.
  std::vector<Subject> would_change() const;
  // Takes out of the plan what would be new for pupils of these schools.
  void hold_back(const std::set<UnitId>& schools);
  // Writes the plan, the documents it issues or corrects, and the doubts.
  void apply(Transaction& transaction);
  // What happened, but for storms.
  Escalation summary() const;

 private:
  // What one subject contributes, kept until it is applied.
  struct Finding : Verdict {
    History history;
    bool is_newly_escalated = false;
    std::vector<Duty> resumed;  // their pauses ended
  };
  void leave_out(const Subject& subject, Problem why);
  Finding finding_of(History history, const Ledger& known) const;
  void apply(Transaction& transaction, Finding& finding);

  const Workspace& workspace_;
  const Organisation& organisation_;
  Night night_;
  bool is_over_;  // a night that judges a day still running settles for no one when to look again
  Judge judge_;
  Pauses pauses_;
  std::deque<Finding> findings_;  // they are large, and never moved
  int checked_ = 0;
  std::vector<Duty> opened_;
  std::vector<Document> documents_;
  std::vector<Sending> sendings_;
};

}  // namespace ksbx
