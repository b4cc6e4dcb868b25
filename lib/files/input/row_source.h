// RowSource: rows of cells, one after the other, whatever kind of file they are in.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/problem.h"

namespace ksbx {

// What is wrong with a row as such. Only the last three make its cells unreliable.
enum class RowFault {
  none,
  no_result,        // a formula whose result is not in the file, or is an error like #N/A: an empty cell
  bare_quote,       // "…" in the middle of a cell: taken literally
  stray_quote,      // text after a closing quote: where the cell ends is anyone's guess
  field_too_long,   // a cell of more than 64 KiB
  record_too_long,  // more than 1 MiB or 256 cells
};

// A cell that is empty because it is merged with another, and what that holds.
struct MergedCell {
  std::size_t place = 0;  // from 0
  std::string_view text;
};

struct RawRow {
  int line = 0;  // the physical line on which the row begins, from 1
  RowFault fault = RowFault::none;
  int fault_cell = 0;                   // the cell that has no_result, from 1
  std::vector<std::string_view> cells;  // UTF-8; valid until the next row is asked for
  std::vector<MergedCell> merged = {};  // with one above them; only of a workbook; likewise
  std::vector<MergedCell> across = {};  // with one to their left, in this row or above; likewise
  // Of a row that was made of a table of another shape (files/sheet/shape.h): where each of its cells stood, from 1, or
  // 0 for one that stood nowhere; and what is wrong with it, if anything is. Valid until the next row is asked for.
  std::vector<int> columns = {};
  const Problem* wrong = nullptr;
};

class RowSource {
 public:
  static constexpr std::size_t longest_cell = 64 * 1024;
  static constexpr std::size_t longest_record = 1024 * 1024;
  static constexpr std::size_t most_cells = 256;

  virtual ~RowSource() = default;
  // The next row that is there, blank ones included, into `row`; false at the end.
  virtual bool next(RawRow& row) = 0;
};

}  // namespace ksbx
