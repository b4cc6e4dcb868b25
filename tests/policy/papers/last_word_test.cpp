#include "policy/papers/last_word.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

namespace ksbx {
namespace {

// One duty's documents as "G1 original" or "E2 withdrawal", and receipts as "G1".
struct TwoLines {
  std::vector<Document> documents;
  History history;

  TwoLines& sent(const char* number, DocumentKind kind, std::int64_t duty = 1) {
    Document document;
    document.duty = DutyId{duty};
    document.number = number;
    document.line = *number == 'G' ? Line::government : Line::education;
    document.kind = kind;
    documents.push_back(document);
    return *this;
  }
  TwoLines& signed_for(const char* number, const char* on) {
    Record receipt;
    receipt.document = number;
    receipt.day = day(on);
    history.records.push_back(receipt);
    return *this;
  }
  std::string last() const {
    std::string numbers;
    for (const Document* word : last_words(documents, DutyId{1}))
      numbers += (numbers.empty() ? "" : " ") + word->number;
    return numbers;
  }
  std::string acknowledged(const char* number) const {
    const auto document = std::ranges::find(documents, number, &Document::number);
    const Record* record = acknowledgement(documents, history, *document);
    return record ? record->day.iso() : "no";
  }
};

TEST_CASE("the last word of a line is what was issued last there for the duty, whatever other duties sent") {
  TwoLines lines;
  CHECK(lines.last() == "");
  lines.sent("G1", DocumentKind::original).sent("E1", DocumentKind::original);
  CHECK(lines.last() == "G1 E1");
  lines.sent("G2", DocumentKind::withdrawal).sent("G9", DocumentKind::original, 2);
  CHECK(lines.last() == "E1 G2");
  CHECK_FALSE(is_in_force(lines.documents[2]));
  CHECK(is_in_force(lines.documents[1]));
}

TEST_CASE("whoever signed for the report or its supplement signed for both; a reinstatement is to be signed for anew") {
  TwoLines lines;
  lines.sent("G1", DocumentKind::original)
      .sent("G2", DocumentKind::supplement)
      .sent("G3", DocumentKind::withdrawal)
      .sent("G4", DocumentKind::reinstatement)
      .sent("G5", DocumentKind::supplement)
      .sent("E1", DocumentKind::original);
  CHECK(lines.acknowledged("G1") == "no");
  lines.signed_for("G2", "2026-11-18");
  CHECK(lines.acknowledged("G1") == "2026-11-18");
  CHECK(lines.acknowledged("G2") == "2026-11-18");
  CHECK(lines.acknowledged("G3") == "no");
  CHECK(lines.acknowledged("G4") == "no");
  CHECK(lines.acknowledged("E1") == "no");
  lines.signed_for("G3", "2026-11-19");
  CHECK(lines.acknowledged("G4") == "no");
  lines.signed_for("G5", "2026-11-23").signed_for("G4", "2026-11-20");
  CHECK(lines.acknowledged("G4") == "2026-11-20");
  CHECK(lines.acknowledged("G5") == "2026-11-20");
}

}  // namespace
}  // namespace ksbx
