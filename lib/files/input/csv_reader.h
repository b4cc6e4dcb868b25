// CsvReader: delimited text as spreadsheets write it (RFC 4180 and what they do besides), row by row.
//
// The delimiter is comma, tab, semicolon or full-width comma: named by a first line "sep=;",
// otherwise the one that cuts the first lines into the most equal rows. A line ends with LF, CRLF
// or CR. Quoted cells may hold delimiters and line ends; every row keeps the number of the physical
// line on which it begins. A quoted cell that runs over lines and holds as many delimiters as a row is no cell but rows
// that a quote swallowed, and is refused. A byte order mark at the beginning of a line and a Ctrl-Z anywhere, which are
// left where files were joined, are passed over.
//
// Memory is bounded for any input: a row of more than 1 MiB or 256 cells, or with a cell of more
// than 64 KiB, comes back with its fault and as much of it as was kept, and reading goes on behind
// it. Unquoted cells are handed out where they lie, without a copy.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/input/decode.h"
#include "files/input/row_source.h"

namespace ksbx {

class CsvReader : public RowSource {
 public:
  // Reads ahead to find the delimiter.
  explicit CsvReader(DecodedFile file);

  // "," "\t" ";" or "，"
  std::string_view delimiter() const { return delimiter_; }

  // Throws Error (Failure::input) E_UNCLOSED_QUOTE at the end of a file that ends inside quotes,
  // naming the line of the quote that is never closed; and where a quoted cell holds rows, naming the line on which it
  // opens.
  bool next(RawRow& row) override;

 private:
  enum class Scan { complete, needs_more };

  bool refill();
  bool read_block();
  void take_separator_line();
  void guess_delimiter();
  void cut_at(std::string_view delimiter);
  bool is_delimiter(std::size_t at) const;
  bool ends_cell(std::size_t at) const;

  Scan scan_record(RawRow& row);
  Scan scan_quoted(RawRow& row);
  Scan scan_plain(RawRow& row);
  Scan end_cell(RawRow& row, std::string_view cell);
  void end_record(RawRow& row);
  void skip_overlong(RawRow& row);
  void refuse_if_rows(std::string_view inner, int first_line, int lines) const;
  [[noreturn]] void refuse_unclosed(int line) const;

  DecodedFile file_;
  std::string buffer_;  // a window of the text; one byte more than is ever filled, for a line end that stops every scan
  std::size_t begin_ = 0;           // of the record that is next
  std::size_t end_ = 0;             // after the text that was read
  bool at_end_ = false;             // the file has no more
  bool swallow_line_feed_ = false;  // the record before ended with CR at the edge of the window
  int line_ = 1;                    // on which the record at begin_ starts
  std::string delimiter_;
  int usual_cuts_ = 0;             // delimiters in most of the first lines
  std::array<bool, 256> stops_{};  // bytes at which an unquoted cell may end, and quotes

  // While a record is scanned:
  std::size_t at_ = 0;    // the next byte to look at
  std::size_t cell_ = 0;  // where the cell begins
  int inner_lines_ = 0;   // line ends inside its quoted cells so far
  bool record_ended_ = false;
  std::vector<std::size_t> doubled_;  // cells in which doubled quotes are still to be undone
};

}  // namespace ksbx
