#include <doctest/doctest.h>

#include <string>

#include "files/render/html.h"
#include "files/render/render.h"
#include "said.h"

using namespace ksbx;

namespace {

Table printed_duties() {
  return {"duties",
          {"今日任务", "Duties"},
          {{"student", {"学生", "Student"}}, {"days", {"天数", "Days"}}},
          {{Cell{"S-7K3Q"}, Cell{std::int64_t{2}}}, {Cell{"S-1111"}, Cell{}}},
          {{"有 1 项尚不明确", "1 doubt"}}};
}

std::string page_of(const Table& table, Language language = Language::zh) {
  RenderOptions options;
  options.language = language;
  options.made = Moment::parse("2026-11-23T20:00");
  return render(table, Format::html, options);
}

Table one_cell(const std::string& words) {
  return {"t", {words, ""}, {{"value", {words, ""}}}, {{words}}, {{words, ""}}};
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

// A table so wide that its rows become cards on a phone and its page lies on its side.
Table wide(const std::string& heading) {
  Table table{"wide", {"宽表", "wide"}, {}, {{}}};
  for (int i = 0; i < 12; ++i) {
    table.columns.push_back({"c", {heading, ""}});
    table.rows[0].emplace_back("一个不短的格子");
  }
  return table;
}

}  // namespace

TEST_CASE("a page has title, moment, headings, rows and notes, numbers to the right") {
  const std::string page = page_of(printed_duties());
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
  CHECK(contains(page, "<title>今日任务</title>"));
  CHECK(contains(page, "<h1>今日任务</h1>"));
  CHECK(contains(page, "生成于 2026-11-23 20:00，2 行"));
  CHECK(contains(page, "<th scope=\"col\" class=\"s\">学生</th><th scope=\"col\" class=\"n\">天数</th>"));
  CHECK(contains(page, "<td class=\"s\">S-7K3Q</td><td class=\"n\">2</td>"));
  CHECK(contains(page, "<p>注：有 1 项尚不明确</p>"));
}

TEST_CASE("a page in English is English") {
  const std::string page = page_of(printed_duties(), Language::en);
  CHECK(contains(page, "<html lang=\"en\">"));
  CHECK(contains(page, "<h1>Duties</h1>"));
  CHECK(contains(page, "made 2026-11-23 20:00, 2 rows"));
  CHECK(contains(page, "<p>Note: 1 doubt</p>"));
}

TEST_CASE("an empty table says so") {
  Table empty = printed_duties();
  empty.rows.clear();
  CHECK(contains(page_of(empty), "（无）"));
}

TEST_CASE("a page fetches nothing and lets nothing be fetched") {
  for (const Table& table : {printed_duties(), wide("栏")}) {
    const std::string page = page_of(table);
    CHECK(contains(page, "default-src 'none'"));
    for (const char* outside : {"http:", "https:", "//", "url(", "@import", "<link", "src=\""}) {
      CAPTURE(outside);
      CHECK_FALSE(contains(page, outside));
    }
  }
}

TEST_CASE("a name never becomes markup, style or script, wherever it stands") {
  const std::size_t plain_scripts = count(page_of(wide("栏")), "<script");
  for (const std::string& nasty : {std::string("<script>alert(1)</script>"), std::string("</style><script>x</script>"),
                                   std::string("\"><img src=x>"), std::string("'; } * { display:none"),
                                   std::string("\\22 } body{display:none}"), std::string("</title><b>")}) {
    CAPTURE(nasty);
    for (const Table& table : {one_cell(nasty), wide(nasty)}) {
      const std::string page = page_of(table);
      CHECK(count(page, "<script") == plain_scripts);
      CHECK(count(page, "</style>") == 1);
      CHECK(count(page, "</title>") == 1);
      CHECK_FALSE(contains(page, "<img"));
      CHECK_FALSE(contains(page, "<b>"));
      CHECK_FALSE(contains(page, "\"'; }"));
    }
  }
}

TEST_CASE("escape sequences and turned lines are shown, not obeyed") {
  const std::string page = page_of(one_cell("a\x1b[2J\u202e王\nb"));
  CHECK_FALSE(contains(page, "\x1b"));
  CHECK_FALSE(contains(page, "\u202e"));
  CHECK(contains(page, "<td class=\"w\">a\\x1b[2J\\u{202e}王\\x0ab</td>"));
}

TEST_CASE("a wide table lies on its side on paper and becomes cards with headings on a phone") {
  const std::string page = page_of(wide("栏目"));
  CHECK(contains(page, "size:A4 landscape"));
  CHECK(contains(page, "class=\"sorts cards"));
  CHECK(contains(page, "#t1 td:nth-child(12)::before{content:\"栏目\"}"));
  CHECK(contains(page_of(printed_duties()), "size:A4 portrait"));
  CHECK_FALSE(contains(page_of(printed_duties()), "class=\"sorts cards"));
}

TEST_CASE("words in CSS are quoted by their numbers") {
  CHECK(css_words("栏目 a\"b\\") == "栏目 a\\22 b\\5c ");
}

TEST_CASE("headings under a common head stand in two rows, a total is marked, and each heading sorts its own column") {
  const Table table{"changes",
                    {"变动", ""},
                    {{"grade", {"年级", ""}}, {"in_m", {"转入/男", ""}}, {"in_f", {"转入/女", ""}}},
                    {{Cell{"一年级"}, Cell{std::int64_t{2}}, Cell{std::int64_t{1}}},
                     {Cell{"合计"}, Cell{std::int64_t{2}}, Cell{std::int64_t{1}}}}};
  const std::string page = page_of(table);
  CHECK(contains(page, "<th scope=\"col\" rowspan=\"2\" data-place=\"0\""));
  CHECK(contains(page, "<th scope=\"colgroup\" colspan=\"2\">转入</th>"));
  CHECK(contains(page, "data-place=\"2\" class=\"n\">女</th>"));
  CHECK(contains(page, "<tr class=\"total\">"));
  CHECK(count(page, "<tr class=\"total\">") == 1);
}
