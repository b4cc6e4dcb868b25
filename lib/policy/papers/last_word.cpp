#include "policy/papers/last_word.h"

#include <algorithm>

namespace ksbx {
namespace {

bool is_same_chain(const Document& one, const Document& other) {
  return one.duty == other.duty && one.line == other.line;
}

}  // namespace

bool is_in_force(const Document& document) {
  return document.kind != DocumentKind::withdrawal && document.kind != DocumentKind::release;
}

bool is_last_word(const std::vector<Document>& documents, const Document& document) {
  const auto last = std::find_if(documents.rbegin(), documents.rend(),
                                 [&](const Document& one) { return is_same_chain(one, document); });
  return last != documents.rend() && last->number == document.number;
}

std::vector<const Document*> last_words(const std::vector<Document>& documents, DutyId duty) {
  std::vector<const Document*> words;
  for (const Document& document : documents)
    if (document.duty == duty && is_last_word(documents, document)) words.push_back(&document);
  return words;
}

std::vector<const Document*> word_of(const std::vector<Document>& documents, const Document& document) {
  std::vector<const Document*> word;
  bool is_found = false;
  for (const Document& one : documents) {
    if (!is_same_chain(one, document)) continue;
    if (one.kind != DocumentKind::supplement) {
      if (is_found) break;
      word.clear();
    }
    word.push_back(&one);
    is_found |= one.number == document.number;
  }
  return word;
}

const Record* acknowledgement(const std::vector<Document>& documents, const History& history,
                              const Document& document) {
  const std::vector<const Document*> word = word_of(documents, document);
  const Record* first = nullptr;
  for (const Record& record : history.records) {
    if (record.document.empty() || (first && first->day <= record.day)) continue;
    if (std::ranges::find(word, record.document, &Document::number) != word.end()) first = &record;
  }
  return first;
}

}  // namespace ksbx
