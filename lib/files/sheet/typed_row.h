// TypedRow: one row of a roster as a person types it, cell by cell as COLUMN=VALUE.
//
// Columns are found as those of a file are (files/sheet/header_match.h), so every name that a roster may use may be
// typed, besides the English word of a mapping (files/sheet/mapping.h). What comes out is the table that a file with
// this row would hold: whoever reads rosters reads it like any other.
//
//   TypedRow row(students, {{"姓名", "张三"}, {"出生日期", "2012-03-04"}});
//   row.set(ColumnName::enrolment, "社会闲散");
//   row.csv();    // "姓名","出生日期","学籍状态" and under it the values
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/sheet/columns.h"

namespace ksbx {

struct TypedCell {
  std::string column;  // as typed
  std::string value;
};

// Of "出生日期=2012-03-04", also with the full-width sign; nothing if there is no sign or no column before it.
std::optional<TypedCell> typed_cell(std::string_view words);

class TypedRow {
 public:
  // Throws Error (Failure::usage) with every mistake: "unknown-column" with the nearest one, "given-twice".
  TypedRow(Layout layout, const std::vector<TypedCell>& cells);

  bool has(ColumnName column) const;
  std::string_view cell(ColumnName column) const;  // empty if it was not typed
  // Whether typed or not, the cell is this from now on; a column that was not typed is called by its official name.
  void set(ColumnName column, std::string value);

  // A header of official names and the row, in the order of the layout whatever the order of typing, so that the same
  // row is the same table. Every cell is quoted.
  std::string csv() const;
  // What the column at this place of that table (from 1) was called when it was typed; empty if there is none.
  std::string name_at(int place) const;
  std::optional<ColumnName> column_at(int place) const;

 private:
  struct Cell {
    bool is_there = false;
    std::string name;
    std::string value;
  };
  std::size_t place_of(ColumnName column) const;
  std::optional<std::size_t> index_at(int place) const;

  Layout layout_;
  std::vector<Cell> cells_;  // one for each column of the layout
};

}  // namespace ksbx
