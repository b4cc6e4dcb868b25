#include "app/night.h"

#include <algorithm>
#include <functional>

#include "base/digest.h"
#include "policy/document.h"
#include "policy/route.h"
#include "policy/walk.h"
#include "store/document_store.h"

namespace ksbx {
namespace {

// Up to so many subjects are looked up one by one; beyond, the whole ledger is read once.
constexpr std::size_t few = 500;

// Why a duty is no longer justified, with the comparison that fails today, for people.
Text reason_of(const Judge& judge, const History& history, const Change& change) {
  Text reason = change.reason;
  for (const Leaf& leaf : judge.leaves(history, change.before)) {
    if (leaf.truth == Truth::yes) continue;
    for (const Leaf::Word& word : leaf.words)
      reason = text("{}；{}（{}）现为 {}", "{}; {} ({}) is now {}", reason, word.label, word.name, word.value);
  }
  return reason;
}

}  // namespace

NightPass::NightPass(Desk& desk, const Organisation& organisation, const Night& night, Timeline::Closed closed)
    : desk_(desk), organisation_(organisation), night_(night),
      judge_(desk.rulebook, desk.calendar, organisation, night.judged, closed) {}

void NightPass::judge(const InQuestion& subjects) {
  Database& database = desk_.database;
  const Moment now = desk_.occasion.at;
  std::optional<Ledgers> all;
  if (subjects.students.size() + subjects.units.size() > few) all.emplace(database);
  const auto receive = [&](History history) {
    if (all) return judge(std::move(history), all->of(history.subject));
    const Ledger known = ledger(database, history.subject);
    judge(std::move(history), known);
  };
  for_each_history(database, organisation_, subjects.students, now, receive);
  for_each_history(database, organisation_, subjects.units, now, receive);
}

void NightPass::judge(History history, const Ledger& known) {
  ++checked_;
  const Decision decision = judge_.decide(history);
  Finding finding{{}, reconcile(decision, known, history, desk_.rulebook, night_), decision.doubts, {}};
  doubts_ += static_cast<int>(finding.doubts.size());
  for (Duty& duty : finding.plan.opened) duty.why = judge_.why(history, duty);
  for (Change& change : finding.plan.withdrawn) {
    change.reason = reason_of(judge_, history, change);
    change.after.note = change.reason.zh;
    for (const Document& document : known.documents)
      if (document.duty == change.before.id && document.corrects.empty()) finding.documents_to_correct.push_back(document);
  }
  finding.history = std::move(history);
  findings_.push_back(std::move(finding));
}

void NightPass::apply(Transaction& transaction) {
  for (Finding& finding : findings_) apply(transaction, finding);
}

void NightPass::apply(Transaction& transaction, Finding& finding) {
  set_doubts(transaction, finding.history.subject, finding.doubts);
  if (finding.plan.empty()) return;
  const std::vector<DutyId> ids = ksbx::apply(transaction, finding.plan);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    finding.plan.opened[i].id = ids[i];
    opened_.push_back(finding.plan.opened[i]);
    issue_documents(transaction, finding.history, finding.plan.opened[i]);
  }
  for (const Change& change : finding.plan.withdrawn)
    correct(transaction, finding.history, change, finding.documents_to_correct);
}

void NightPass::issue_documents(Transaction& transaction, const History& history, const Duty& duty) {
  const DutyItem* item = item_of(desk_.rulebook, duty.key);
  if (item == nullptr || !item->document) return;
  const DocumentOrder& order = *item->document;
  const auto receiver = [&](std::size_t place) {
    return place < order.to.size() ? route(desk_.rulebook, organisation_, history, order.to[place], night_.judged) : Assignee{};
  };
  Letterhead letterhead{night_.judged, {}, {}, {}};
  if (order.lines.size() == 1)
    if (const Unit* addressee = organisation_.find(receiver(0).unit)) letterhead.addressee = addressee->name;
  const DocumentText written = compose(judge_, history, duty, letterhead);
  for (std::size_t i = 0; i < order.lines.size(); ++i) {
    Document document;
    document.duty = duty.id;
    document.form = order.form;
    document.line = order.lines[i];
    document.addressee = receiver(i).unit;
    const Unit* town = organisation_.find(document.addressee);
    if (town && town->kind == UnitKind::town) {
      const UnitId school_town = route(desk_.rulebook, organisation_, history, "school_town", night_.judged).unit;
      if (school_town != town->id) document.copy_to = school_town;
    }
    document.issued = night_.judged;
    document.content = written.content;
    document.hash = sha256_hex(written.content);
    document.missing = written.missing;
    documents_.push_back(issue(transaction, std::move(document)));
  }
}

// Whoever received the report must hear that it no longer holds, on the same line.
void NightPass::correct(Transaction& transaction, const History& history, const Change& change,
                        const std::vector<Document>& documents) {
  Letterhead letterhead{night_.judged, {}, {}, {}};
  for (const Document& sent : documents) {
    if (sent.duty != change.before.id) continue;
    letterhead.correction = format("更正：{}报送的本报告予以撤回。{}。", official_date(sent.issued), change.reason.zh);
    Document correction = sent;
    correction.id = {};
    correction.number.clear();
    correction.corrects = sent.number;
    correction.issued = night_.judged;
    correction.content = compose(judge_, history, change.before, letterhead).content;
    correction.hash = sha256_hex(correction.content);
    documents_.push_back(issue(transaction, std::move(correction)));
  }
}

void NightPass::tell(Escalation& escalation) const {
  const auto count = [](const auto& list) { return static_cast<int>(list.size()); };
  ++escalation.days;
  escalation.checked += checked_;
  escalation.doubts = doubts_;
  for (const Finding& finding : findings_) {
    const Plan& plan = finding.plan;
    escalation.opened += count(plan.opened);
    escalation.amended += count(plan.amended);
    escalation.withdrawn += count(plan.withdrawn);
    escalation.done += count(plan.done);
    escalation.overdue += count(plan.overdue);
    for (const Duty& duty : plan.opened) {
      if (duty.state == DutyState::done) ++escalation.done;
      if (duty.overdue) ++escalation.overdue;
    }
    escalation.withdrawals.insert(escalation.withdrawals.end(), plan.withdrawn.begin(), plan.withdrawn.end());
    escalation.amendments.insert(escalation.amendments.end(), plan.amended.begin(), plan.amended.end());
  }
  escalation.new_duties.insert(escalation.new_duties.end(), opened_.begin(), opened_.end());
  escalation.documents.insert(escalation.documents.end(), documents_.begin(), documents_.end());
}

}  // namespace ksbx
