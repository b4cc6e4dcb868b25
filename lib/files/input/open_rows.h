// open_rows: the rows of a file that someone sent, whatever kind of file it is. That is decided by its first bytes and
// not by its name, since offices rename files.
//
// A workbook may have several sheets. open_sheets opens those that are wanted, or named; open_rows one of them. All
// others are reported, so that no child on them is overlooked (files/input/sheet_choice.h).
//
//   OpenedRows opened = open_rows("七年级.xlsx", {});
//   opened.form;                       // "xlsx"; of a text its encoding, "gb18030"
//   while (opened.rows->next(row)) …
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"
#include "files/input/book.h"
#include "files/input/decode.h"
#include "files/input/row_source.h"

namespace ksbx {

struct RowOptions {
  std::optional<Encoding> encoding;  // of a text; otherwise found out
  // Of a workbook, as `--sheet` says it: a name, or a number among the visible ones from 1; for open_sheets also
  // several with a comma between them, or "all". Empty: what is wanted.
  std::string worksheet = {};
  // Whether these are rows that are looked for: asked about the sheets of a workbook. Without it every visible one is
  // wanted.
  std::function<bool(RowSource&)> is_wanted = {};
  std::shared_ptr<const Book> book = {};  // the workbook, if it was opened before: what is on disk is not looked at
};

struct OpenedRows {
  std::unique_ptr<RowSource> rows;
  std::string form;       // how the file is written: "xlsx", "xls", or the name of its encoding
  std::string worksheet;  // the name of the sheet that is read; empty for a text
  std::string delimiter;  // between the cells of a text; empty for a workbook
  // W_EXTENSION: the file is not what its name says, and is read as what it is. W_SHEETS_IGNORED: one for each other
  // sheet. Of several sheets the first has them.
  Problems problems;
  std::string place = {};                 // what messages call it: the file; of several sheets 名册.xlsx[七1班]
  std::shared_ptr<const Book> book = {};  // nullptr for a text
};

// Throws Error (Failure::input) with what DecodedFile::open, Workbook, Worksheet and read_xls refuse; E_NO_SHEET if
// there is none of that name, or all are hidden and none was named; E_ET.
OpenedRows open_rows(const std::string& path, const RowOptions& options);
// The same for bytes in memory; `name` stands for the file in messages.
OpenedRows rows_of_bytes(std::string bytes, const std::string& name, const RowOptions& options);

// All sheets that are wanted, at least one; of a text its rows. Also E_TOO_MANY_SHEETS.
std::vector<OpenedRows> open_sheets(const std::string& path, const RowOptions& options);
std::vector<OpenedRows> sheets_of_bytes(std::string bytes, const std::string& name, const RowOptions& options);

}  // namespace ksbx
