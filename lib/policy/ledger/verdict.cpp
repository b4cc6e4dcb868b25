#include "policy/ledger/verdict.h"

#include <algorithm>

#include "policy/ledger/delivery.h"
#include "policy/ledger/follow_up.h"
#include "policy/ledger/wake.h"
#include "policy/papers/document.h"
#include "policy/papers/last_word.h"

namespace ksbx {
namespace {

// Says of each withdrawal which comparisons of its rule do not hold any more.
void give_reasons(Plan& plan, const Judge& judge, const History& history) {
  for (Change& change : plan.withdrawn) {
    if (change.is_explained) continue;
    change.reason = because(change.reason, judge.leaves(history, change.before), judge.rulebook());
    change.after.note = change.reason.zh;
  }
}

bool changes_receivers(const Document& document) {
  return document.kind == DocumentKind::correction || document.kind == DocumentKind::release;
}

// What is told anew tonight is to be signed for anew, by whoever is in charge now.
Ledger with_corrections(Ledger known, const std::vector<Document>& later) {
  for (const Document& document : later)
    if (changes_receivers(document)) {
      known.documents.push_back(document);
      known.documents.back().number = formatted("{}+{}", document.corrects, known.documents.size());
    }
  return known;
}

// A paper that goes out late has a clock of its own.
void set_deadlines(std::vector<Document>& documents, const Judge& judge, const History& history, const Night& night) {
  for (Document& document : documents) {
    const Form* form = judge.rulebook().form(document.form);
    if (form && is_in_force(document)) document.answer_by = answer_by(judge, history, *form, goes_out_on(night));
  }
}

bool is_proved(const Duty& duty) {
  return duty.state == DutyState::done && duty.proof;
}

}  // namespace

Verdict verdict_of(const Judge& judge, const History& history, const Ledger& known, const Pauses& pauses, Night night) {
  const Decision decision = judge.decide(history);
  night.muted_until = pauses.muted_until(history, night.judged);
  Verdict verdict;
  verdict.plan = reconcile(judge, decision, known, history, night);
  give_reasons(verdict.plan, judge, history);
  verdict.later_documents = follow_ups_of(judge, history, decision, known, verdict.plan, night.judged);
  // A night that is caught up with knows today's addresses, and more is caught up with tonight.
  const bool is_put_off =
      night.today < night.detected && std::erase_if(verdict.later_documents, [](const Document& document) {
                                        return changes_receivers(document) || document.kind == DocumentKind::supplement;
                                      }) > 0;
  set_deadlines(verdict.later_documents, judge, history, night);
  if (std::ranges::any_of(verdict.later_documents, changes_receivers)) {
    verdict.plan = reconcile(judge, decision, with_corrections(known, verdict.later_documents), history, night);
    give_reasons(verdict.plan, judge, history);
  }
  verdict.doubts = decision.doubts;
  for (const Duty& duty : verdict.plan.opened) {
    auto& first = verdict.first_documents.emplace_back();
    if (duty.muted_until || is_proved(duty)) continue;
    first = documents_of(judge, history, duty, night.judged);
    set_deadlines(first, judge, history, night);
  }
  verdict.sendings = sendings_of(judge, history, known, pauses, night.judged);
  std::erase_if(verdict.sendings, [&](const Sending& sending) {
    return std::ranges::find(verdict.later_documents, sending.number, &Document::corrects) !=
           verdict.later_documents.end();
  });
  verdict.wakes = verdict.later_documents.empty() && !is_put_off
                      ? wakes(judge, history, known, decision, verdict.plan, pauses, night.judged)
                      : night.judged + 1;
  return verdict;
}

}  // namespace ksbx
