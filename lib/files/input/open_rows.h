// open_rows: the rows of a file that someone sent, whatever kind of file it is. That is decided by its first bytes and
// not by its name, since offices rename files.
//
// A workbook may have several sheets, of which one is read: the one that is named, or the first visible one whose rows
// are wanted. All others are reported, so that no child on them is overlooked.
//
//   OpenedRows opened = open_rows("七年级.xlsx", {});
//   opened.form;                       // "xlsx"; of a text its encoding, "gb18030"
//   while (opened.rows->next(row)) …
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/problem.h"
#include "files/input/decode.h"
#include "files/input/row_source.h"

namespace ksbx {

struct RowOptions {
  std::optional<Encoding> encoding;  // of a text; otherwise found out
  std::string worksheet = {};  // its name, or its number among the visible ones from 1; empty: the first that is wanted
  // Whether these are rows that are looked for: asked about the sheets of a workbook. Without it the first visible one
  // is read.
  std::function<bool(RowSource&)> is_wanted = {};
};

struct OpenedRows {
  std::unique_ptr<RowSource> rows;
  std::string form;       // how the file is written: "xlsx", or the name of its encoding
  std::string worksheet;  // the name of the sheet that is read; empty for a text
  std::string delimiter;  // between the cells of a text; empty for a workbook
  // W_EXTENSION: the file is not what its name says, and is read as what it is. W_SHEETS_IGNORED: one for each other
  // sheet.
  Problems problems;
};

// Throws Error (Failure::input) with what DecodedFile::open, Workbook and Worksheet refuse; E_NO_SHEET if there is none
// of that name, or all are hidden and none was named.
OpenedRows open_rows(const std::string& path, const RowOptions& options);
// The same for bytes in memory; `name` stands for the file in messages.
OpenedRows rows_of_bytes(std::string bytes, const std::string& name, const RowOptions& options);

}  // namespace ksbx
