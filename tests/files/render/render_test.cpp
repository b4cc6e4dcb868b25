#include "files/render/render.h"

#include <doctest/doctest.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <string>

#include "base/utf8.h"

using namespace ksbx;

namespace {

Cell word_cell(std::string text) {
  return text;
}
Cell number(std::int64_t value) {
  return value;
}

Table duties() {
  return {"duties",
          {"今日任务", "Duties"},
          {{"student", {"学生", "Student"}}, {"action", {"任务", "Duty"}}, {"days", {"天数", "Days"}}},
          {{word_cell("S-7K3Q"), word_cell("家访并劝复"), number(2)},
           {word_cell("S-9A0B"), word_cell("电话联系"), number(12)},
           {word_cell("S-1111"), Cell{}, Cell{}}},
          {{"有 1 项尚不明确", "1 doubt"}}};
}

Table one_cell(Cell cell) {
  return {"t", {}, {{"value", {"值", "Value"}}}, {{std::move(cell)}}};
}

Table nothing() {
  return {"duties", {"今日任务", "Duties"}, {{"student", {"学生", "Student"}}}, {}};
}

// What is below the header.
std::string cell_as(Format format, const std::string& text, RenderOptions options = {}) {
  const std::string whole = render(one_cell(text), format, options);
  return whole.substr(whole.find('\n') + 1);
}

RenderOptions excel() {
  RenderOptions options;
  options.excel = true;
  return options;
}

RenderOptions wide(int width) {
  RenderOptions options;
  options.width = width;
  return options;
}

}  // namespace

TEST_CASE("a table stands straight under Chinese text, numbers to the right") {
  CHECK(render(duties(), Format::table) ==
        "今日任务\n"
        "学生    任务        天数\n"
        "------  ----------  ----\n"
        "S-7K3Q  家访并劝复     2\n"
        "S-9A0B  电话联系      12\n"
        "S-1111\n"
        "\n"
        "注：有 1 项尚不明确\n");
}

TEST_CASE("a table in English has English headings and notes") {
  RenderOptions english;
  english.language = Language::en;
  const std::string shown = render(duties(), Format::table, english);
  CHECK(shown.find("Student  Duty") != std::string::npos);
  CHECK(shown.find("Note: 1 doubt\n") != std::string::npos);
}

TEST_CASE("the widest text is cut until a line fits the terminal") {
  for (int width = 22; width <= 30; ++width) {
    const std::string shown = render(duties(), Format::table, wide(width));
    CAPTURE(width);
    CAPTURE(shown);
    for (std::size_t start = 0; start < shown.size();) {
      const std::size_t end = shown.find('\n', start);
      CHECK(display_width(shown.substr(start, end - start)) <= width);
      start = end + 1;
    }
    CHECK((shown.find("…") != std::string::npos) == (width < 24));
    CHECK(shown.find("S-7K3Q") != std::string::npos);  // the short column is spared
  }
}

TEST_CASE("a terminal too narrow for a report shows fewer columns and says which are missing") {
  CHECK(render(duties(), Format::table, wide(18)) ==
        "今日任务\n"
        "学生    任务\n"
        "------  ----------\n"
        "S-7K3Q  家访并劝复\n"
        "S-9A0B  电话联系\n"
        "S-1111\n"
        "\n"
        "注：有 1 项尚不明确\n"
        "注：屏幕放不下，没有显示：天数。加宽窗口，或用 -o 写进文件\n");
  CHECK(render(duties(), Format::table, wide(1)).find("没有显示：任务、天数") != std::string::npos);
}

TEST_CASE("a date or a short code is never cut, the words next to it are") {
  Table table{"t", {}, {{"due", {"到期", "Due"}}, {"action", {"任务", "Duty"}}}, {}};
  table.rows.push_back({word_cell("2026-11-23"), word_cell("亲自家访，问明原因并劝复")});
  const std::string shown = render(table, Format::table, wide(22));
  CHECK(shown.find("2026-11-23  亲自家访…") != std::string::npos);
}

TEST_CASE("where there is no room the city's own name goes before anything is cut") {
  Table table{"t", {}, {{"school", {"学校", "School"}}, {"days", {"天数", "Days"}}}, {}};
  table.city = "石桥市";
  table.rows = {{word_cell("石桥市第一初级中学 七年级 1班"), number(2)}, {word_cell("石桥市"), number(3)}};
  CHECK(render(table, Format::table, wide(35)).find("石桥市第一初级中学 七年级 1班") != std::string::npos);
  CHECK(render(table, Format::table, wide(29)) ==
        "学校                     天数\n"
        "-----------------------  ----\n"
        "第一初级中学 七年级 1班     2\n"
        "石桥市                      3\n");
  table.rows.push_back({word_cell("第一初级中学 七年级 1班"), number(4)});  // another one, of another city
  CHECK(render(table, Format::table, wide(29)).find("石桥市第一初级中学 七…") != std::string::npos);
}

TEST_CASE("what begins alike is cut in the middle, so that rows can be told apart") {
  Table table{"t", {}, {{"class", {"班级", "Class"}}, {"days", {"天数", "Days"}}}, {}};
  table.rows = {{word_cell("第一初级中学 七年级 1班"), number(2)}, {word_cell("第一初级中学 七年级 2班"), number(3)}};
  const std::string shown = render(table, Format::table, wide(22));
  CHECK(shown.find("第一… 七年级 1班") != std::string::npos);
  CHECK(shown.find("第一… 七年级 2班") != std::string::npos);
}

TEST_CASE("columns go by their rank, empty ones first, and a number of a document is never cut") {
  Column document{"document", {"编号", "Number"}};
  document.type = ColumnType::code;
  Column due{"due", {"期限", "Due"}};
  due.rank = 1;
  const Table table{
      "t",
      {},
      {{"action", {"任务", "Duty"}}, document, {"day", {"办结", "Done"}}, {"days", {"天数", "Days"}}, due},
      {{word_cell("书面通知监护人"), word_cell("控辍〔2026〕9990180001-政-0002"), Cell{}, number(2),
        word_cell("2026-11-23")}}};
  CHECK(render(table, Format::table, wide(64)) ==
        "任务            编号                            天数  期限\n"
        "--------------  ------------------------------  ----  ----------\n"
        "书面通知监护人  控辍〔2026〕9990180001-政-0002     2  2026-11-23\n"
        "\n"
        "注：屏幕放不下，没有显示：办结。加宽窗口，或用 -o 写进文件\n");
  CHECK(render(table, Format::table, wide(52)) ==
        "任务      编号                            期限\n"
        "--------  ------------------------------  ----------\n"
        "书面通…   控辍〔2026〕9990180001-政-0002  2026-11-23\n"
        "\n"
        "注：屏幕放不下，没有显示：办结、天数。加宽窗口，或用 -o 写进文件\n");
}

TEST_CASE("a long heading over short figures takes two lines before a column goes") {
  const Table table{"t",
                    {},
                    {{"school", {"学校", "School"}},
                     {"dropout", {"辍学率（实名口径）", "Drop-outs (by name)"}},
                     {"missed", {"无故缺课半天数", "Sessions missed"}}},
                    {{word_cell("第一初级中学"), word_cell("0.53"), number(12)}}};
  CHECK(render(table, Format::table, wide(50)) ==
        "学校          辍学率（实名口径）  无故缺课半天数\n"
        "------------  ------------------  --------------\n"
        "第一初级中学  0.53                            12\n");
  CHECK(render(table, Format::table, wide(44)) ==
        "              辍学率\n"
        "学校          （实名口径）  无故缺课半天数\n"
        "------------  ------------  --------------\n"
        "第一初级中学  0.53                      12\n");
  CHECK(render(table, Format::table, wide(36)) ==
        "              辍学率        无故缺课\n"
        "学校          （实名口径）    半天数\n"
        "------------  ------------  --------\n"
        "第一初级中学  0.53                12\n");
  RenderOptions english = wide(36);
  english.language = Language::en;
  CHECK(render(table, Format::table, english)
            .starts_with("              Drop-outs  Sessions\n"
                         "School        (by name)    missed\n"));
}

TEST_CASE("what a row is about keeps its room while other texts give way") {
  Column place{"place", {"班级", "Class"}};
  place.rank = 2;
  const Table table{"t",
                    {},
                    {{"note", {"说明", "Note"}}, place},
                    {{word_cell("家长说孩子身体不舒服，下周一再来"), word_cell("第一初级中学 七年级 1班")}}};
  CHECK(render(table, Format::table, wide(34)).find("家长说孩…  第一初级中学 七年级 1班") != std::string::npos);
}

TEST_CASE("on a terminal headings are bold, and nothing but looks depends on it") {
  RenderOptions emphasised;
  emphasised.emphasis = true;
  std::string shown = render(duties(), Format::table, emphasised);
  CHECK(shown.find("\033[1m学生") != std::string::npos);
  for (const std::string paint : {"\033[1m", "\033[2m", "\033[0m"})
    for (std::size_t at = shown.find(paint); at != std::string::npos; at = shown.find(paint))
      shown.erase(at, paint.size());
  CHECK(shown == render(duties(), Format::table));
}

TEST_CASE("an empty report says so in every format") {
  RenderOptions english;
  english.language = Language::en;
  CHECK(render(nothing(), Format::table) == "今日任务\n（无）\n");
  CHECK(render(nothing(), Format::table, english) == "Duties\n(none)\n");
  CHECK(render(nothing(), Format::csv) == "student\n");
  CHECK(render(nothing(), Format::tsv) == "student\n");
  CHECK(render(nothing(), Format::json) ==
        R"({"schema":"ksbx.duties","version":1,"columns":["student"],"rows":[],"notes":[]})"
        "\n");
  CHECK(render(nothing(), Format::jsonl).empty());
  CHECK(render(nothing(), Format::md) == "## 今日任务\n\n| 学生 |\n| --- |\n\n（无）\n");
}

TEST_CASE("a name cannot move the cursor or forge a line in what people read") {
  for (Format format : {Format::table, Format::md}) {
    const std::string shown = render(one_cell(word_cell("a\x1b[2J\nb\u202e")), format);
    CHECK(shown.find('\x1b') == std::string::npos);
    CHECK(shown.find("\u202e") == std::string::npos);
    CHECK(shown.find("\nb") == std::string::npos);
  }
}

TEST_CASE("CSV quotes what needs it and changes nothing") {
  const struct {
    std::string cell, written;
  } cases[] = {
      {"王小明", "王小明\n"},     {"a,b", "\"a,b\"\n"}, {"他说\"不\"", "\"他说\"\"不\"\"\"\n"},
      {"一\n二", "\"一\n二\"\n"}, {"a\r", "\"a\r\"\n"}, {" x", "\" x\"\n"},
      {"=1+1", "'=1+1\n"},        {"", "\"\"\n"},  // an empty line would be skipped by readers
      {"\xff", "\uFFFD\n"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.cell);
    CHECK(cell_as(Format::csv, c.cell) == c.written);
  }
  CHECK(render(duties(), Format::csv) == "student,action,days\nS-7K3Q,家访并劝复,2\nS-9A0B,电话联系,12\nS-1111,,\n");
}

TEST_CASE("CSV for a spreadsheet has headings that people read, a byte order mark and CR LF") {
  CHECK(render(duties(), Format::csv, excel()).starts_with("\xEF\xBB\xBF学生,任务,天数\r\n"));
  CHECK(render(one_cell(number(-3)), Format::csv, excel()) == "\xEF\xBB\xBF值\r\n-3\r\n");
  RenderOptions english = excel();
  english.language = Language::en;
  CHECK(render(duties(), Format::csv, english).starts_with("\xEF\xBB\xBFStudent,Duty,Days\r\n"));
}

TEST_CASE("no CSV or TSV runs a formula or loses digits in a spreadsheet, unless somebody asks for the bytes") {
  RenderOptions raw;
  raw.raw_cells = true;
  for (const std::string trap : {"=cmd|' /C calc'!A0", "+1", "-1+1", "-", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1",
                                 "＋1", "－1", "＠1", "  =1", "\u3000=1", "9901812014030712"}) {
    CAPTURE(trap);
    for (const RenderOptions& options : {RenderOptions{}, excel()}) {
      const std::string written = cell_as(Format::csv, trap, options);
      CHECK((written.substr(0, 1) == "'" || written.substr(0, 2) == "\"'"));
    }
    const std::string with_tabs = cell_as(Format::tsv, trap);
    CHECK((with_tabs.substr(0, 1) == "'" || with_tabs.substr(0, 2) == "\"'"));
    CHECK(cell_as(Format::csv, trap, raw).find('\'') == trap.find('\''));
  }
  for (const std::string harmless : {"王小明", "13800001234", "S-7K3Q", "2026-11-23", "-50.00", "-1"}) {
    CAPTURE(harmless);
    CHECK(cell_as(Format::csv, harmless) == harmless + "\n");
  }
  CHECK(render(one_cell(number(-3)), Format::csv) == "value\n-3\n");
}

TEST_CASE("TSV is quoted as CSV is, so that what it holds is read back whole") {
  CHECK(cell_as(Format::tsv, "a\tb\nc\r\\") == "\"a\tb\nc\r\\\"\n");
  CHECK(cell_as(Format::tsv, "他说\"不\"") == "\"他说\"\"不\"\"\"\n");
  CHECK(cell_as(Format::tsv, "a,b") == "a,b\n");
}

TEST_CASE("JSON keeps types: texts are strings even if all digits, nothing is null") {
  const Table table{"t",
                    {},
                    {{"id", {}}, {"n", {}}, {"share", {}}, {"none", {}}},
                    {{word_cell("990181201403071237"), number(3), Cell{0.5}, Cell{}}}};
  CHECK(render(table, Format::jsonl) == R"({"id":"990181201403071237","n":3,"share":0.5,"none":null})"
                                        "\n");
}

TEST_CASE("JSON is one object that any strict reader takes, with rows and notes") {
  const auto json = nlohmann::json::parse(render(duties(), Format::json));
  CHECK(json["schema"] == "ksbx.duties");
  CHECK(json["version"] == 1);
  CHECK(json["columns"] == nlohmann::json({"student", "action", "days"}));
  CHECK(json["rows"].size() == 3);
  CHECK(json["rows"][0]["action"] == "家访并劝复");
  CHECK(json["rows"][2]["days"].is_null());
  CHECK(json["notes"][0] == "有 1 项尚不明确");
  CHECK(render(duties(), Format::json).find("家访并劝复") != std::string::npos);  // not \u5bb6…
}

TEST_CASE("JSON survives every byte that a name may hold, and a fraction that is no number") {
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    const Table table = one_cell(word_cell(std::string("王") + static_cast<char>(byte) + "\"\\"));
    CHECK(nlohmann::json::accept(render(table, Format::json)));
    CHECK(nlohmann::json::accept(render(table, Format::jsonl)));
  }
  CHECK(render(one_cell(Cell{std::nan("")}), Format::jsonl) == "{\"value\":null}\n");
}

TEST_CASE("markdown shows cells as they are, not as markup") {
  CHECK(cell_as(Format::md, "a|b*c*<i>").find("| a\\|b\\*c\\*&lt;i> |\n") != std::string::npos);
  CHECK(render(duties(), Format::md) ==
        "## 今日任务\n\n"
        "| 学生 | 任务 | 天数 |\n"
        "| --- | --- | ---: |\n"
        "| S-7K3Q | 家访并劝复 | 2 |\n"
        "| S-9A0B | 电话联系 | 12 |\n"
        "| S-1111 |  |  |\n\n"
        "注：有 1 项尚不明确\n");
}

TEST_CASE("a format is chosen by name or by the ending of a file") {
  for (const std::string& name : output_formats()) {
    CAPTURE(name);
    REQUIRE(output_format(name));
    CHECK(name_of(*output_format(name)) == name);
  }
  CHECK_FALSE(output_format("excel"));
  const struct {
    std::string file;
    std::optional<Format> format;
  } cases[] = {{"duties.csv", Format::csv},
               {"reports.d/DUTIES.CSV", Format::csv},
               {"a.b.jsonl", Format::jsonl},
               {"duties.txt", Format::table},
               {"duties.md", Format::md},
               {"duties", {}},
               {"reports.csv/duties", {}},
               {"duties.", {}},
               {"x.table", {}}};
  for (const auto& c : cases) {
    CAPTURE(c.file);
    CHECK(output_format_of_file(c.file) == c.format);
  }
}
