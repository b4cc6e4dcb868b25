// Old workbooks (.xls), record by record.
#include <doctest/doctest.h>

#include "files/input/open_rows.h"
#include "files/input/xls_bytes.h"
#include "files/input/xls_text.h"
#include "files/sheet/roster_text.h"

using namespace ksbx;

namespace {

// "1:a|b 3:c", and in brackets the column of a formula without a result.
std::string table_of(RowSource& source) {
  std::string all;
  RawRow row;
  while (source.next(row)) {
    all += (all.empty() ? "" : " ") + std::to_string(row.line) + ":";
    for (std::size_t i = 0; i < row.cells.size(); ++i) all += (i > 0 ? "|" : "") + std::string(row.cells[i]);
    if (row.fault == RowFault::no_result) all += "(" + std::to_string(row.fault_cell) + ")";
    for (const MergedCell& cell : row.merged) all += "<" + std::to_string(cell.place) + std::string(cell.text) + ">";
    for (const MergedCell& cell : row.across) all += "{" + std::to_string(cell.place) + std::string(cell.text) + "}";
  }
  return all;
}

std::string table_in(const std::string& bytes) {
  return table_of(*rows_of_bytes(bytes, "a.xls", {}).rows);
}

std::string table_with(const std::string& records, const std::string& globals = {}) {
  return table_in(xls_of({{"S", records}}, globals));
}

std::string style(unsigned format) {
  return record(0x00E0, le(0, 2) + le(format, 2) + std::string(16, '\0'));
}

std::string formula(unsigned row, unsigned column, const std::string& result) {
  return record(0x0006, at(row, column) + result + std::string(8, '\0'));
}

}  // namespace

TEST_CASE("numbers are read in each of the ways in which an old workbook keeps them") {
  const std::string rk = record(0x027E, at(0, 1) + le(13 << 2 | 2, 4)) +           // a whole one
                         record(0x027E, at(0, 2) + le(1350 << 2 | 3, 4)) +         // in hundredths
                         record(0x027E, at(0, 3) + le(0xFFFFFFFBU << 2 | 2, 4)) +  // below zero
                         record(0x027E, at(0, 4) + le(0x3FF80000, 4));             // the upper half of 1.5
  const std::string several =
      record(0x00BD, le(1, 2) + le(0, 2) + le(0, 2) + le(7 << 2 | 2, 4) + le(0, 2) + le(8 << 2 | 2, 4) + le(1, 2));
  CHECK(table_with(number_in_cell(0, 0, 13800001234) + rk + several) == "1:13800001234|13|13.5|-5|1.5 2:7|8|||");
  CHECK(table_with(number_in_cell(0, 0, 990181201303071046.0)) == "1:9.90181201303071E+17");
}

TEST_CASE("a number in a format of dates is the day, whichever it is") {
  const std::string own_format = record(0x041E, le(170, 2) + xls_text("yyyy\\.m\\.d", true));
  const std::string styles = own_format + style(0) + style(14) + style(31) + style(57) + style(170) + style(20);
  std::string cells;
  for (unsigned i = 0; i < 6; ++i) cells += number_in_cell(0, i, 41309, i);
  CHECK(table_with(cells, styles) == "1:41309|2013-02-04|2013-02-04|2013-02-04|2013-02-04|41309");
  CHECK(table_with(number_in_cell(0, 0, 39847, 1), record(0x0022, le(1, 2)) + styles) == "1:2013-02-04");
}

TEST_CASE("a formula is the result that was stored, and one without is told") {
  const std::string words = formula(0, 1, le(0, 6) + le(0xFFFF, 2));
  CHECK(table_with(formula(0, 0, le(0x4004000000000000, 8)) + words + record(0x04BC, std::string(10, '\0')) +
                   record(0x0207, xls_text("ab"))) == "1:2.5|ab");
  CHECK(table_with(text_in(0, 0, "x") + formula(0, 1, le(2, 1) + le(0x2A, 5) + le(0xFFFF, 2))) == "1:x(2)");
  CHECK(table_with(text_in(0, 0, "x") + words + text_in(1, 0, "y")) == "1:x(2) 2:y");
  CHECK(table_with(text_in(0, 0, "x") + formula(0, 1, le(3, 6) + le(0xFFFF, 2))) == "1:x");
  CHECK(table_with(formula(0, 0, le(1, 1) + le(0, 1) + le(1, 4) + le(0xFFFF, 2))) == "1:TRUE");
  CHECK(table_with(record(0x0205, at(0, 0) + le(0, 2)) + record(0x0205, at(0, 1) + le(0x0107, 2))) == "1:FALSE(2)");
}

TEST_CASE("cells that a program wrote column by column come row by row, the later of two on one place") {
  CHECK(table_with(text_in(0, 0, "a") + text_in(2, 0, "c") + text_in(0, 1, "b") + text_in(2, 1, "d") +
                   text_in(2, 0, "e")) == "1:a|b 3:e|d");
}

TEST_CASE("cells that are merged down the page are told for the rows below") {
  const std::string merged = record(0x00E5, le(1, 2) + le(0, 2) + le(1, 2) + le(0, 2) + le(0, 2));
  CHECK(table_with(text_in(0, 0, "a") + text_in(0, 1, "b") + text_in(1, 1, "c") + text_in(2, 1, "d") + merged) ==
        "1:a|b 2:|c<0a> 3:|d");
}

TEST_CASE("cells that are merged across the page are told for the columns to their right") {
  const std::string merged = record(0x00E5, le(1, 2) + le(0, 2) + le(1, 2) + le(1, 2) + le(3, 2));
  CHECK(table_with(text_in(0, 0, "a") + text_in(0, 1, "b") + text_in(1, 0, "c") + text_in(1, 2, "d") + merged) ==
        "1:a|b{2b}{3b} 2:c||d<1b>{3b}");
}

TEST_CASE("a chart within a sheet is no row of it, and a sheet that is a chart is not read") {
  const std::string chart = record(0x0809, le(0x0600, 2) + le(0x20, 2)) + text_in(7, 7, "axis") + record(0x000A, "");
  CHECK(table_with(text_in(0, 0, "a") + chart + text_in(1, 0, "b")) == "1:a 2:b");
  const OpenedRows opened = rows_of_bytes(
      xls_of({{"C", text_in(0, 0, "axis"), 0, 2}, {"H", text_in(0, 0, "x"), 1}, {"S", text_in(0, 0, "a")}}), "a.xls",
      {});
  CHECK(opened.worksheet == "S");
  CHECK(opened.form == "xls");
  CHECK(opened.problems.at(1).what.en == "the hidden sheet \"H\" was not read");
}

TEST_CASE("texts that go on in the next record, in another width, are whole") {
  // "abcd": two characters in one byte each, then the record that continues them says two.
  const std::string first = le(2, 4) + le(2, 4) + le(4, 2) + le(0, 1) + "ab";
  const std::string second = le(1, 1) + std::string("c\0d\0", 4) + le(1, 2) + le(8 | 4, 1) + le(1, 2) + le(3, 4) + "z" +
                             std::string(4, 'f') + "pro";
  const std::string texts = record(0x00FC, first) + record(0x003C, second);
  CHECK(table_with(record(0x00FD, at(0, 0) + le(0, 4)) + record(0x00FD, at(0, 1) + le(1, 4)), texts) == "1:abcd|z");
  CHECK(refusal_of([&] { table_with(record(0x00FD, at(0, 0) + le(2, 4)), texts); }) == "E_XLS");
}

TEST_CASE("characters beyond the first 65,536 are read, and half of one is shown as such") {
  const auto words = [](const std::string& utf16) { return XlsText({utf16}).characters(utf16.size() / 2, 1); };
  CHECK(words(std::string("\x40\xD8\x00\xDC", 4)) == "𠀀");
  CHECK(words(std::string("\x40\xD8\x41\x00", 4)) ==
        "\xEF\xBF\xBD"
        "A");
  CHECK(words(std::string("\x00\xDC\x40\xD8", 4)) == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(words(std::string("\x41\x00\x00\x00\x42\x00", 6)) == "AB");
}

TEST_CASE("a row that no roster has comes with its fault") {
  const std::string longest(8'000, 'x');
  std::string cells;
  for (unsigned i = 0; i < 200; ++i) cells += text_in(0, i, longest);
  const OpenedRows opened = rows_of_bytes(xls_of({{"S", cells + text_in(1, 0, "a")}}), "a.xls", {});
  RawRow row;
  REQUIRE(opened.rows->next(row));
  CHECK(row.fault == RowFault::record_too_long);
  REQUIRE(opened.rows->next(row));
  CHECK(row.fault == RowFault::none);
}

TEST_CASE("an old workbook that is cut off, runs in circles or points nowhere is refused as a whole") {
  const std::string whole = xls_of({{"S", text_in(0, 0, "a")}});
  REQUIRE(table_in(whole) == "1:a");
  for (std::size_t size = 8; size < whole.size() - 4096 + 60; size += 97) {
    CAPTURE(size);
    CHECK(refusal_of([&] { table_in(whole.substr(0, size)); }) == "E_XLS");
  }
  std::string circle = whole;
  circle.replace(512 + 4 * 3, 4, le(2, 4));  // the second sector of the workbook leads back to the first
  CHECK(refusal_of([&] { table_in(circle); }) == "E_XLS");
  CHECK(refusal_of([] { table_in(compound(workbook_stream({}))); }) == "E_XLS");
  std::string twice = workbook_stream({{"A", text_in(0, 0, "a")}, {"B", ""}});
  const std::size_t list = 4 + 16;
  twice.replace(list + 13 + 4, 4, twice.substr(list + 4, 4));  // both sheets lie at the same place
  CHECK(refusal_of([&] { table_in(compound(twice)); }) == "E_XLS");
  std::string nowhere = workbook_stream({{"A", text_in(0, 0, "a")}});
  nowhere.replace(list + 4, 4, le(7, 4));
  CHECK(refusal_of([&] { table_in(compound(nowhere)); }) == "E_XLS");
}

TEST_CASE("what else lies in such a file is named with the way out") {
  CHECK(refusal_of([] { table_in(compound("x", "EncryptedPackage")); }) == "E_ENCRYPTED");
  CHECK(refusal_of([] { table_with("", record(0x002F, std::string(6, '\0'))); }) == "E_ENCRYPTED");
  CHECK(refusal_of([] { table_in(compound("x", "Book")); }) == "E_XLS");
  CHECK(refusal_of([] { table_in(compound("x", "WordDocument")); }) == "E_XLS");
  CHECK(refusal_of([] { table_in(compound("x", "else")); }) == "E_XLS");
  CHECK(refusal_of([] { table_in(compound(workbook_stream({{"S", ""}}, "", 0x0500))); }) == "E_XLS");
  CHECK(refusal_of([] { rows_of_bytes(xls_of({{"S", ""}}), "a.et", {}); }) == "E_ET");
  CHECK(refusal_of([] { rows_of_bytes("%PDF-1.7\n", "a.xlsx", {}); }) == "E_PDF");
  CHECK(refusal_of([] { rows_of_bytes(std::string("Rar!\x1A\x07\x01\x00", 8), "a.rar", {}); }) == "E_ARCHIVE");
  CHECK(refusal_of([] { rows_of_bytes("7z\xBC\xAF\x27\x1C", "a.7z", {}); }) == "E_ARCHIVE");
  CHECK(refusal_of([] { rows_of_bytes("\x89PNG\r\n", "a.png", {}); }) == "E_PICTURE");
  CHECK(refusal_of([] { rows_of_bytes(std::string("\x09\x08\x08\x00\x00\x05", 6), "a.xls", {}); }) == "E_XLS");
}

TEST_CASE("a single bit that is wrong is never more than a refusal or another word") {
  const std::string whole = xls_of({{"S", text_in(0, 0, "a") + number_in_cell(1, 0, 1)}, {"T", text_in(3, 3, "b")}},
                                   record(0x00FC, le(1, 4) + le(1, 4) + xls_text("shared")));
  for (std::size_t place = 0; place < whole.size(); ++place)
    for (int bit = 0; bit < 8; bit += place < 1024 || place > 2000 ? 3 : 1) {
      std::string bytes = whole;
      bytes[place] = static_cast<char>(bytes[place] ^ 1 << bit);
      const std::string codes = refusal_of([&] {
        for (const OpenedRows& opened : sheets_of_bytes(bytes, "a.xls", {})) table_of(*opened.rows);
      });
      if (codes != "nothing" && codes != "E_XLS" && codes != "E_ENCRYPTED" && codes != "E_NO_SHEET" && place >= 4)
        FAIL_CHECK("byte ", place, " bit ", bit, ": ", codes);
    }
}
