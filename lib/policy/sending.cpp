#include "policy/sending.h"

#include <algorithm>
#include <optional>

namespace ksbx {
namespace {

// The first day on which somebody acknowledged the document or the one that it corrects.
std::optional<Day> answered_on(const History& history, const Document& document) {
  std::optional<Day> first;
  for (const Record& record : history.records) {
    if (record.document.empty()) continue;
    if (record.document != document.number && record.document != document.corrects) continue;
    first = std::min(first.value_or(record.day), record.day);
  }
  return first;
}

void add_sendings(const Judge& judge, const History& history, const Document& document, const Duty& duty, Day judged,
                  std::vector<Sending>& sendings) {
  const Form* form = judge.rulebook().form(document.form);
  if (form == nullptr || form->resend.empty()) return;
  const auto answered = answered_on(history, document);
  const std::vector<Value>& parameters = judge.parameters_on(history, document.issued);
  int nth = 0;
  for (const int slot : form->resend) {
    ++nth;
    const auto after = parameters[static_cast<std::size_t>(slot)].least();
    const auto day = judge.calendar().add_work_days(document.issued, static_cast<int>(after));
    if (!day || *day > judged || (answered && *answered <= *day)) return;
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
    if (std::ranges::find(known.documents, document.number, &Document::corrects) != known.documents.end()) continue;
    add_sendings(judge, history, document, *duty, judged, sendings);
  }
  return sendings;
}

}  // namespace ksbx
