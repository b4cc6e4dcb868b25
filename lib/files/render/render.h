// render: a table becomes the text that leaves the program, in the format that was asked for.
//
// Everything that ksbx reports passes here once. Tables for people are escaped, so that a name in a
// roster can neither move the cursor nor become markup (base/utf8.h, display). Files for programs
// hold every value unchanged; what a program can do with them is stated at each format.
//
//   Table duties = …;
//   console.result(render(duties, Format::csv));
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/table.h"
#include "base/text.h"
#include "files/render/page_links.h"

namespace ksbx {

// table   for a terminal: columns aligned under Chinese text, a heading, a rule, notes below.
// csv     RFC 4180 with line feeds: header of column names, UTF-8 without a byte order mark.
// tsv     the same with tabs: a cell with a tab, a quote or a line end in it is quoted, as spreadsheets do.
// json    one object: schema "ksbx.<table name>", version 1, columns, rows, notes. An empty cell is
//         null, a text is always a string.
// jsonl   one object a row and nothing else.
// md      a GitHub table with title and notes; markup in cells is escaped.
// html    one self-contained page with title, notes and the moment it was made (files/render/html.h).
// xlsx    a workbook (bytes, not text): one sheet of data with a header row that stays in sight, every text a
//         text cell; title and notes on a second sheet and in the printed header.
// ics     a calendar (RFC 5545) with one entry a row on the day in its column "due"; only for tables that have one.
enum class Format { table, csv, tsv, json, jsonl, md, html, xlsx, ics };

std::string_view name_of(Format format);
// All names, in the order above: for help, completion and "did you mean".
std::vector<std::string> output_formats();
// Nothing for a name that is none of them.
std::optional<Format> output_format(std::string_view name);
// By the ending of a file's name (.txt is a table), in either case; nothing if it says nothing.
std::optional<Format> output_format_of_file(std::string_view path);
// Bytes that a terminal cannot show.
bool is_binary(Format format);
// Whether notes are where the table is seen; otherwise they are reported separately. A workbook has them on its second
// sheet.
bool keeps_notes(Format format);

struct RenderOptions {
  Language language =
      Language::zh;  // of headings and notes; keys, and headers of CSV but for a spreadsheet, are English
  // Columns of the terminal, for `table` only. The widest texts are cut, with "…", until a line
  // fits; numbers are never cut. 0: whatever is needed.
  int width = 0;
  // csv and tsv: no apostrophe before a text that a spreadsheet would take for a formula (= + - @ and their full-width
  // forms, TAB, CR, LF, also after blanks) or round (more than 15 digits). The importer takes one such apostrophe off
  // again.
  bool raw_cells = false;
  // csv and tsv for a spreadsheet: headings in place of names, byte order mark and CR LF.
  bool excel = false;
  // The table for a terminal that can: headings in bold, notes dim. Never the only sign of anything.
  bool emphasis = false;
  // The table of a page: charts are drawn in blocks in place of their tables (files/render/chart.h).
  bool draws_charts = false;
  std::optional<Moment> made = {};  // stands on a page of html
  // Where a workbook is put together, in files without a name; empty: in memory.
  std::string scratch_folder = {};
  PageLinks links = {};  // of a page of html
};

// The whole text, ending in a line feed unless it is empty (jsonl without rows). Bytes that are not UTF-8 appear as
// U+FFFD, or escaped in the formats for people. csv, tsv, jsonl and ics have no place for title and notes: tell the
// notes on standard error. Throws Error: Failure::usage if the table does not fit the format (no column "due" for ics,
// more rows than a sheet holds), Failure::output if the workbook cannot be made.
std::string render(const Table& table, Format format, const RenderOptions& options = {});

}  // namespace ksbx
