#include "app/papers/document_meant.h"

#include <algorithm>
#include <string>
#include <vector>

#include "base/ascii.h"
#include "base/join.h"
#include "base/utf8.h"
#include "policy/papers/office.h"
#include "store/ledger/document_store.h"

namespace ksbx {
namespace {

// The words and numbers of which a document's number consists: 控辍 2026 9990180001 教 3. Brackets, spaces and lines
// between them, noughts in front and 号 at the end are left out.
std::vector<std::string> parts_of(std::string_view number) {
  std::vector<std::string> parts;
  enum class Last { sign, digit, letter } last = Last::sign;
  for (const char32_t c : code_points(nfkc(number))) {
    const bool is_digit = c < 0x80 && is_ascii_digit(static_cast<char>(c));
    const bool is_letter = c < 0x80 ? is_ascii_letter(static_cast<char>(c)) : c >= 0x3400;
    const Last kind = is_digit ? Last::digit : is_letter ? Last::letter : Last::sign;
    if (kind != Last::sign) {
      if (kind != last) parts.emplace_back();
      parts.back() += to_utf8(std::u32string_view(&c, 1));
    }
    last = kind;
  }
  if (!parts.empty() && parts.back() == "号") parts.pop_back();
  for (std::string& part : parts) part.erase(0, std::min(part.find_first_not_of('0'), part.size() - 1));
  return parts;
}

bool ends_with(const std::vector<std::string>& whole, const std::vector<std::string>& end) {
  return end.size() <= whole.size() && std::equal(end.rbegin(), end.rend(), whole.rbegin());
}

std::vector<std::string> numbers_meant(Database& database, const Rulebook& rulebook, std::string_view typed) {
  const std::vector<std::string> parts = parts_of(typed);
  std::vector<std::string> found;
  if (parts.size() < 2) return found;  // a bare 3 is the third of many
  for (std::string& number : numbers_ending(database, parts.back()))
    if (ends_with(parts_of(number), parts) || ends_with(parts_of(official_number(rulebook, number)), parts))
      found.push_back(std::move(number));
  return found;
}

Problem no_document(std::string_view typed) {
  return {Severity::error,
          "unknown-document",
          {},
          text("没有文书“{}”", "no document {}", typed),
          text("文书编号见 ksbx document", "ksbx document lists the numbers")};
}

Problem void_document(std::string_view number) {
  return {Severity::error,
          "document-void",
          {},
          text("文书 {} 已作废：签发它的那一夜判断已撤销", "document {} is void: the night that issued it was undone",
               number),
          text("现行的文书见 ksbx document；作废的见 ksbx sql \"SELECT * FROM void_documents\"",
               "ksbx document lists those that hold; ksbx sql \"SELECT * FROM void_documents\" those that are void")};
}

Problem several_documents(std::string_view typed, std::vector<std::string> numbers) {
  constexpr std::size_t shown = 5;
  const std::size_t count = numbers.size();
  numbers.resize(std::min(count, shown));
  const std::string list = join(numbers, "、");
  return {Severity::error,
          "ambiguous-document",
          {},
          text("“{}”可能是 {} 份文书", "{} could be {} documents", typed, count),
          count > shown ? text("请写全编号，如 {} 等", "write the whole number: {}, …", list)
                        : text("请写全编号：{}", "write the whole number: {}", list)};
}

}  // namespace

DocumentMeant document_meant(Database& database, const Rulebook& rulebook, std::string_view typed) {
  if (auto exact = document(database, typed)) return {std::move(exact), std::nullopt};
  if (is_void(database, typed)) return {std::nullopt, void_document(typed)};
  std::vector<std::string> numbers = numbers_meant(database, rulebook, typed);
  if (numbers.size() == 1) return {document(database, numbers.front()), std::nullopt};
  return {std::nullopt, numbers.empty() ? no_document(typed) : several_documents(typed, std::move(numbers))};
}

}  // namespace ksbx
