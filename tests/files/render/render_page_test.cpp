#include "files/render/render_page.h"

#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "said.h"

using namespace ksbx;

namespace {

Page week() {
  Panel days{{"days",
              {"每天", "Days"},
              {{"day", {"日期", "day"}}, {"n", {"人数", "pupils"}}},
              {{Cell{"2026-10-12"}, Cell{std::int64_t{3}}}, {Cell{"2026-10-13"}, Cell{std::int64_t{0}}}},
              {{"只计无故缺课", "without leave"}}},
             Picture::heat,
             {"day"},
             {"n"}};
  Panel story{
      {"story",
       {"经过", "Story"},
       {{"day", {"日期", ""}}, {"what", {"事情", ""}}, {"words", {"情况", ""}}},
       {{Cell{"2026-10-12"}, Cell{"家访"}, Cell{"<b>见到母亲</b>"}}, {Cell{"2026-10-12"}, Cell{"劝复"}, Cell{}}}},
      Picture::timeline,
      {"day"}};
  Panel empty{{"none", {"文书", "Papers"}, {{"number", {"编号", ""}}}, {}}, Picture::bar, {"number"}, {"number"}};
  return {"week", {"一周", "Week"}, {{"政府线：石桥市", ""}}, {days, story, empty}, {{"到此为止", ""}}};
}

}  // namespace

TEST_CASE("on a terminal the parts of a page stand one below the other") {
  CHECK(render(week(), Format::table) ==
        "一周\n政府线：石桥市\n\n"
        "每天\n日期        人数\n----------  ----\n2026-10-12     3\n2026-10-13     0\n\n注：只计无故缺课\n\n"
        "经过\n日期        事情  情况\n----------  ----  ---------------\n"
        "2026-10-12  家访  <b>见到母亲</b>\n2026-10-12  劝复\n\n"
        "文书\n（无）\n\n到此为止\n");
}

TEST_CASE("in JSON a page is one object with its parts, each as a table of its own") {
  const auto json = nlohmann::json::parse(render(week(), Format::json));
  CHECK(json["schema"] == "ksbx.week");
  CHECK(json["version"] == 1);
  CHECK(json["title"] == "一周");
  CHECK(json["parts"].size() == 3);
  CHECK(json["parts"][0]["rows"][0]["n"] == 3);
  CHECK(json["parts"][2]["rows"].empty());
  CHECK(json["notes"][0] == "到此为止");
}

TEST_CASE("a figure that is not known is a dash on the page, not an empty place and no nought") {
  const Panel now{{"now",
                   {"今天", "Now"},
                   {{"what", {"项目", ""}}, {"n", {"数目", ""}}},
                   {{Cell{"在读学生"}, Cell{std::int64_t{3}}}, {Cell{"待办任务"}, Cell{}}}},
                  Picture::figures,
                  {"what"},
                  {"n"}};
  const std::string html = render(Page{"now", {"一览", "Now"}, {}, {now}}, Format::html);
  CHECK(contains(html, "<dt>在读学生</dt><dd>3</dd>"));
  CHECK(contains(html, "<dt>待办任务</dt><dd>—</dd>"));
}

TEST_CASE("in markdown a page has a heading above those of its parts") {
  const std::string md = render(week(), Format::md);
  CHECK(md.starts_with("# 一周\n"));
  CHECK(contains(md, "\n## 每天\n"));
  CHECK_FALSE(contains(md, "<b>"));
}

TEST_CASE("as html each part has its picture and, after it, the table it was drawn from") {
  const std::string page = render(week(), Format::html);
  CHECK(contains(page, "<h2>每天</h2>\n<svg"));
  CHECK(contains(page, "<details><summary>数据</summary>"));
  CHECK(contains(page, "<td class=\"s\">2026-10-12</td><td class=\"n\">3</td>"));
  CHECK(contains(page, "<p class=\"head\">政府线：石桥市</p>"));
}

TEST_CASE("a timeline says a day once and shows what was written as words") {
  const std::string page = render(week(), Format::html);
  CHECK(
      contains(page, "<li><time>2026-10-12</time><div><b>家访</b><span>&lt;b&gt;见到母亲&lt;/b&gt;</span></div></li>"));
  CHECK(contains(page, "<li class=\"same\"><time>2026-10-12</time><div><b>劝复</b></div></li>"));
}

TEST_CASE("a part without rows has no picture and says so") {
  CHECK(contains(render(week(), Format::html), "<h2>文书</h2>\n<p class=\"none\">（无）</p>"));
}

TEST_CASE("formats of one line a row hold no page") {
  for (Format format : {Format::csv, Format::tsv, Format::jsonl}) CHECK_FALSE(holds_pages(format));
}

TEST_CASE("a page of wide tables and no picture lies on its side, one with a picture stands") {
  Panel wide{{"wide", {"交办单", "Slips"}, {}, {{}}}};
  for (int i = 0; i < 12; ++i) {
    wide.table.columns.push_back({formatted("c{}", i), same_text("一栏")});
    wide.table.rows.front().push_back(Cell{"石桥市第一初级中学"});
  }
  Page slip{"slip", {"交办单", "Slip"}, {}, {wide}};
  CHECK(contains(render(slip, Format::html), "landscape"));
  slip.parts.push_back(week().parts.front());
  CHECK_FALSE(contains(render(slip, Format::html), "landscape"));
}

TEST_CASE("a page of a site has the way up, and cells that lead on; a page that stands alone has neither") {
  RenderOptions options;
  options.links.trail = {{{"全市", "city"}, "../index.html"}, {{"一周", "week"}, {}}};
  options.links.search = {"查找：", "find: "};
  options.links.of_cell = [](const Table& table, const TableRow& row, std::size_t column) {
    return table.columns[column].name == "day" ? "day/" + words_of(row[column]) + ".html\"" : std::string();
  };
  const std::string html = render(week(), Format::html, options);
  CHECK(html.find("<nav class=\"trail\"><a href=\"../index.html\">全市</a> <span>一周</span> </nav>") !=
        std::string::npos);
  CHECK(html.find("<a href=\"day/2026-10-12.html&quot;\">2026-10-12</a>") != std::string::npos);
  CHECK(html.find("<p class=\"finder\" hidden>") != std::string::npos);
  const std::string alone = render(week(), Format::html);
  for (const char* of_a_site : {"<nav", "<a ", "class=\"finder\""}) CHECK(alone.find(of_a_site) == std::string::npos);
}
