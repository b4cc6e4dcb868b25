#include "store/ledger/document_store.h"

#include "base/problem.h"
#include "store/journal/journal.h"
#include "store/journal/json.h"
#include "store/journal/undone_nights.h"
#include "store/ledger/duty_row.h"
#include "store/ledger/duty_store.h"

namespace ksbx {
namespace {

std::optional<Document> issued_before(Database& database, const Document& document) {
  Statement row(database, formatted("{} WHERE d.duty = ? AND d.line = ? AND d.corrects = ? AND {}", select_documents(),
                                    is_valid("d.id")));
  if (!row.start(document.duty, name_of(document.line), document.corrects).step()) return std::nullopt;
  Document there = document_in(row);
  if (there.hash == document.hash) return there;
  throw Error(Failure::internal, "document-changed",
              text("文书 {} 已经签发，内容不能再改，只能另发更正。",
                   "document {} is issued and cannot change; issue another that corrects it.", there.number),
              text("请把这条信息告诉维护人员。", "please report this message."));
}

// A unit without a code shares the count of 0, so that no two numbers are alike.
std::string next_number(Database& database, const Document& document) {
  Statement unit(database, "SELECT id, code FROM t_unit WHERE id = ? AND code <> ''");
  const bool has_code = unit.start(document.issuer).step();
  Statement next(database,
                 "INSERT INTO t_document_number(year, unit, line, last) VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET "
                 "last = last + 1 RETURNING last");
  Statement barred(database, "SELECT 1 FROM t_barred_number WHERE number = ?");
  const int year = document.issued.year();
  while (true) {
    next.start(year, has_code ? unit.number(0) : 0, name_of(document.line)).step();
    std::string number = formatted("控辍〔{}〕{}-{}-{:04}", year, has_code ? unit.text(1) : "0",
                                   document.line == Line::government ? "政" : "教", next.number(0));
    if (!barred.start(number).step()) return number;
  }
}

}  // namespace

Document issue(Transaction& transaction, Document document) {
  Database& database = transaction.database();
  if (const auto there = issued_before(database, document)) return *there;
  if (document.number.empty()) document.number = next_number(database, document);
  Statement(
      database,
      "INSERT INTO t_document(duty, number, form, line, addressee, copy_to, issued, content, "
      "hash, corrects, missing, issuer, kind, stated, answer_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .execute(document.duty, document.number, document.form, name_of(document.line), document.addressee,
               document.copy_to, document.issued, document.content, document.hash, document.corrects,
               json_of(document.missing), document.issuer, name_of(document.kind), json_of(document.stated),
               document.answer_by);
  document.id = DocumentId{database.last_inserted()};
  append(transaction, "document.issued", document.number,
         formatted(R"({{"corrects":"{}","duty":{},"form":"{}","kind":"{}","sha256":"{}"}})", document.corrects,
                   document.duty.value, document.form, name_of(document.kind), document.hash));
  return document;
}

Effect send_again(Transaction& transaction, const Sending& sending) {
  Database& database = transaction.database();
  Statement(database, "INSERT INTO t_sending(document, nth, day, recorded) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .execute(sending.document, sending.nth, sending.day, transaction.occasion().at);
  if (database.rows_changed() == 0) return Effect::unchanged;
  append(transaction, "document.sent_again", sending.number,
         formatted(R"({{"day":"{}","nth":{}}})", sending.day.iso(), sending.nth));
  return Effect::written;
}

std::optional<Document> document(Database& database, std::string_view number) {
  Statement row(database, formatted("{} WHERE d.number = ? AND {}", select_documents(), is_valid("d.id")));
  return row.start(number).step() ? std::optional(document_in(row)) : std::nullopt;
}

bool is_void(Database& database, std::string_view number) {
  Statement row(database,
                "SELECT count(*) FROM t_void_document v JOIN t_document d ON d.id = v.document WHERE d.number = ?");
  return row.start(number).step() && row.number(0) > 0;
}

std::optional<Document> corrected_by(Database& database, std::string_view number) {
  Statement row(database,
                formatted("{} WHERE d.corrects = ? AND {} ORDER BY d.id", select_documents(), is_valid("d.id")));
  return row.start(number).step() ? std::optional(document_in(row)) : std::nullopt;
}

std::vector<std::string> numbers_ending(Database& database, std::string_view digits) {
  Statement rows(database,
                 formatted("SELECT d.number FROM t_document d WHERE substr(d.number, -length(?1)) = ?1 AND {} "
                           "ORDER BY d.id DESC",
                           is_valid("d.id")));
  rows.start(digits);
  std::vector<std::string> numbers;
  while (rows.step()) numbers.push_back(rows.text(0));
  return numbers;
}

std::vector<Document> documents_of(Database& database, DutyId duty) {
  Statement rows(database, formatted("{} WHERE d.duty = ? AND {} ORDER BY d.id", select_documents(), is_valid("d.id")));
  rows.start(duty);
  std::vector<Document> documents;
  while (rows.step()) documents.push_back(document_in(rows));
  return documents;
}

}  // namespace ksbx
