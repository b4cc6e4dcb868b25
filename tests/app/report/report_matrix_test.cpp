// Every shipped report in every format, with names that someone meant badly.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "app/office.h"
#include "app/report/pages.h"
#include "app/report/report.h"
#include "base/row_stage.h"
#include "files/input/csv_reader.h"
#include "files/render/render_page.h"
#include "files/report/report_reader.h"
#include "said.h"

using namespace ksbx;

namespace {

// One pupil each whose name clears the screen, runs in a spreadsheet, runs in a browser, or turns the line round; all
// absent.
struct BadNames : Office {
  BadNames() {
    enrol();
    std::string roster = "学校名称,年级,班级,姓名,现住址\n";
    for (const char* name : {"\x1b[2J钱", "=1+1周", "<script>alert(1)</script>", "\u202e明小王", "@SUM(A1)"})
      roster += std::string("石桥市第一初级中学,八年级,1班,") + name + ",青石镇柳树村1号\n";
    import_on("2026-09-01", {file("more.csv", roster)});
    registers("2026-11-16");
    const auto names = database.number("SELECT count(*) FROM t_student");
    REQUIRE(names >= 10);
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      import_on(iso, {file("absent.csv", attendance(iso))});
      escalate_on(iso);
    }
  }

  // Everyone of grade 8, by the short code.
  std::string attendance(const std::string& iso) {
    std::string list = "学校名称,年级,班级,姓名,日期,考勤\n";
    const Table pupils = query(database, "p", "SELECT student_name FROM students WHERE year = 8 ORDER BY student_code");
    for (const auto& row : pupils.rows)
      list += "石桥市第一初级中学,八年级,1班,\"" + std::get<std::string>(row[0]) + "\"," + iso + ",缺勤\n";
    return list;
  }

  std::string shown(const std::string& report_name, Format format, const RenderOptions& options = {}) {
    const Workspace workspace = on("2026-11-17");
    ReportRequest request{report_name};
    request.shown = {Masking::none, "家访"};
    if (page_named(shipped_reports(), report_name))
      return render(page(workspace, shipped_reports(), request), format, options);
    return render(report(workspace, shipped_reports(), request).table, format, options);
  }
};

void check_for_people(const std::string& text) {
  CHECK_FALSE(contains(text, "\x1b"));
  CHECK_FALSE(contains(text, "\u202e"));
}

void check_json(const std::string& text) {
  const auto whole = nlohmann::json::parse(text, nullptr, false);
  REQUIRE_FALSE(whole.is_discarded());
  CHECK(whole["version"] == 1);
  for (const auto& row : whole["rows"]) CHECK(row.size() == whole["columns"].size());
}

void check_json_lines(const std::string& text) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) CHECK(nlohmann::json::accept(line));
}

// As a spreadsheet reads it: the same number of cells in each row, none of them a formula.
void check_spreadsheet(const std::string& text) {
  CsvReader reader(DecodedFile::of_bytes(text, "report.csv"));
  RawRow row;
  std::size_t width = 0;
  while (reader.next(row)) {
    if (width == 0) width = row.cells.size();
    CHECK(row.cells.size() == width);
    for (const std::string_view cell : row.cells)
      CHECK((cell.empty() || std::string_view("=+@\t\r").find(cell.front()) == std::string_view::npos));
  }
}

}  // namespace

TEST_CASE("every report in every format shows bad names harmlessly") {
  BadNames office;
  REQUIRE(contains(office.shown("duties", Format::json), "<script>"));
  RenderOptions excel;
  excel.excel = true;
  for (const ReportDefinition& definition : shipped_reports()) {
    CAPTURE(definition.name);
    for (const Format format : {Format::table, Format::md, Format::html})
      check_for_people(office.shown(definition.name, format));
    for (const Format format : {Format::md, Format::html})
      CHECK_FALSE(contains(office.shown(definition.name, format), "<script>alert"));
    CHECK(office.shown(definition.name, Format::xlsx).starts_with("PK"));
    if (!definition.parts.empty()) continue;  // a page is several tables, and each of its parts a report of its own
    check_json(office.shown(definition.name, Format::json));
    check_json_lines(office.shown(definition.name, Format::jsonl));
    check_spreadsheet(office.shown(definition.name, Format::csv, excel));
  }
}

TEST_CASE("a calendar comes from every report with due dates, and from no other") {
  BadNames office;
  for (const ReportDefinition& definition : shipped_reports()) {
    CAPTURE(definition.name);
    if (!definition.parts.empty()) continue;
    const std::string header = "," + office.shown(definition.name, Format::csv);
    const bool has_due = contains(header.substr(0, header.find('\n')) + ",", ",due,");
    const std::string refused = refusal([&] { check_for_people(office.shown(definition.name, Format::ics)); });
    CHECK(refused == (has_due ? "" : "no-due-date"));
  }
}

namespace {

// Most rows that the report's reader is given at a time, how often, and the report that comes together from them.
struct Streamed {
  Table table;
  std::size_t blocks = 0, largest = 0;
};

Streamed streamed(const Workspace& workspace, const ReportRequest& request) {
  Streamed told;
  told.table = collected([&](const TakeRows& take) {
    return report(workspace, shipped_reports(), request,
                  [&](Table block) {
                    ++told.blocks;
                    told.largest = std::max(told.largest, block.rows.size());
                    take(std::move(block));
                  })
        .table;
  });
  return told;
}

void check_streamed(const Workspace& workspace, const ReportRequest& request) {
  const Table at_once = report(workspace, shipped_reports(), request).table;
  const Table told = streamed(workspace, request).table;
  CHECK(render(told, Format::json) == render(at_once, Format::json));
  CHECK(told.notes == at_once.notes);
}

// A report of more rows than a block holds, of which a list knows the values of one column.
ReportDefinition many_rows() {
  const SourceFile file{"mine.toml",
                        "name = \"mine\"\ntitle = \"我的\"\n"
                        "sql = \"WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 3000) "
                        "SELECT i, CASE i WHEN 2900 THEN 'old' ELSE 'new' END AS state FROM n\"\n"
                        "[[column]]\nname = \"state\"\nwords = [{ value = \"new\", zh = \"新\", en = \"new\" }, "
                        "{ value = \"newer\", zh = \"更新\", en = \"newer\" }]\n"};
  const ReadReports read = read_reports({file});
  REQUIRE(read.problems.empty());
  return read.reports.front();
}

}  // namespace

TEST_CASE("every report comes block by block as it comes at once, also its first rows and some of its columns") {
  BadNames office;
  const Workspace workspace = office.on("2026-11-17");
  for (const ReportDefinition& definition : shipped_reports()) {
    if (!definition.parts.empty()) continue;
    CAPTURE(definition.name);
    ReportRequest request{definition.name};
    request.shown = Masking::strict;
    check_streamed(workspace, request);
    request.shape.limit = 2;
    request.shape.columns = report(workspace, shipped_reports(), request).table.columns.back().name;
    check_streamed(workspace, request);
  }
}

TEST_CASE("rows of a long report go out before the last is read; what needs them all has them in the end") {
  BadNames office;
  const Workspace workspace = office.on("2026-11-17");
  const std::vector<ReportDefinition> mine = {many_rows()};
  const auto rows_of_blocks = [&](const Shape& shape) {
    ReportRequest request{"mine"};
    request.shape = shape;
    std::string counts;
    report(workspace, mine, request, [&](const Table& block) { counts += std::to_string(block.rows.size()) + " "; });
    return counts;
  };
  CHECK(rows_of_blocks({}) == "1000 1000 1000 ");
  CHECK(rows_of_blocks({.where = "i > 1500"}) == "500 1000 ");
  CHECK(rows_of_blocks({.where = "state = 'old'"}) == "1 ");
  CHECK(rows_of_blocks({.limit = 1200, .columns = "state"}) == "1000 200 ");
  CHECK(rows_of_blocks({.sort = "-i"}) == "1000 1000 1000 ");
  CHECK(rows_of_blocks({.group_by = "state"}) == "2 ");
}

TEST_CASE("a condition on a value that no list knows is refused if no row has it; a column that is not there at once") {
  BadNames office;
  const Workspace workspace = office.on("2026-11-17");
  ReportRequest request{"duties"};
  const auto refused = [&] { return refusal([&] { report(workspace, shipped_reports(), request); }); };
  request.shape.where = "status = 'forgotten'";
  CHECK(refused() == "unknown-choice");
  request.shape.where = "stauts = 'open'";
  CHECK(refused() == "unknown-name");
  request.shape = {.sort = "-deu"};
  CHECK(refused() == "unknown-column");
  request.shape = {.columns = "deu"};
  CHECK(refused() == "unknown-column");
}
