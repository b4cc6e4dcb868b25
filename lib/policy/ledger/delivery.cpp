#include "policy/ledger/delivery.h"

#include <algorithm>

#include "policy/judge/period.h"
#include "policy/judge/walk.h"
#include "policy/papers/document.h"
#include "policy/papers/last_word.h"
#include "policy/papers/statement.h"

namespace ksbx {

Day goes_out_on(const Night& night) {
  return std::max(night.judged, night.detected);
}

Deliveries::Deliveries(const Judge& judge, const Ledger& ledger, const History& history, const Night& night)
    : judge_(judge), ledger_(ledger), history_(history), night_(night) {}

Duty Deliveries::as_they_stand(Duty derived, const Duty* known) const {
  const DutyItem* item = item_of(judge_.rulebook(), derived.key);
  if (item == nullptr) return derived;
  if (item->signs) {
    sign(derived, *item->signs, known);
  } else if (item->document && derived.state != DutyState::done) {
    const Form* form = judge_.rulebook().form(item->document->form);
    if (form && form->answer)
      deliver(derived, known);
    else
      acknowledge_all(derived, known);
  }
  return derived;
}

// Out, or they go out tonight. What was withdrawn and holds again was reported when it was reported first.
void Deliveries::deliver(Duty& derived, const Duty* known) const {
  const auto first = known ? std::ranges::find(ledger_.documents, known->id, &Document::duty) : ledger_.documents.end();
  const bool is_out = known && are_out(*known);
  if (!is_out && is_silenced(derived)) return;
  finish(derived, first != ledger_.documents.end() ? first->issued : night_.judged, {});
}

bool Deliveries::is_silenced(const Duty& duty) const {
  return night_.muted_until && may_be_muted(judge_.rulebook(), duty.key);
}

// The last receipt, once the last word on every line is in force and acknowledged.
void Deliveries::acknowledge_all(Duty& derived, const Duty* known) const {
  if (known == nullptr) return;
  const Record* last = nullptr;
  for (const Document* word : last_words(ledger_.documents, known->id)) {
    const Record* receipt = is_in_force(*word) ? acknowledgement(ledger_.documents, history_, *word) : nullptr;
    if (receipt == nullptr || receipt->day > night_.judged) return;
    if (last == nullptr || last->day < receipt->day) last = receipt;
  }
  if (last) finish(derived, last->day, last->id);
}

void Deliveries::sign(Duty& derived, const DutyItem::Signature& of, const Duty* known) const {
  const std::string& period = known ? known->key.period : derived.key.period;
  const auto report = std::ranges::find_if(ledger_.duties, [&](const Duty& one) {
    return one.key.rule == derived.key.rule && one.key.item == of.item && one.key.period == period;
  });
  std::vector<Document> on_line;
  if (report != ledger_.duties.end())
    std::ranges::copy_if(ledger_.documents, std::back_inserter(on_line),
                         [&](const Document& one) { return one.duty == report->id && one.line == of.line; });
  if (on_line.empty() || !is_in_force(on_line.back())) {
    // The paper goes out tonight, or when the pause is over.
    const DutyItem* sent = item_of(judge_.rulebook(), {derived.key.rule, of.item, derived.key.subject, period});
    const Form* form = sent && sent->document ? judge_.rulebook().form(sent->document->form) : nullptr;
    const bool waits = is_silenced(derived) && known && known->due;
    if (form) derived.due = waits ? known->due : answer_by(judge_, history_, *form, goes_out_on(night_));
    derived.missed.clear();
    return;
  }
  const Document& word = *word_of(on_line, on_line.back()).front();
  derived.due = word.answer_by ? word.answer_by : known && known->due ? known->due : derived.due;
  if (derived.who.unit != on_line.back().addressee)
    derived.who = {derived.who.role, on_line.back().addressee, {}, bool(on_line.back().addressee)};
  const Record* receipt = acknowledgement(on_line, history_, word);
  if (derived.state != DutyState::done && receipt && receipt->day <= night_.judged)
    finish(derived, receipt->day, receipt->id);
  derived.missed = unsigned_by_deadline(derived, on_line);
}

// Each receiver whose deadline passed before he signed, or before he was told something else.
std::vector<Miss> Deliveries::unsigned_by_deadline(const Duty& derived, const std::vector<Document>& on_line) const {
  std::vector<Miss> missed;
  for (std::size_t i = 0; i < on_line.size(); ++i) {
    const Document& word = on_line[i];
    if (!is_in_force(word) || !word.answer_by || word.kind == DocumentKind::supplement) continue;
    const Record* receipt = acknowledgement(on_line, history_, word);
    const auto next = std::find_if(on_line.begin() + static_cast<std::ptrdiff_t>(i) + 1, on_line.end(),
                                   [](const Document& one) { return one.kind != DocumentKind::supplement; });
    const bool is_answered = (receipt && receipt->day <= *word.answer_by) ||
                             (derived.done && *derived.done <= *word.answer_by) ||
                             (next != on_line.end() && next->issued <= *word.answer_by);
    if (is_answered) continue;
    const bool is_holder = word.addressee == derived.who.unit;
    missed.push_back({is_holder ? derived.who : Assignee{derived.who.role, word.addressee, {}, bool(word.addressee)},
                      *word.answer_by, next == on_line.end() ? std::nullopt : std::optional(next->issued)});
  }
  return missed;
}

bool Deliveries::are_out(const Duty& known) const {
  return std::ranges::any_of(last_words(ledger_.documents, known.id),
                             [](const Document* word) { return is_in_force(*word); });
}

bool Deliveries::is_unfounded(const Duty& known) const {
  if (!are_out(known)) return false;
  if (!history_.since) return true;
  if (judge_.rulebook().rule(known.key.rule) == nullptr) return false;
  if (is_event_key(known.key.period) && std::ranges::none_of(history_.records, [&](const Record& record) {
        return event_key(record.id) == known.key.period;
      }))
    return true;
  return std::ranges::any_of(last_words(ledger_.documents, known.id), [&](const Document* word) {
    return is_in_force(*word) && !untruths_in(judge_, history_, known, *word, false).empty();
  });
}

}  // namespace ksbx
