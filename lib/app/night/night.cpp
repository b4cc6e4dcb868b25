#include "app/night/night.h"

#include <algorithm>
#include <iterator>

#include "app/workspace/why_not.h"
#include "policy/ledger/follow_up.h"
#include "store/history/record_store.h"
#include "store/ledger/document_store.h"

namespace ksbx {
namespace {

// A duty that was done or overdue when it was opened counts as that as well.
NightCounts counts_of(const Plan& plan) {
  const auto count = [](const auto& list) { return static_cast<int>(list.size()); };
  NightCounts counts{
      0, count(plan.opened), count(plan.amended), count(plan.withdrawn), count(plan.done), count(plan.overdue)};
  for (const Duty& duty : plan.opened) {
    if (duty.state == DutyState::done) ++counts.done;
    if (duty.overdue) ++counts.overdue;
  }
  return counts;
}

}  // namespace

NightPass::NightPass(const Workspace& workspace, const Organisation& organisation, const Night& night,
                     Timeline::Closed closed)
    : workspace_(workspace),
      organisation_(organisation),
      night_(night),
      is_over_(closed == Timeline::Closed::yes),
      judge_(workspace.rulebook, workspace.calendar, organisation, night.judged, closed),
      pauses_(workspace.rulebook, organisation,
              records_of_units(workspace.database, muting_kinds(workspace.rulebook), workspace.dates.now)) {}

void NightPass::judge(const InQuestion& subjects) {
  Database& database = workspace_.database;
  const Moment now = workspace_.dates.now;
  Ledgers ledgers(database);
  const auto receive = [&](History history) {
    ++checked_;
    const Subject subject = history.subject;
    const auto judged = [&] { findings_.push_back(finding_of(std::move(history), ledgers.of(subject))); };
    if (std::optional<Problem> why = why_not(judged)) leave_out(subject, std::move(*why));
  };
  const auto unreadable = [&](const Subject& subject, const Problem& why) {
    ++checked_;
    leave_out(subject, why);
  };
  for_each_history(database, organisation_, subjects.students, now, receive, unreadable);
  for_each_history(database, organisation_, subjects.units, now, receive, unreadable);
}

void NightPass::leave_out(const Subject& subject, Problem why) {
  Finding finding;
  finding.history.subject = subject;
  finding.doubts.push_back({{}, subject, night_.judged, {}, std::move(why)});
  finding.wakes = night_.judged;
  findings_.push_back(std::move(finding));
}

NightPass::Finding NightPass::finding_of(History history, const Ledger& known) const {
  Finding finding{verdict_of(judge_, history, known, pauses_, night_), {}, false, {}};
  finding.resumed = resumed_in(finding.plan);
  finding.is_newly_escalated = is_newly_escalated(finding.plan, known);
  std::vector<std::string> reasons = judge_.why(history, finding.plan.opened);
  for (std::size_t i = 0; i < reasons.size(); ++i) finding.plan.opened[i].why = std::move(reasons[i]);
  // Of those for whom nothing changes, and that is nearly everybody, only the name is kept.
  finding.history.subject = history.subject;
  if (!finding.plan.empty()) finding.history = std::move(history);
  return finding;
}

std::vector<Newcomer> NightPass::newcomers() const {
  std::vector<Newcomer> all;
  for (const Finding& finding : findings_)
    if (const Subject& subject = finding.history.subject; finding.is_newly_escalated && subject.student && subject.unit)
      all.push_back({subject.student, subject.unit, {}});
  return all;
}

std::vector<Subject> NightPass::would_change() const {
  std::vector<Subject> all;
  Doubts kept(workspace_.database);
  for (const Finding& finding : findings_)
    if (!finding.plan.empty() || !finding.later_documents.empty() || !kept.are(finding.history.subject, finding.doubts))
      all.push_back(finding.history.subject);
  return all;
}

void NightPass::hold_back(const std::set<UnitId>& schools) {
  if (schools.empty()) return;
  for (Finding& finding : findings_) {
    if (!finding.history.subject.student) continue;
    const Unit* school = organisation_.above(finding.history.subject.unit, UnitKind::school);
    if (!school || !schools.contains(school->id)) continue;
    // A duty that is not put back after all is not announced, and its receivers do not hear that it holds again.
    std::erase_if(finding.later_documents, [&](const Document& one) { return puts_back(finding.plan, one.duty); });
    std::erase_if(finding.resumed, [&](const Duty& duty) { return puts_back(finding.plan, duty.id); });
    finding.plan = held_back(std::move(finding.plan));
  }
}

void NightPass::apply(Transaction& transaction) {
  Wakes wakes(transaction);
  Doubts doubts(transaction.database());
  for (Finding& finding : findings_) {
    if (is_over_) wakes.set(finding.history.subject, finding.wakes);
    doubts.set(transaction, finding.history.subject, finding.doubts);
    apply(transaction, finding);
  }
}

void NightPass::apply(Transaction& transaction, Finding& finding) {
  issue_in_order(finding.later_documents,
                 [&](Document document) { return documents_.emplace_back(issue(transaction, std::move(document))); });
  for (const Sending& sending : finding.sendings)
    if (send_again(transaction, sending) == Effect::written) sendings_.push_back(sending);
  if (finding.plan.empty()) return;
  const std::vector<DutyId> ids = ksbx::apply(transaction, finding.plan);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    finding.plan.opened[i].id = ids[i];
    opened_.push_back(finding.plan.opened[i]);
    for (Document& document : finding.first_documents[i]) {
      document.duty = ids[i];
      documents_.push_back(issue(transaction, std::move(document)));
    }
  }
}

Escalation NightPass::summary() const {
  Escalation escalation;
  escalation.days = 1;
  escalation.counts.checked = checked_;
  for (const Finding& finding : findings_) {
    const Plan& plan = finding.plan;
    escalation.counts += counts_of(plan);
    escalation.doubts += static_cast<int>(finding.doubts.size());
    std::ranges::copy_if(finding.doubts, std::back_inserter(escalation.not_judged),
                         [](const Doubt& doubt) { return doubt.problem.has_value(); });
    escalation.new_duties.insert(escalation.new_duties.end(), finding.resumed.begin(), finding.resumed.end());
    escalation.withdrawals.insert(escalation.withdrawals.end(), plan.withdrawn.begin(), plan.withdrawn.end());
    escalation.amendments.insert(escalation.amendments.end(), plan.amended.begin(), plan.amended.end());
  }
  escalation.new_duties.insert(escalation.new_duties.end(), opened_.begin(), opened_.end());
  escalation.documents = documents_;
  escalation.sendings = sendings_;
  return escalation;
}

}  // namespace ksbx
