#include "policy/judge/sending.h"

#include <algorithm>

#include "policy/judge/last_word.h"

namespace ksbx {
namespace {

void add_sendings(const Judge& judge, const History& history, const Ledger& known, const Document& document,
                  const Duty& duty, Day judged, std::vector<Sending>& sendings) {
  const Form* form = judge.rulebook().form(document.form);
  if (form == nullptr || form->resend.empty()) return;
  const Record* answer = acknowledgement(known.documents, history, document);
  const std::vector<Value>& parameters = judge.parameters_on(history, document.issued);
  int nth = 0;
  for (const int slot : form->resend) {
    ++nth;
    const auto after = parameters[static_cast<std::size_t>(slot)].least();
    const auto day = judge.calendar().add_work_days(document.issued, static_cast<int>(after));
    if (!day || *day > judged || (answer && answer->day <= *day)) return;
    if (duty.muted_until && *day <= *duty.muted_until) continue;
    sendings.push_back({document.id, document.number, nth, *day});
  }
}

}  // namespace

std::vector<Sending> sendings_of(const Judge& judge, const History& history, const Ledger& known, Day judged) {
  std::vector<Sending> sendings;
  for (const Document& document : known.documents) {
    const auto duty = std::ranges::find(known.duties, document.duty, &Duty::id);
    if (duty == known.duties.end() || duty->state != DutyState::open) continue;
    if (!is_in_force(document) || !is_last_word(known.documents, document)) continue;
    add_sendings(judge, history, known, document, *duty, judged, sendings);
  }
  return sendings;
}

}  // namespace ksbx
