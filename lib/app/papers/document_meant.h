// The document that a person means. Numbers like 控辍〔2026〕9990180001-教-0003 are typed from paper: with other
// brackets, without what stands before the year, without noughts, or only as 教-3. What of the number is typed must be
// its end, as it is kept or as it is printed (policy/papers/office.h), and belong to one document only.
#pragma once

#include <optional>
#include <string_view>

#include "base/problem.h"
#include "model/duty.h"
#include "policy/rulebook/rulebook.h"
#include "store/sqlite/database.h"

namespace ksbx {

// Exactly one of the two. The problem: "unknown-document", "ambiguous-document" with some of those that it could be, or
// "document-void" where the night that issued it was undone.
struct DocumentMeant {
  std::optional<Document> document;
  std::optional<Problem> problem;
};
DocumentMeant document_meant(Database& database, const Rulebook& rulebook, std::string_view typed);

}  // namespace ksbx
