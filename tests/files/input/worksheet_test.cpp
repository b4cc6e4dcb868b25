#include "files/input/worksheet.h"

#include <doctest/doctest.h>

#include "files/input/open_rows.h"
#include "files/input/workbook_bytes.h"
#include "files/shape/find_shape.h"
#include "files/sheet/roster_text.h"
#include "files/sheet/sheet.h"

using namespace ksbx;

namespace {

std::string rows_of(const Parts& parts) {
  OpenedRows opened = rows_of_bytes(zipped(parts), "名册.xlsx", {});
  std::string all;
  RawRow row;
  while (opened.rows->next(row)) {
    all += (all.empty() ? "" : " ") + std::to_string(row.line) + ":";
    for (std::size_t i = 0; i < row.cells.size(); ++i) all += (i == 0 ? "" : "|") + std::string(row.cells[i]);
    if (row.fault == RowFault::no_result) all += "!" + std::to_string(row.fault_cell);
    if (row.fault == RowFault::field_too_long) all = "a cell is too long";
    if (row.fault == RowFault::record_too_long) all = "the row is too long";
  }
  return all;
}

std::string rows_of(const std::string& rows) {
  return rows_of(workbook_parts(rows));
}

std::string one_cell(const std::string& cell) {
  return rows_of("<row>" + cell + "</row>");
}

std::string refusal(const Parts& parts) {
  return refusal_of([&] { rows_of(parts); });
}

std::string refusal(const std::string& rows) {
  return refusal(workbook_parts(rows));
}

// Read to its end, nothing kept.
std::string refused(const std::string& bytes) {
  return refusal_of([&] {
    OpenedRows opened = rows_of_bytes(bytes, "名册.xlsx", {});
    RawRow row;
    while (opened.rows->next(row)) {
    }
  });
}

// Cells 0, 1, 2 … of these formats; from 164 on they are written down.
Parts with_formats(const std::string& rows, const std::vector<int>& formats) {
  std::string styles =
      "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
      "<numFmt numFmtId=\"165\" formatCode=\"[h]:mm\"/></numFmts><cellStyleXfs><xf "
      "numFmtId=\"14\"/></cellStyleXfs><cellXfs>";
  for (int format : formats) styles += "<xf numFmtId=\"" + std::to_string(format) + "\"/>";
  return workbook_parts(rows, {{"xl/styles.xml", styles + "</cellXfs></styleSheet>"}});
}

}  // namespace

TEST_CASE("each kind of cell reads as it would have been typed") {
  CHECK(one_cell("<c><v>7</v></c>") == "1:7");
  CHECK(one_cell("<c t=\"n\"><v>1.0E4</v></c>") == "1:10000");
  CHECK(one_cell("<c t=\"n\"><v>990181201303070927</v></c>") == "1:9.90181201303071E+17");
  CHECK(one_cell("<c t=\"str\"><f>A1</f><v>钱试二</v></c>") == "1:钱试二");
  CHECK(one_cell("<c t=\"b\"><v>1</v></c>") == "1:TRUE");
  CHECK(one_cell("<c t=\"b\"><v>0</v></c>") == "1:FALSE");
  CHECK(one_cell("<c t=\"d\"><v>2013-02-04T00:00:00</v></c>") == "1:2013-02-04T00:00:00");
  CHECK(one_cell("<c t=\"inlineStr\"><is><t>钱</t></is></c>") == "1:钱");
  CHECK(one_cell("<c t=\"n\"><v>七</v></c>") == "1:七");
  CHECK(one_cell("<c/>") == "1:");
  CHECK(one_cell("<c t=\"str\"><v>_x0031_班_x000D_\n_x005F_x0031__xD800__x12</v></c>") ==
        "1:1班\r\n_x0031__xD800__x12");
}

TEST_CASE("a text is read without how it is pronounced, in however many runs it is written") {
  const std::string shared =
      "<sst><si><t>姓名</t></si><si><r><rPr><b/></rPr><t>钱</t></r><r><t xml:space=\"preserve\"> 试</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>QIAN</t></rPh><phoneticPr fontId=\"1\"/></si><si/></sst>";
  const std::string rows =
      "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c "
      "t=\"inlineStr\"><is><r><t>孙</t></r><rPh><t>SUN</t></rPh><r><t>三</t></r></is></c></row>";
  CHECK(rows_of(workbook_parts(rows, {{"xl/sharedStrings.xml", shared}})) == "1:姓名|钱 试||孙三");
  CHECK(refusal(workbook_parts("<row><c t=\"s\"><v>3</v></c></row>", {{"xl/sharedStrings.xml", shared}})) == "E_XLSX");
  CHECK(refusal("<row><c t=\"s\"><v>0</v></c></row>") == "E_XLSX");
}

TEST_CASE("a date reads as a date whatever its format, and a number does not") {
  const std::string rows =
      "<row><c s=\"0\"><v>41309</v></c><c s=\"1\"><v>41309.5</v></c><c s=\"2\"><v>41309</v></c><c "
      "s=\"3\"><v>41309</v></c>"
      "<c s=\"4\"><v>41309</v></c><c s=\"5\"><v>41309</v></c><c s=\"2\"><v>990181201303070927</v></c><c "
      "s=\"2\"><v>0</v></c>"
      "<c s=\"99\"><v>41309</v></c></row>";
  const Parts parts = with_formats(rows, {0, 14, 164, 31, 58, 165});
  CHECK(rows_of(parts) == "1:41309|2013-02-04|2013-02-04|2013-02-04|2013-02-04|41309|9.90181201303071E+17|0|41309");
  Parts of_1904 = parts;
  of_1904["xl/workbook.xml"] =
      "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"a\" "
      "r:id=\"rId1\"/></sheets></workbook>";
  of_1904["xl/worksheets/sheet1.xml"] =
      "<worksheet><sheetData><row><c s=\"1\"><v>39847</v></c></row></sheetData></worksheet>";
  CHECK(rows_of(of_1904) == "1:2013-02-04");
}

TEST_CASE("a formula gives its stored result, and says so where it has none") {
  CHECK(one_cell("<c><f>1+1</f><v>2</v></c>") == "1:2");
  CHECK(one_cell("<c t=\"str\"><f>\"\"</f><v></v></c>") == "1:");
  CHECK(one_cell("<c><v>1</v></c><c><f>B1</f></c>") == "1:1!2");
  CHECK(one_cell("<c><f>B1</f><v/></c>") == "1:!1");
  CHECK(one_cell("<c t=\"str\"><f>B1</f></c>") == "1:!1");
  CHECK(one_cell("<c t=\"e\"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c>") == "1:!1");
}

TEST_CASE("rows and cells keep their places where empty ones are left out") {
  CHECK(rows_of("<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"D2\"><v>2</v></c></row><row r=\"9\"><c "
                "r=\"A9\"><v>3</v></c></row>") == "2:|1||2 9:3|||");
  CHECK(rows_of("<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c r=\"b3\"><v>3</v></c></row>") ==
        "1:1|2 2:| 3:|3");
  CHECK(rows_of("<row><c r=\"XFD1\" s=\"1\"/></row>") == "1:");
  CHECK(rows_of("") == "");
}

TEST_CASE("a class that is written once next to its pupils is the class of each, a name is not") {
  const auto row = [](const std::vector<std::string>& cells) {
    std::string all = "<row>";
    for (const std::string& cell : cells) all += cell.empty() ? "<c/>" : text_cell(cell);
    return all + "</row>";
  };
  const std::string rows =
      row({"石桥市第一初级中学2026年秋季花名册"}) + row({"年级", "班级", "姓名", "成员1姓名", "学校名称"}) +
      row({"七年级", "1班", "钱试二", "钱家长", "一中"}) + row({"", "", "", "钱家长二"}) + row({"", "", "孙试三", ""}) +
      row({"", "2班", "李试四", ""}) + row({"", "", "", ""}) + row({"", "", "周试五", ""});
  const std::string merged =
      "<mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"B3:B5\"/><mergeCell ref=\"A3:A8\"/><mergeCell "
      "ref=\"E3:E8\"/>"
      "<mergeCell ref=\"C3:C4\"/><mergeCell ref=\"B6:B7\"/><mergeCell ref=\"B8\"/><mergeCell "
      "ref=\"ZZZZ1:A0\"/></mergeCells>";
  Sheet sheet = Sheet::of_bytes(
      zipped(workbook_parts(rows, {{"xl/worksheets/sheet1.xml",
                                    "<worksheet><sheetData>" + rows + "</sheetData>" + merged + "</worksheet>"}})),
      "名册.xlsx", layouts({}));
  std::string all;
  while (const Row* one = sheet.next())
    all += std::string(one->cell(ColumnName::grade)) + "|" + std::string(one->cell(ColumnName::school_class)) + "|" +
           std::string(one->cell(ColumnName::name)) + "\n";
  CHECK(all ==
        "七年级|1班|钱试二\n"
        "七年级|1班|\n"
        "七年级|1班|孙试三\n"
        "七年级|2班|李试四\n"
        "七年级||周试五\n");
}

TEST_CASE("a mark that is merged over several days or pupils is that of each") {
  const auto row = [](const std::vector<std::string>& cells) {
    std::string all = "<row>";
    for (const std::string& cell : cells) all += cell.empty() ? "<c/>" : text_cell(cell);
    return all + "</row>";
  };
  const std::string rows = row({"七1班2026年11月考勤表"}) + row({"姓名", "2", "3", "4", "5", "6"}) +
                           row({"钱试二", "√", "病假", "", "", "研学"}) + row({"孙试三", "√", "√", "√", "√", ""});
  const std::string merged =
      "<mergeCells><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"C3:E3\"/><mergeCell ref=\"F3:F4\"/></mergeCells>";
  SheetOptions options;
  options.shape = find_shape;
  options.today = Day::of(2026, 11, 23);
  Sheet sheet = Sheet::of_bytes(
      zipped(workbook_parts(rows, {{"xl/worksheets/sheet1.xml",
                                    "<worksheet><sheetData>" + rows + "</sheetData>" + merged + "</worksheet>"}})),
      "考勤.xlsx", layouts({}), options);
  std::string all;
  while (const Row* one = sheet.next())
    all += std::string(one->cell(ColumnName::date).substr(8)) + std::string(one->cell(ColumnName::attendance)) + " ";
  CHECK(all == "02√ 03病假 04病假 05病假 06研学 02√ 03√ 04√ 05√ 06研学 ");
}

TEST_CASE("a row or a cell that no roster has is reported, not cut") {
  CHECK(one_cell("<c r=\"IW1\"><v>1</v></c>") == "the row is too long");
  CHECK(one_cell(text_cell(std::string(65'537, 'x'))) == "a cell is too long");
  std::string row;
  for (int i = 0; i < 20; ++i) row += text_cell(std::string(65'000, 'x'));
  CHECK(one_cell(row) == "the row is too long");
}

TEST_CASE("prefixes and the strict edition of the standard make no difference") {
  Parts parts = workbook_parts("");
  parts["xl/worksheets/sheet1.xml"] =
      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row r=\"1\"><x:c "
      "r=\"A1\" "
      "t=\"inlineStr\"><x:is><x:t>钱</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>";
  parts["_rels/.rels"] =
      "<Relationships><Relationship Id=\"a\" "
      "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
      "Target=\"/xl/workbook.xml\"/></Relationships>";
  for (const char* target : {"/xl/worksheets/sheet1.xml", "worksheets/sheet1.xml", "../xl/worksheets/sheet1.xml",
                             "./worksheets/sheet1.xml", "worksheets\\sheet1.xml", "Worksheets/Sheet1.xml"}) {
    CAPTURE(target);
    parts["xl/_rels/workbook.xml.rels"] =
        "<Relationships>" + relationship("rId1", "worksheet", target) + "</Relationships>";
    CHECK(rows_of(parts) == "1:钱");
  }
}

TEST_CASE("a workbook that is damaged is refused, not read in part") {
  CHECK(refusal("<row><c r=\"1A\"><v>1</v></c></row>") == "E_XLSX");
  CHECK(refusal("<row><c r=\"ZZZ1\"><v>1</v></c></row>") == "E_XLSX");
  CHECK(refusal("<row><c r=\"B1\"/><c r=\"A1\"/></row>") == "E_XLSX");
  CHECK(refusal("<row r=\"2\"/><row r=\"1\"/>") == "E_XLSX");
  CHECK(refusal("<row r=\"1048577\"/>") == "E_XLSX");
  CHECK(refusal("<row r=\"-1\"/>") == "E_XLSX");
  CHECK(refusal("<row>") == "E_XLSX");
  CHECK(refusal("<row/>&no;") == "E_XLSX");
  CHECK(refusal("<row/>\x01") == "E_XLSX");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK(refusal(deep) == "E_XLSX");
  CHECK(refusal("<row a=\"" + std::string(3'000'000, 'x') + "\"/>") == "E_XLSX");
  for (const char* part : {"xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"}) {
    CAPTURE(part);
    Parts parts = workbook_parts("");
    parts.erase(part);
    CHECK(refusal(parts) != "nothing");
    parts[part] = "no XML";
    CHECK(refusal(parts) == "E_XLSX");
  }
}

TEST_CASE("declarations that can make a small file large are refused") {
  Parts parts = workbook_parts("");
  const std::string laughs =
      "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData>"
      "<row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
  for (const char* part : {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"}) {
    CAPTURE(part);
    Parts hostile = parts;
    hostile[part] = laughs;
    CHECK(refusal(hostile) == "E_DOCTYPE");
  }
}

TEST_CASE("what unpacks to far more than it is, is refused") {
  CHECK(refusal(workbook_parts(std::string(40'000'000, ' '))) == "E_ZIP_BOMB");
  Parts many = workbook_parts("");
  for (int i = 0; i < 10'001; ++i) many["a" + std::to_string(i)] = "";
  CHECK(refusal(many) == "E_ZIP_BOMB");
  Parts texts = workbook_parts("");
  texts["xl/sharedStrings.xml"] = "<sst>" + std::string(30'000'000, ' ') + "</sst>";
  CHECK(refusal(texts) == "E_ZIP_BOMB");
}

TEST_CASE("a small workbook whose cells all have the same long text is refused before it is a gibibyte") {
  std::string row = "<row>", rows;
  for (int i = 0; i < 17; ++i) row += "<c t=\"s\"><v>0</v></c>";
  for (int i = 0; i < 1'100; ++i) rows += row + "</row>";
  Parts parts = workbook_parts(rows);
  parts["xl/sharedStrings.xml"] = "<sst><si><t>" + std::string(60'000, 'x') + "</t></si></sst>";
  CHECK(refused(zipped(parts)) == "E_XLSX");
}

TEST_CASE("an archive cut short or changed on its way is refused") {
  const std::string whole = zipped(workbook_parts(row_of({"姓名", "班级"}) + row_of({"钱试二", "1班"})));
  CHECK(refused(whole) == "nothing");
  for (std::size_t length = 4; length < whole.size(); length += 7) CHECK(refused(whole.substr(0, length)) != "nothing");
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    refused(changed);  // whatever it says, it comes back
  }
}
