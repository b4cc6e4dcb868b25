// CsvReader: delimited text as spreadsheets write it (RFC 4180 and what they do besides), row by
// row.
//
// The delimiter is comma, tab, semicolon or full-width comma: named by a first line "sep=;",
// otherwise the one that cuts the first lines into the most equal rows. A line ends with LF, CRLF
// or CR. Quoted cells may hold delimiters and line ends; every row keeps the number of the physical
// line on which it begins.
//
// Memory is bounded for any input: a row of more than 1 MiB or 256 cells, or with a cell of more
// than 64 KiB, comes back with its fault and as much of it as was kept, and reading goes on behind
// it. Unquoted cells are handed out where they lie, without a copy.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/decode.h"
#include "files/row_source.h"

namespace ksbx {

class CsvReader : public RowSource {
 public:
  static constexpr std::size_t longest_cell = 64 * 1024;
  static constexpr std::size_t longest_record = 1024 * 1024;
  static constexpr std::size_t most_cells = 256;

  // Reads ahead to find the delimiter.
  explicit CsvReader(DecodedFile file);

  // "," "\t" ";" or "，"
  std::string_view delimiter() const { return delimiter_; }

  // Throws Error (Failure::input) E_UNCLOSED_QUOTE at the end of a file that ends inside quotes,
  // naming the line of the quote that is never closed.
  bool next(RawRow& row) override;

 private:
  enum class Scan { complete, needs_more, end };

  void refill();
  bool take_separator_line();
  Scan scan(RawRow& row);
  Scan scan_cell(RawRow& row, std::size_t& at, bool& last);
  Scan scan_quoted_cell(RawRow& row, std::size_t& at, bool& last);
  Scan scan_plain_cell(RawRow& row, std::size_t& at, bool& last, std::size_t from);
  void skip_overlong(RawRow& row);
  std::size_t line_end_at(std::size_t at) const;

  DecodedFile file_;
  std::string buffer_;     // a window of the text
  std::size_t begin_ = 0;  // first byte not yet handed out
  std::size_t end_ = 0;    // first byte not yet read
  bool at_end_ = false;    // the file has no more
  int line_ = 1;           // of begin_
  std::string delimiter_ = ",";
  std::string unescaped_;  // cells whose doubled quotes were undone
};

}  // namespace ksbx
