#include "files/input/csv_reader.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/utf8.h"
#include "files/sheet/roster_text.h"

using namespace ksbx;

namespace {

CsvReader reader_of(std::string text) {
  return CsvReader(DecodedFile::of_bytes(std::move(text), "表.csv"));
}

std::string name_of(RowFault fault) {
  switch (fault) {
    case RowFault::none: return "";
    case RowFault::no_result: return " no result";
    case RowFault::bare_quote: return " bare";
    case RowFault::stray_quote: return " stray";
    case RowFault::field_too_long: return " field too long";
    case RowFault::record_too_long: return " record too long";
  }
  return "";
}

// "1:[a][b] 2:[c]": each row with its line, cells and fault; long cells by their length.
std::string rows_of(const std::string& text) {
  CsvReader reader = reader_of(text);
  RawRow row;
  std::string all;
  while (reader.next(row)) {
    all += (all.empty() ? "" : " ") + std::to_string(row.line) + ":";
    for (std::string_view cell : row.cells)
      all += cell.size() > 100 ? "[" + std::to_string(cell.size()) + "]" : "[" + std::string(cell) + "]";
    all += name_of(row.fault);
  }
  return all;
}

}  // namespace

TEST_CASE("cells are cut as spreadsheets cut them") {
  struct Case {
    std::string text;
    std::string rows;
  };
  const Case cases[] = {
      {"a,b\nc,d\n", "1:[a][b] 2:[c][d]"},
      {"a,b\r\nc,d", "1:[a][b] 2:[c][d]"},
      {"a,b\rc,d\r", "1:[a][b] 2:[c][d]"},
      {"a,,\n,,\n", "1:[a][][] 2:[][][]"},
      {"a,b\n\nc,d\n", "1:[a][b] 2:[] 3:[c][d]"},
      {"\"a,1\",\"b\"\n", "1:[a,1][b]"},
      {"\"a\"\"b\",\"\"\"\"\n", "1:[a\"b][\"]"},
      {"\"a\nb\",c\nd,e\n", "1:[a\nb][c] 3:[d][e]"},
      {"\"a\r\nb\r\n\",c\r\nd,e", "1:[a\r\nb\r\n][c] 4:[d][e]"},
      {"\"a\" ,b\n", "1:[a][b]"},
      {"a \"b\" c,d\n", "1:[a \"b\" c][d] bare"},
      {"\"a\"b,c\nd,e\n", "1:[\"a\"b][c] stray 2:[d][e]"},
      {"\"a \"b\" c\",d\ne,f\n", "1:[\"a \"b\" c\"][d] stray 2:[e][f]"},
      {"a\tb\nc\td,e\n", "1:[a][b] 2:[c][d,e]"},
      {"a;b\nc;d\n", "1:[a][b] 2:[c][d]"},
      {"甲，乙\n丙，丁\n", "1:[甲][乙] 2:[丙][丁]"},
      {"甲,乙\n丙,\"丁，戊\"\n己，,庚\n", "1:[甲][乙] 2:[丙][丁，戊] 3:[己，][庚]"},
      {"sep=;\na;b,c\n", "2:[a][b,c]"},
      {"sep=,\r\na,b\r\n", "2:[a][b]"},
      {"\"\",\"\"", "1:[][]"},
      {"a", "1:[a]"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(rows_of(c.text) == c.rows);
  }
}

TEST_CASE("every row keeps its physical line however long the file is") {
  std::string text = "编号,住址\n";
  for (int i = 0; i < 60000; ++i) text += std::to_string(i) + ",\"青石镇\n柳树村" + std::to_string(i) + "号\"\r\n";
  CsvReader reader = reader_of(text);
  RawRow row;
  CHECK(reader.next(row));
  for (int i = 0; i < 60000; ++i) {
    REQUIRE(reader.next(row));
    REQUIRE(row.line == 2 + 2 * i);
    REQUIRE(row.cells.at(0) == std::to_string(i));
    REQUIRE(row.cells.at(1) == "青石镇\n柳树村" + std::to_string(i) + "号");
  }
  CHECK_FALSE(reader.next(row));
}

TEST_CASE("how the text is cut into blocks does not matter") {
  // Rows of every length up to beyond the delimiter's, so that block edges fall on quotes, line ends and delimiters
  // alike.
  std::string text = "a，b\r\n";
  for (int i = 0; i < 30000; ++i) text += "\"" + std::string(static_cast<std::size_t>(i % 53), 'x') + "\"\"\"，y\r\n";
  CsvReader reader = reader_of(text);
  RawRow row;
  CHECK(reader.next(row));
  for (int i = 0; i < 30000; ++i) {
    REQUIRE(reader.next(row));
    REQUIRE(row.fault == RowFault::none);
    REQUIRE(row.line == i + 2);
    REQUIRE(row.cells.size() == 2);
    REQUIRE(row.cells[0] == std::string(static_cast<std::size_t>(i % 53), 'x') + "\"");
  }
}

TEST_CASE("a cell of more than 64 KiB rejects its row and no other") {
  std::string long_cell(2'100'000, 'x');
  std::string quoted = "\"" + long_cell + "\n\"\"\n\"";
  CHECK(rows_of("a,b\nc," + std::string(65536, 'x') + "\nd,e\n") == "1:[a][b] 2:[c][65536] 3:[d][e]");
  CHECK(rows_of("a,b\nc," + std::string(65537, 'x') + "\nd,e\n") == "1:[a][b] 2:[c][65537] field too long 3:[d][e]");
  CHECK(rows_of("a,b\nc," + long_cell + ",f\nd,e\n") == "1:[a][b] 2:[c] field too long 3:[d][e]");
  CHECK(rows_of("a,b\nc," + long_cell + "\r\nd,e\n") == "1:[a][b] 2:[c] field too long 3:[d][e]");
  CHECK(rows_of("a,b\nc," + quoted + ",f\nd,e\n") == "1:[a][b] 2:[c] field too long 5:[d][e]");
  CHECK(rows_of("a,b\nc," + long_cell) == "1:[a][b] 2:[c] field too long");
}

TEST_CASE("a record of more than 256 cells or 1 MiB is rejected") {
  std::string wide = "1";
  for (int i = 0; i < 300; ++i) wide += ",2";
  CsvReader reader = reader_of("a,b\n" + wide + "\nd,e\n");
  RawRow row;
  CHECK(reader.next(row));
  CHECK(reader.next(row));
  CHECK(row.fault == RowFault::record_too_long);
  CHECK(row.cells.size() == 256);
  CHECK(reader.next(row));
  CHECK(row.cells == std::vector<std::string_view>{"d", "e"});

  std::string cells;
  for (int i = 0; i < 100; ++i) cells += std::string(60000, 'x') + ",";
  CsvReader long_reader = reader_of("a,b\n" + cells + "\nd,e\n");
  CHECK(long_reader.next(row));
  CHECK(long_reader.next(row));
  CHECK(row.fault == RowFault::record_too_long);
  CHECK(long_reader.next(row));
  CHECK(row.line == 3);
  CHECK(row.cells == std::vector<std::string_view>{"d", "e"});
}

TEST_CASE("a quote that is never closed is reported on the line where it was opened") {
  for (const std::string& rest : {std::string("x\nd,e\n"), std::string(3'000'000, 'x') + "\n"}) {
    CAPTURE(rest.size());
    try {
      rows_of("a,b\n\"1\n2\",\"" + rest);
      FAIL("was not refused");
    } catch (const Error& error) {
      CHECK(codes_of(error.problems()) == "E_UNCLOSED_QUOTE");
      CHECK(error.problems().front().origin == Origin{"表.csv", 3, 0});
    }
  }
}

TEST_CASE("a quoted cell that holds whole rows is a quote that was not closed, on the line where it opens") {
  const std::string head = "a,b,c,d\n1,2,3,4\n";
  const auto refused_on = [](const std::string& text) {
    try {
      rows_of(text);
    } catch (const Error& error) {
      return error.problems().front().code + ":" + std::to_string(error.problems().front().origin.line);
    }
    return std::string("read");
  };
  CHECK(refused_on(head + "1,2,3,\"x\n1,2,3,4\n1,2,3,y\"\n") == "E_UNCLOSED_QUOTE:3");
  CHECK(refused_on(head + "1,\"x,3,4\n1,y\",3,4\n") == "E_UNCLOSED_QUOTE:3");
  CHECK(refused_on("a\tb\tc\n1\t2\t3\n1\t2\t\"x\n1\t2\ty\"\n") == "E_UNCLOSED_QUOTE:3");
  CHECK(refused_on(head + "1,2,3,\"青石镇,柳树村\n3号,东头\"\n") == "read");
  CHECK(refused_on(head + "1,2,3,\"a,b,c,d,e,f\"\n") == "read");
  CHECK(refused_on("a,b\n1,2\n1,\"x,y\nz\"\n") == "read");
}

TEST_CASE("byte order marks and Ctrl-Z where files were joined are not in the cells") {
  CHECK(rows_of("a,b\n\xEF\xBB\xBF\"c\",d\n\xEF\xBB\xBF") == "1:[a][b] 2:[c][d] 3:[]");
  CHECK(rows_of("a,b\nc,\"d\"\x1A") == "1:[a][b] 2:[c][d]");
  CHECK(rows_of("a,b\nc,d\n\x1A") == "1:[a][b] 2:[c][d] 3:[ ]");
}

TEST_CASE("where the delimiter changes, that of the header cuts") {
  const std::string comma = "a,b,c\n1,2,3\n", semicolon = "1;2;3\n1;2;3\n1;2;3\n1;2;3\n";
  CHECK(reader_of(comma + semicolon).delimiter() == ",");
  CHECK(reader_of("a;b;c\n" + comma + comma).delimiter() == ";");
}
