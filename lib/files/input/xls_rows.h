// XlsRows: the rows of one sheet of an old workbook (files/input/xls_book.h).
//
// Excel writes the cells row by row, other programs in any order. So where each lies is noted first, in eight bytes,
// and sorted if need be.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/input/merged_cells.h"
#include "files/input/row_source.h"
#include "files/input/xls_book.h"

namespace ksbx {

// Kinds of records (MS-XLS, 2.3).
namespace xls {
enum : std::uint16_t {
  beginning = 0x0809,
  end = 0x000A,
  continued = 0x003C,
  epoch = 0x0022,
  password = 0x002F,
  sheet = 0x0085,
  style = 0x00E0,
  texts = 0x00FC,
  format = 0x041E,
  formula = 0x0006,
  array_formula = 0x0221,
  shared_formula = 0x04BC,
  data_table = 0x0236,
  result_text = 0x0207,
  short_numbers = 0x00BD,
  short_number = 0x027E,
  number = 0x0203,
  truth_or_error = 0x0205,
  shared_text = 0x00FD,
  own_text = 0x0204,
  rich_text = 0x00D6,
  merged = 0x00E5,
};
}  // namespace xls

class XlsRows : public RowSource {
 public:
  // Of the records between these places. `file`: its name in messages.
  XlsRows(std::shared_ptr<const XlsGlobals> book, std::string file, std::size_t begin, std::size_t end);

  // Throws Error (Failure::input, E_XLS) where a cell's text is not there.
  bool next(RawRow& row) override;

 private:
  struct Cell {
    std::uint32_t at = 0;  // its record; of one of several short numbers, its own bytes
    std::uint16_t row = 0;
    std::uint8_t column = 0;
    bool in_several = false;
  };
  void note(const XlsRecord& record);
  void note_merged(std::string_view body, std::vector<MergedCells>& merged) const;
  std::string_view words_of(const Cell& cell);
  std::string_view words_of(const XlsRecord& record, std::size_t column);
  std::string_view result_of(const XlsRecord& record, std::size_t column);
  std::string_view text_after(const XlsRecord& formula, std::size_t column);
  std::string_view number(double value, std::size_t style, std::size_t column);
  std::string_view own(std::string text, std::size_t column);
  std::string_view no_result(std::size_t column);
  std::vector<std::string_view> pieces_of(XlsRecord record) const;

  std::shared_ptr<const XlsGlobals> book_;
  std::string file_;
  std::size_t end_ = 0;
  std::vector<Cell> cells_;
  std::size_t next_ = 0;
  std::size_t width_ = 0, bytes_ = 0;
  std::vector<std::string> own_;  // where the texts of a row lie that are not shared, by column
  RowFault fault_ = RowFault::none;
  std::size_t no_result_ = 0;
  MergedAbove merged_;
};

}  // namespace ksbx
