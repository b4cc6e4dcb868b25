#include "files/input/open_rows.h"

#include <doctest/doctest.h>

#include "files/input/workbook_bytes.h"
#include "files/sheet/roster_text.h"

using namespace ksbx;

TEST_CASE("a text that is named like a workbook is read as text and said to be one") {
  for (const char* name : {"名册.xlsx", "名册.XLS", "名册.xlsm"}) {
    CAPTURE(name);
    OpenedRows opened = rows_of_bytes("姓名,班级\n钱试二,1班\n", name, {});
    CHECK(codes_of(opened.problems) == "W_EXTENSION");
    CHECK(opened.form == "utf-8");
    RawRow row;
    REQUIRE(opened.rows->next(row));
    CHECK(row.cells == std::vector<std::string_view>{"姓名", "班级"});
  }
  for (const char* name : {"名册.csv", "名册.txt", "名册", "a.xlsx/名册"}) {
    CAPTURE(name);
    CHECK(rows_of_bytes("姓名,班级\n", name, {}).problems.empty());
  }
}

namespace {

std::string worksheet(const std::string& rows) {
  return "<worksheet><sheetData>" + rows + "</sheetData></worksheet>";
}

// 说明, 七年级, a chart, 八年级, and a hidden 旧名册; the first has no header.
Parts school() {
  Parts parts = workbook_parts("");
  std::string list, rels;
  for (const char* sheet : {"说明", "七年级", "图表", "八年级", "旧名册"}) {
    const std::string name = sheet;
    list +=
        "<sheet name=\"" + name + "\" r:id=\"" + name + "\"" + (name == "旧名册" ? " state=\"veryHidden\"" : "") + "/>";
    rels += relationship(name, name == "图表" ? "chartsheet" : "worksheet", name + ".xml");
    parts["xl/" + name + ".xml"] = worksheet(
        name == "说明" ? row_of({"请用文本格式"}) : row_of({"姓名", "班级", "学校"}) + row_of({name, "1班", "一中"}));
  }
  parts["xl/workbook.xml"] = "<workbook xmlns:r=\"r\"><sheets>" + list + "</sheets></workbook>";
  parts["xl/_rels/workbook.xml.rels"] = "<Relationships>" + rels + "</Relationships>";
  return parts;
}

OpenedRows opened(const Parts& parts, const std::string& name, const std::string& sheet = {}) {
  const auto has_three_cells = [](RowSource& rows) {
    RawRow row;
    return rows.next(row) && row.cells.size() > 2;
  };
  return rows_of_bytes(zipped(parts), name, {{}, sheet, has_three_cells});
}

}  // namespace

TEST_CASE("of several sheets the first visible one with a header is read, and the others are reported") {
  OpenedRows rows = opened(school(), "名册.xlsx");
  CHECK(rows.form == "xlsx");
  CHECK(rows.worksheet == "七年级");
  REQUIRE(rows.problems.size() == 4);
  CHECK(codes_of(rows.problems) == "W_SHEETS_IGNORED W_SHEETS_IGNORED W_SHEETS_IGNORED W_SHEETS_IGNORED");
  CHECK(rows.problems[0].what.zh == "工作表“说明”没有读取。");
  CHECK(rows.problems[2].what.zh == "工作表“八年级”看来也是名册，没有读取。");
  CHECK(rows.problems[3].what.zh == "隐藏的工作表“旧名册”没有读取。");
}

TEST_CASE("a sheet is named by its name, hidden or not, or by its number among the visible ones") {
  CHECK(opened(school(), "名册.xlsx", "八年级").worksheet == "八年级");
  CHECK(opened(school(), "名册.xlsx", "旧名册").worksheet == "旧名册");
  CHECK(opened(school(), "名册.xlsx", "1").worksheet == "说明");
  CHECK(opened(school(), "名册.xlsx", "2").worksheet == "七年级");
  for (const char* missing : {"0", "3", "5", "-1", "九年级", "图表"}) {
    CAPTURE(missing);
    CHECK(refusal_of([&] { opened(school(), "名册.xlsx", missing); }) == "E_NO_SHEET");
  }
  CHECK(refusal_of([] { rows_of_bytes("姓名,班级\n", "名册.csv", {{}, "1"}); }) == "E_NO_SHEET");
}

namespace {

// "七年级 八年级": the sheets that are read, and in brackets what messages call them.
std::string sheets_read(const Parts& parts, const std::string& said = {}) {
  const auto has_three_cells = [](RowSource& rows) {
    RawRow row;
    return rows.next(row) && row.cells.size() > 2;
  };
  std::string all;
  for (const OpenedRows& rows : sheets_of_bytes(zipped(parts), "名册.xlsx", {{}, said, has_three_cells}))
    all += (all.empty() ? "" : " ") + rows.worksheet + "(" + rows.place + ")";
  return all;
}

}  // namespace

TEST_CASE("where all are asked for, every visible sheet with a header is read, and its rows are told apart") {
  CHECK(sheets_read(school()) == "七年级(名册.xlsx[七年级]) 八年级(名册.xlsx[八年级])");
  CHECK(sheets_read(school(), "all") == sheets_read(school()));
  CHECK(sheets_read(workbook_parts(row_of({"姓名", "班级", "学校"}))) == "名册(名册.xlsx)");
}

TEST_CASE("several sheets are named with commas between them, in any order, each once") {
  const std::string both = "八年级(名册.xlsx[八年级]) 七年级(名册.xlsx[七年级])";
  for (const char* said : {"八年级,七年级", "八年级，七年级", " 八年级 , 2, 七年级,", "4,2"}) {
    CAPTURE(said);
    CHECK(sheets_read(school(), said) == both);
  }
  CHECK(sheets_read(school(), "旧名册") == "旧名册(名册.xlsx)");
  for (const char* said : {"七年级,九年级", ",", "图表,七年级"}) {
    CAPTURE(said);
    CHECK(refusal_of([&] { sheets_read(school(), said); }) == "E_NO_SHEET");
  }
}

TEST_CASE("a sheet whose name has a comma in it, or is called all, can be named") {
  Parts parts = school();
  std::string& list = parts["xl/workbook.xml"];
  list.replace(list.find("七年级"), std::string("七年级").size(), "1班,2班");
  list.replace(list.find("八年级"), std::string("八年级").size(), "all");
  CHECK(sheets_read(parts, "1班,2班") == "1班,2班(名册.xlsx)");
  CHECK(sheets_read(parts, "4") == "all(名册.xlsx)");
  CHECK(sheets_read(parts, "all") == "1班,2班(名册.xlsx[1班,2班]) all(名册.xlsx[all])");
}

TEST_CASE("every sheet that is not read is named once with the first that is") {
  const std::vector<OpenedRows> rows =
      sheets_of_bytes(zipped(school()), "名册.xlsx", {{}, "七年级,1", [](RowSource&) { return true; }});
  REQUIRE(rows.size() == 2);
  CHECK(codes_of(rows[0].problems) == "W_SHEETS_IGNORED W_SHEETS_IGNORED W_SHEETS_IGNORED");
  CHECK(rows[1].problems.empty());
}

TEST_CASE("five hundred sheets are read together, and a workbook with more is refused as a whole") {
  const auto with_sheets = [](int count) {
    Parts parts = workbook_parts("");
    std::string list, rels;
    for (int i = 0; i < count; ++i) {
      const std::string name = "s" + std::to_string(i);
      list += "<sheet name=\"" + name + "\" r:id=\"" + name + "\"/>";
      rels += relationship(name, "worksheet", "worksheets/sheet1.xml");
    }
    parts["xl/workbook.xml"] = "<workbook xmlns:r=\"r\"><sheets>" + list + "</sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships>" + rels + "</Relationships>";
    parts["xl/worksheets/sheet1.xml"] = worksheet(row_of({"姓名", "班级", "学校"}));
    return parts;
  };
  CHECK(sheets_read(with_sheets(500)).ends_with("s499(名册.xlsx[s499])"));
  for (const int count : {501, 5000}) {
    CAPTURE(count);
    const Parts parts = with_sheets(count);
    CHECK(refusal_of([&] { sheets_read(parts); }) == "E_TOO_MANY_SHEETS");
    CHECK(sheets_read(parts, "s500,s0") == "s500(名册.xlsx[s500]) s0(名册.xlsx[s0])");
  }
  try {
    sheets_read(with_sheets(10'001));
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(error.problems().front().code == "E_XLSX");
    CHECK(error.problems().front().what.zh.find("超过 10000 项") != std::string::npos);
  }
}

TEST_CASE("a text has no sheets, and all of them are its rows") {
  CHECK(sheets_of_bytes("姓名,班级\n", "名册.csv", {{}, "all"}).size() == 1);
  CHECK(refusal_of([] { sheets_of_bytes("姓名,班级\n", "名册.csv", {{}, "1,2"}); }) == "E_NO_SHEET");
}

TEST_CASE("a workbook of hidden sheets only is not read by guess") {
  Parts parts = workbook_parts("");
  parts["xl/workbook.xml"] =
      "<workbook xmlns:r=\"r\"><sheets><sheet name=\"甲\" state=\"hidden\" r:id=\"rId1\"/></sheets></workbook>";
  CHECK(refusal_of([&] { opened(parts, "名册.xlsx"); }) == "E_NO_SHEET");
  CHECK(opened(parts, "名册.xlsx", "甲").worksheet == "甲");
}

TEST_CASE("a workbook is read as one whatever its name") {
  const Parts parts = workbook_parts(row_of({"姓名", "班级", "学校"}));
  CHECK(opened(parts, "名册.XLSX").problems.empty());
  CHECK(opened(parts, "名册.xlsm").problems.empty());
  for (const char* name : {"名册.csv", "名册.xls", "名册"}) {
    CAPTURE(name);
    CHECK(codes_of(opened(parts, name).problems) == "W_EXTENSION");
  }
}

TEST_CASE("an archive that holds no workbook is refused") {
  CHECK(refusal_of([] { opened({{"名册.csv", "姓名\n"}}, "名册.zip"); }) == "E_XLSX");
  CHECK(refusal_of([] {
          opened({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}}, "名册.ods");
        }) == "E_XLSX");
  const std::string word =
      "<Relationships>" + relationship("a", "officeDocument", "word/document.xml") + "</Relationships>";
  CHECK(refusal_of([&] {
          opened({{"_rels/.rels", word}, {"word/document.xml", "<document/>"}}, "名册.docx");
        }) == "E_XLSX");
  CHECK(refusal_of([] { rows_of_bytes(std::string("PK\x05\x06", 4) + std::string(18, '\0'), "空.zip", {}); }) ==
        "E_XLSX");
}
