// Merged cells: which cells of a sheet a person sees filled from above or from the left, though the file holds nothing
// in them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "files/input/row_source.h"
#include "files/input/workbook.h"

namespace ksbx {

struct MergedCells {
  int first = 0, last = 0;                  // lines
  std::size_t column = 0, last_column = 0;  // from 1
  bool is_one_cell() const { return first >= last && column >= last_column; }
};

// By their first line. They stand after the rows, so the part is read to its end for them; if it is damaged, none are
// reported, and whoever reads its rows is informed. At most 65,536.
std::vector<MergedCells> merged_cells(const Workbook& workbook, const std::string& part);

// Of one sheet, while its rows go by.
class MergedAbove {
 public:
  explicit MergedAbove(std::vector<MergedCells> merged = {}) : merged_(std::move(merged)) {}
  // Says of `row`, whose line and cells are there, which of its cells are merged with others. The views are valid until
  // the next call.
  void tell(RawRow& row);

 private:
  struct Above {
    int last = 0;                 // the last line that it is merged with
    std::size_t last_column = 0;  // and the last column
    std::string text;
  };
  std::vector<MergedCells> merged_;
  std::size_t next_ = 0;
  std::map<std::size_t, Above> above_;  // by column
};

// The line and column of "AB12", from 1; both 0 if that is no place in a sheet.
struct SheetPlace {
  int line = 0;
  std::size_t column = 0;
};
SheetPlace sheet_place(std::string_view words);

}  // namespace ksbx
