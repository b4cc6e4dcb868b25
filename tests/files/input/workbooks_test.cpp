// The workbooks of tests/files/workbooks, as other programs wrote them.
#include <doctest/doctest.h>

#include "files/cell/cell.h"
#include "files/sheet/roster_text.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

const std::string workbooks = std::string(KSBX_SOURCE_DIR) + "/tests/files/workbooks/";

std::string rows_of(Sheet& sheet) {
  std::string all;
  while (const Row* row = sheet.next()) {
    all += (all.empty() ? "" : " ") + std::to_string(row->line());
    for (ColumnName column : {ColumnName::name, ColumnName::id_number, ColumnName::birth_date, ColumnName::phone})
      all += "|" + std::string(row->cell(column));
    if (!row->problems().empty()) all += "(" + codes_of(row->problems()) + ")";
  }
  return all;
}

}  // namespace

TEST_CASE("a workbook that a script wrote reads like the roster it is") {
  Sheet sheet = Sheet::open(workbooks + "openpyxl.xlsx", layouts({}));
  CHECK(sheet.worksheet() == "七年级");
  CHECK(sheet.header_line() == 2);
  CHECK(rows_of(sheet) ==
        "3|钱试二|99018120130204103X|2013-02-04|10000000001 4|孙试三|9.90181201303071E+17|2013-03-07|10000000002 "
        "5|李试四||2013年4月10日|10000000003(W_FORMULA_NO_VALUE)");
  CHECK(codes_of(sheet.problems()) == "W_IGNORED_COLUMNS W_SHEETS_IGNORED");
}

TEST_CASE("a workbook that LibreOffice saved reads like the roster it is") {
  Sheet sheet = Sheet::open(workbooks + "libreoffice.xlsx", layouts({}));
  CHECK(sheet.worksheet() == "七年级");
  CHECK(rows_of(sheet) ==
        "3|钱试二|99018120130204103X|2013-02-04|10000000001 4|孙试三|9.90181201303071E+17|2013-03-07|10000000002 "
        "5|李试四|99018120130410107X|2013年4月10日|10000000003(W_FORMULA_NO_VALUE)");
  CHECK(codes_of(sheet.problems()) == "W_IGNORED_COLUMNS W_SHEETS_IGNORED");
}

TEST_CASE("an id number that was held as a number is never trusted, even if its check character fits") {
  for (const char* cell : {"9.90181201303071E+17", "9.90000000000000E+17", "1.00000000000000e+15"}) {
    CAPTURE(cell);
    CHECK(read_id_number(cell) == ReadIdNumber{std::nullopt, CellIssue::id_precision});
  }
  CHECK(read_id_number("9.90181E+17").issue == CellIssue::id_scientific);
}

TEST_CASE("an old workbook that LibreOffice saved reads like the new one, apart from what only the new one says") {
  Sheet sheet = Sheet::open(workbooks + "libreoffice.xls", layouts({}));
  CHECK(sheet.form() == "xls");
  CHECK(sheet.worksheet() == "七年级");
  CHECK(rows_of(sheet) ==
        "3|钱试二|99018120130204103X|2013-02-04|10000000001 4|孙试三|9.90181201303071E+17|2013-03-07|10000000002 "
        "5|李试四|99018120130410107X|2013年4月10日|10000000003(W_FORMULA_NO_VALUE)");
  CHECK(codes_of(sheet.problems()) == "W_IGNORED_COLUMNS W_SHEETS_IGNORED");
}

TEST_CASE("an old workbook that a web system wrote is one roster of all its classes") {
  std::vector<Sheet> sheets = Sheet::open_all(workbooks + "xlwt.xls", layouts({}));
  REQUIRE(sheets.size() == 2);
  CHECK(codes_of(sheets[0].problems()) == "W_SHEETS_IGNORED");
  CHECK(rows_of(sheets[0]) ==
        "2|学试一||2013-02-01|10000000001 3|学试二||2013-02-02|10000000002 4|学试三||2013-02-03|10000000003 "
        "5|学试四||2013-02-04|10000000004 6|学试五||2013-02-05|10000000005");
  for (int line = 2; line <= 6; ++line) {
    const Row* row = sheets[1].next();
    REQUIRE(row != nullptr);
    CHECK(row->cell(ColumnName::school_code) == "9990180001");  // merged down the page
  }
}
