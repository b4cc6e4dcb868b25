#include <doctest/doctest.h>

#include "base/page.h"
#include "files/input/open_rows.h"
#include "files/render/render_page.h"

using namespace ksbx;

namespace {

Table pupils() {
  Table table{"pupils",
              text("学生", "Pupils"),
              {{"name", text("姓名", "name")},
               {"id", text("身份证件号", "id")},
               {"born", text("出生日期", "born")},
               {"days", text("天数", "days")},
               {"rate", text("出勤率", "rate")}},
              {}};
  table.columns[2].type = ColumnType::date;
  table.columns[3].type = ColumnType::count;
  table.columns[4].type = ColumnType::percent;
  table.rows = {{std::string("钱试二"), std::string("990181201303071046"), std::string("2013-03-07"), std::int64_t{3},
                 std::string("98.30")},
                {std::string("=1+1\x1b"), Cell{}, std::string("不详"), Cell{}, std::string("—")}};
  return table;
}

// All rows of a sheet as import reads them, cells with "|" between.
std::string rows_in(const std::string& workbook, const std::string& sheet) {
  RowOptions options;
  options.worksheet = sheet;
  const OpenedRows opened = rows_of_bytes(workbook, "报表.xlsx", options);
  std::string all;
  RawRow row;
  while (opened.rows->next(row)) {
    for (std::size_t i = 0; i < row.cells.size(); ++i) all += (i > 0 ? "|" : "") + std::string(row.cells[i]);
    all += "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("a report as a workbook can be read again, with every digit of an id number") {
  CHECK(rows_in(render(pupils(), Format::xlsx), "学生") ==
        "姓名|身份证件号|出生日期|天数|出勤率\n"
        "钱试二|990181201303071046|2013-03-07|3|0.983\n"
        "=1+1\\x1b||不详||—\n");
}

TEST_CASE("a report of a city has its title, and who fills it in, above the headings") {
  Table report = pupils();
  report.city = "石桥市";
  CHECK(rows_in(render(report, Format::xlsx), "学生") ==
        "学生\n"
        "填报单位：石桥市　　填报人：＿＿＿＿＿　　审核人：＿＿＿＿＿　　填报日期：＿＿＿＿＿\n"
        "姓名|身份证件号|出生日期|天数|出勤率\n"
        "钱试二|990181201303071046|2013-03-07|3|0.983\n"
        "=1+1\\x1b||不详||—\n");
}

TEST_CASE("a per cent is a number of which a workbook can take the mean, without what a division adds to it") {
  Table table{
      "rates", text("比率", "rates"), {{"rate", text("出勤率", "rate"), Privacy::none, ColumnType::percent}}, {}};
  table.rows = {{std::string("99.99")}, {std::string("100.00")}, {std::string("-0.23")}};
  CHECK(rows_in(render(table, Format::xlsx), "比率") == "出勤率\n0.9999\n1\n-0.0023\n");
}

TEST_CASE("the same report gives the same workbook, byte for byte") {
  CHECK(render(pupils(), Format::xlsx) == render(pupils(), Format::xlsx));
}

TEST_CASE("notes stand on a sheet of their own, and a page has a sheet for each part") {
  Table noted = pupils();
  noted.notes.push_back(text("有 1 人不详", "1 unknown"));
  CHECK(rows_in(render(noted, Format::xlsx), "说明") == "学生\n有 1 人不详\n");
  Page page{"page", text("一览", "overview"), {}, {}, {}};
  page.parts.push_back({pupils()});
  page.parts.push_back({pupils()});
  const std::string workbook = render(page, Format::xlsx);
  CHECK(rows_in(workbook, "1") == rows_in(workbook, "2"));
}

TEST_CASE("headings under a common head have a row of their own, and the report can still be read") {
  Table table{"changes",
              text("变动", "changes"),
              {{"grade", text("年级", "grade")},
               {"in_m", text("转入/男", "in/m"), Privacy::none, ColumnType::count},
               {"in_f", text("转入/女", "in/f"), Privacy::none, ColumnType::count}},
              {}};
  table.rows = {{std::string("一年级"), std::int64_t{2}, std::int64_t{1}},
                {std::string("合计"), std::int64_t{2}, std::int64_t{1}}};
  const std::string rows = rows_in(render(table, Format::xlsx), "变动");
  CHECK(rows.starts_with("|转入"));
  CHECK(rows.ends_with("年级|男|女\n一年级|2|1\n合计|2|1\n"));
}

TEST_CASE("a page begins with its cover: the title, what is known, and room for what people write") {
  Page page{"monthly", text("控辍保学情况报表", "papers"), {}, {}, {}};
  Table cover{"cover", text("封面", "cover"), {{"what", text("项目", "what")}, {"value", text("内容", "value")}}, {}};
  cover.rows = {{std::string("填报单位"), std::string("石桥市教育局")}, {std::string("填报人"), Cell{}}};
  page.parts.push_back({cover, Picture::cover, {"what"}, {"value"}});
  page.parts.push_back({pupils()});
  const std::string workbook = render(page, Format::xlsx);
  const std::string sheet = rows_in(workbook, "封面");
  CHECK(sheet.find("控辍保学情况报表") != std::string::npos);
  CHECK(sheet.find("填报单位|石桥市教育局") != std::string::npos);
  CHECK(sheet.find("填报人") != std::string::npos);
  CHECK(rows_in(workbook, "学生").find("钱试二") != std::string::npos);
}
