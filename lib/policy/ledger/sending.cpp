#include "policy/ledger/sending.h"

#include <algorithm>
#include <iterator>

#include "policy/judge/walk.h"
#include "policy/papers/last_word.h"

namespace ksbx {
namespace {

// Of a paper without its duty as of one that may be.
bool may_be_muted(const Judge& judge, const Ledger& known, const Document& document) {
  const auto sender = std::ranges::find(known.duties, document.duty, &Duty::id);
  return sender == known.duties.end() || may_be_muted(judge.rulebook(), sender->key);
}

// Every day on which a document goes out again unless it is answered before; those on which a pause holds are left out,
// and stay left out when it is over.
std::vector<Sending> all_sendings(const Judge& judge, const History& history, const Ledger& known, const Pauses& pauses,
                                  const Document& document) {
  std::vector<Sending> sendings;
  const Form* form = judge.rulebook().form(document.form);
  if (form == nullptr || form->resend.empty()) return sendings;
  const Record* answer = acknowledgement(known.documents, history, document);
  const std::vector<Value>& parameters = judge.parameters_on(history, document.issued);
  const bool is_mutable = may_be_muted(judge, known, document);
  int nth = 0;
  for (const int slot : form->resend) {
    ++nth;
    const auto after = parameters[static_cast<std::size_t>(slot)].least();
    const auto day = judge.calendar().add_work_days(document.issued, static_cast<int>(after));
    if (!day || (answer && answer->day <= *day)) break;
    const bool is_in_time = document.answer_by && *day < *document.answer_by;  // it really went out later
    if (is_in_time || (is_mutable && pauses.muted_until(history, *day))) continue;
    sendings.push_back({document.id, document.number, nth, *day});
  }
  return sendings;
}

// Whoever owes an answer to the document: its receiver, where he has a duty to sign, or else the sender.
bool awaits_answer(const Judge& judge, const Ledger& known, const Document& document) {
  const auto sender = std::ranges::find(known.duties, document.duty, &Duty::id);
  if (sender == known.duties.end()) return false;
  for (const Duty& one : known.duties) {
    if (!are_of_one_matter(one.key, sender->key)) continue;
    const DutyItem* item = item_of(judge.rulebook(), one.key);
    if (item && item->signs && item->signs->item == sender->key.item && item->signs->line == document.line)
      return one.state == DutyState::open;
  }
  return sender->state == DutyState::open;
}

// Of the last words in force that are not answered; `is_paused`: only of those that no pause mutes.
std::vector<Sending> all_sendings(const Judge& judge, const History& history, const Ledger& known, const Pauses& pauses,
                                  bool is_paused) {
  std::vector<Sending> sendings;
  for (const Document& document : known.documents) {
    if (!is_in_force(document) || !is_last_word(known.documents, document)) continue;
    if (is_paused && may_be_muted(judge, known, document)) continue;
    if (!document.addressee || !awaits_answer(judge, known, document)) continue;
    std::ranges::copy(all_sendings(judge, history, known, pauses, document), std::back_inserter(sendings));
  }
  return sendings;
}

}  // namespace

std::vector<Sending> sendings_of(const Judge& judge, const History& history, const Ledger& known, const Pauses& pauses,
                                 Day judged) {
  const bool is_paused = pauses.muted_until(history, judged).has_value();
  std::vector<Sending> sendings = all_sendings(judge, history, known, pauses, is_paused);
  std::erase_if(sendings, [&](const Sending& sending) { return judged < sending.day; });
  return sendings;
}

Turn next_sending(const Judge& judge, const History& history, const Ledger& known, const Pauses& pauses, Day judged) {
  Turn next;
  const std::vector<Sending> all = all_sendings(judge, history, known, pauses, false);
  for (const Sending& sending : all)
    if (judged < sending.day) next = earlier(next, sending.day);
  return next;
}

}  // namespace ksbx
