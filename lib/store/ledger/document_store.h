// Documents (文书): numbered, issued once, never changed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/duty.h"
#include "policy/ledger/sending.h"
#include "store/sqlite/transaction.h"

namespace ksbx {

// Stores a document and gives it its id and, if `number` is empty, the next number of its year, issuing unit and line,
// with the unit's code: 控辍〔2026〕9990180001-政-0001, 控辍〔2026〕9990180001-教-0001. Idempotent: one document for a
// duty, line and `corrects`; if it is there with the same hash it comes back and nothing is written; with another hash
// it is an internal error (a changed text is a document of its own).
Document issue(Transaction& transaction, Document document);

// Notes that a document went out again; a journal entry. `unchanged` if that time was noted before, whatever its day.
Effect send_again(Transaction& transaction, const Sending& sending);

// Nothing as well for one that is void.
std::optional<Document> document(Database& database, std::string_view number);
// Whether the night that issued the document of this number was undone.
bool is_void(Database& database, std::string_view number);
// The document that follows the one of that number on its line; nothing if it is the last word.
std::optional<Document> corrected_by(Database& database, std::string_view number);
// The numbers of valid documents that end in these digits, the latest first.
std::vector<std::string> numbers_ending(Database& database, std::string_view digits);
std::vector<Document> documents_of(Database& database, DutyId duty);  // by id

}  // namespace ksbx
