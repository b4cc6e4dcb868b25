// Worksheet: the rows of one sheet of a workbook as texts, read while they are unpacked.
//
// What a cell holds becomes what a person would have typed: dates 2013-02-04 whatever their format, numbers as
// number_text() writes them, TRUE and FALSE, a formula's stored result. A row's line is its number in the sheet; rows
// and cells that the file leaves out because they are empty cost nothing, and a row is at least as wide as those above
// it, so that none seems cut short.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "files/input/merged_cells.h"
#include "files/input/row_source.h"
#include "files/input/workbook.h"
#include "files/input/xml_reader.h"

namespace ksbx {

class Worksheet : public RowSource, private XmlHandler {
 public:
  static constexpr int last_line = 1'048'576;
  static constexpr std::size_t last_column = 16'384;
  // Of all cells; a full sheet of pupils has some 300 MB. Cells share their texts, so a small file may have any number.
  static constexpr std::size_t most_text = std::size_t{1} << 30;

  // Throws Error (Failure::input, E_XLSX) if the workbook has no such part.
  // `merged`: whether rows tell which of their cells are merged with one above, for which the part is read twice.
  enum class Merged { told, ignored };
  Worksheet(std::shared_ptr<const Workbook> workbook, const std::string& part, Merged merged = Merged::told);

  // Throws Error (Failure::input): E_XLSX where the sheet is damaged, with the line reached, and what XmlReader throws.
  bool next(RawRow& row) override;

 private:
  void begin(std::string_view element, const XmlAttributes& attributes) override;
  void words(std::string_view text) override;
  Flow end(std::string_view element) override;

  void begin_row(const XmlAttributes& attributes);
  void begin_cell(const XmlAttributes& attributes);
  void end_cell();
  std::string_view text_of_cell();
  void number_as_text();
  void put(std::string_view text);
  void finish_row(RawRow& row);
  [[noreturn]] void refuse(Text what) const;

  enum class Within { nothing, rows, row, cell, value, formula, text };

  std::shared_ptr<const Workbook> workbook_;
  std::unique_ptr<XmlReader> xml_;
  Within within_ = Within::nothing;

  int line_ = 0;
  RowFault fault_ = RowFault::none;
  std::size_t no_result_ = 0;  // the first column whose formula has none
  std::size_t row_bytes_ = 0, sheet_bytes_ = 0;
  std::vector<std::string_view> cells_;  // of the row, as far as they are filled
  std::vector<std::string> own_;         // where those of them lie that are not shared, by column
  std::size_t width_ = 0;                // of the widest row so far

  MergedAbove merged_;

  std::size_t column_ = 0;  // of the cell, from 1
  std::string type_;
  std::size_t style_ = 0;
  bool has_formula_ = false, has_value_ = false;
  std::string value_;
  RichText rich_;
};

}  // namespace ksbx
