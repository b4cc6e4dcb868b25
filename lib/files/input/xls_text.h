// XlsText: the texts in an Excel workbook of 1997 to 2003, as they lie in its records (MS-XLS: XLUnicodeString,
// XLUnicodeRichExtendedString).
//
// A text is written in one byte a character if that is enough, otherwise in UTF-16. A long one goes on in the next
// record, which says anew which of the two it is. Whatever the lengths say, nothing is read beyond the records.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ksbx {

class XlsText {
 public:
  // The body of a record and of those that continue it.
  explicit XlsText(std::vector<std::string_view> pieces) : pieces_(std::move(pieces)) {}

  std::size_t number(std::size_t bytes);
  void skip(std::size_t bytes);
  // `length` characters as UTF-8, after the byte that says how they are written; half a pair of UTF-16 becomes U+FFFD.
  // Stops at the end of the records.
  std::string characters(std::size_t length, unsigned how);
  // A text with its length of two bytes and how it is written; with what Excel keeps beside it (fonts, pronunciation).
  std::string text();
  bool at_end();

 private:
  bool next_piece();  // false if the one at hand is not used up, or was the last

  std::vector<std::string_view> pieces_;
  std::size_t piece_ = 0, at_ = 0;
};

}  // namespace ksbx
