#include "app/report/report.h"

#include <algorithm>
#include <set>
#include <utility>

#include "app/office.h"
#include "app/report/exports.h"
#include "app/report/pages.h"
#include "app/report/status.h"
#include "files/render/render_page.h"
#include "files/report/report_reader.h"
#include "said.h"
#include "store/ledger/document_store.h"

using namespace ksbx;

namespace {

// Something for every report: duties, two documents, a missing register, a doubt, no one in charge.
struct BusyDay : Office {
  BusyDay() {
    enrol();
    import_on("2026-09-01", {file("more.csv", "学校名称,年级,班级,姓名\n石桥市第一初级中学,八年级,1班,周大海\n")});
    for (const char* iso : {"2026-11-16", "2026-11-17"}) {
      registers(iso, "七年级1班");
      absent(iso, {"钱试二", "周大海"});
      done(iso, "persuasion", "钱试二",
           {{"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}}, "赵校长");
      escalate_on(iso);
    }
  }
  std::string text_of(const std::string& name, const Disclosure& shown, Language language = Language::zh) {
    const Workspace workspace = on("2026-11-17");
    const ReportRequest request{name, shown, language};
    RenderOptions options;
    options.language = language;
    if (page_named(shipped_reports(), name))
      return render(page(workspace, shipped_reports(), request), Format::html, options);
    return render(report(workspace, shipped_reports(), request).table, Format::csv);
  }
};

// What the report "mine" of a county's own file shows on 17 November.
Table table_of(Office& office, const SourceFile& file) {
  const ReadReports read = read_reports({file});
  REQUIRE(read.problems.empty());
  const Workspace workspace = office.on("2026-11-17");
  return report(workspace, read.reports, {"mine"}).table;
}

}  // namespace

TEST_CASE("no report shows a pupil's name, number or address unless it was unmasked") {
  BusyDay office;
  for (const ReportDefinition& definition : shipped_reports()) {
    CAPTURE(definition.name);
    const std::string text = office.text_of(definition.name, Masking::normal);
    for (const char* secret : {"钱试二", "周大海", "99018120130204103X", "柳树村1号", "10000000001"})
      CHECK(text.find(secret) == std::string::npos);
  }
  CHECK(office.text_of("duties", Masking::normal).find("周*海") != std::string::npos);
  CHECK(office.text_of("duties", {Masking::none, "家访"}).find("周大海") != std::string::npos);
}

TEST_CASE("every shipped report answers on the day the store is made, before anything was entered") {
  const Folder folder;
  create_store(folder.file("new.db"));
  Database database = open_store(folder.file("new.db"), Access::read, std::chrono::milliseconds(0));
  const Workspace workspace{database, shipped_rules(), shipped_calendar(), dates_at({}, 0, day("2026-11-17")), {}, {}};
  for (const ReportDefinition& definition : shipped_reports()) {
    CAPTURE(definition.name);
    if (definition.parts.empty())
      CHECK(refusal([&] { report(workspace, shipped_reports(), {definition.name}); }) == "");
    else
      CHECK(refusal([&] { page(workspace, shipped_reports(), {definition.name}); }) == "");
  }
}

TEST_CASE("a computed column is masked as the report says, and a choice appears by the label of its list") {
  BusyDay office;
  SourceFile file{"mine.toml",
                  "name = \"mine\"\ntitle = \"我的\"\n"
                  "sql = \"SELECT '学生' || student_name AS who, reason FROM record_persuasion LIMIT 1\"\n"
                  "[[column]]\nname = \"who\"\nprivacy = \"name\"\n"
                  "[[column]]\nname = \"reason\"\nchoices = \"reasons\"\n"};
  const ReadReports read = read_reports({file});
  REQUIRE(read.problems.empty());
  const Workspace workspace = office.on("2026-11-17");
  CHECK(render(report(workspace, read.reports, {"mine"}).table, Format::csv) == "who,reason\n学***二,厌学\n");
}

TEST_CASE("every number of a shipped report is in a column that says that it holds numbers") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-17");
  for (const ReportDefinition& definition : shipped_reports()) {
    if (!definition.parts.empty()) continue;  // a page: each of its parts is a report of its own
    const Table table = report(workspace, shipped_reports(), {definition.name}).table;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      for (const auto& row : table.rows) {
        CAPTURE(definition.name);
        CAPTURE(table.columns[i].name);
        const bool number = std::holds_alternative<std::int64_t>(row[i]) || std::holds_alternative<double>(row[i]);
        CHECK((!number || is_number(table.columns[i].type)));
      }
  }
}

TEST_CASE("a report says of each column what its values are and what its numbers count") {
  BusyDay office;
  SourceFile file{
      "mine.toml",
      "name = \"mine\"\ntitle = \"我的\"\n"
      "sql = \"SELECT due, count(*) AS n, '98.30' AS share_done, student_code FROM duties\"\n"
      "[[column]]\nname = \"n\"\ntype = \"count\"\nlabel = \"任务\"\nunit = { zh = \"项\", en = \"duties\" }\n"
      "[[column]]\nname = \"share_done\"\ntype = \"percent\"\n"};
  const Table table = table_of(office, file);
  CHECK(table.columns[0].type == ColumnType::date);
  CHECK(table.columns[1].type == ColumnType::count);
  CHECK(heading_of(table.columns[1]).zh == "任务（项）");
  CHECK(table.columns[2].type == ColumnType::percent);
  CHECK(number_of(table.rows[0][2]) == 98.3);
  CHECK(table.columns[3].type == ColumnType::code);
}

TEST_CASE("the report on the quality of data looks at everything about a pupil that can be missing") {
  const auto quality = std::ranges::find(shipped_reports(), "quality", &ReportDefinition::name);
  REQUIRE(quality != shipped_reports().end());
  const auto field = std::ranges::find(quality->columns, "field", &ReportColumn::name);
  REQUIRE(field != quality->columns.end());
  for (const StudentField& one : student_fields) {
    CAPTURE(one.name);
    // No one must belong to a special group, board, have other papers or another standing than enrolled.
    if (one.name == "other_id") continue;
    if (one.name == "special" || one.name == "boarding" || one.name == "enrolment") continue;
    const std::string column(one.name == "name"           ? "student_name"
                             : one.name == "school_class" ? "class"
                             : one.name == "residence"    ? "village"
                                                          : one.name);
    CHECK(std::ranges::count(field->words, column, &ReportColumn::Word::value) == 1);
    CHECK(quality->sql.find("'" + column + "'") != std::string::npos);
  }
}

TEST_CASE("a note shows a value that looks like a field as it is, and a missing one as a dash") {
  BusyDay office;
  SourceFile file{"mine.toml",
                  "name = \"mine\"\ntitle = \"我的\"\nsql = \"SELECT 1 AS n\"\n"
                  "[[note]]\nzh = \"{who}，{n} 天，{none}\"\nen = \"{who}\"\n"
                  "sql = \"SELECT '{who}{n}' AS who, 2 AS n, NULL AS none\"\n"};
  const Table table = table_of(office, file);
  REQUIRE(table.notes.size() == 1);
  CHECK(table.notes[0].zh == "{who}{n}，2 天，—");
}

TEST_CASE("every shipped report answers in both languages") {
  BusyDay office;
  for (const ReportDefinition& definition : shipped_reports()) {
    CAPTURE(definition.name);
    CHECK(office.text_of(definition.name, Masking::normal, Language::zh) != "");
    CHECK(office.text_of(definition.name, Masking::normal, Language::en).find("班主任") == std::string::npos);
  }
}

TEST_CASE("who saw full names goes on record, with the reason and without a name") {
  BusyDay office;
  const std::int64_t entries = office.entries();
  note_export(office.database, office.on("2026-11-17").occasion(),
              {"report", "duties", {Masking::none, "家访派单"}, 3});
  CHECK(office.entries() == entries + 1);
  CHECK(office.rows("SELECT event, subject, actor FROM journal ORDER BY seq DESC LIMIT 1") ==
        "report.unmasked,duties,zhang\n");
  CHECK(office.rows("SELECT detail FROM journal ORDER BY seq DESC LIMIT 1").find("家访派单") != std::string::npos);
  CHECK(verify_journal(office.database).first_broken == std::nullopt);
}

TEST_CASE("the journal speaks of pupils by their codes alone") {
  BusyDay office;
  const std::string journal = office.rows("SELECT subject, detail FROM journal");
  for (const char* secret : {"钱试二", "周大海", "99018120130204103X", "柳树村1号"})
    CHECK(journal.find(secret) == std::string::npos);
}

TEST_CASE("a report of the past shows what stood open then") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-16");
  ReportRequest request{"duties"};
  request.codes = true;
  const std::string then = render(report(workspace, shipped_reports(), request).table, Format::csv);
  CHECK(then.find("P29") == std::string::npos);
  CHECK(then.find("P28") != std::string::npos);
}

TEST_CASE("people read articles of the text and words, programs the codes of the rule files") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-17");
  ReportRequest request{"duties"};
  const std::string words = render(report(workspace, shipped_reports(), request).table, Format::csv);
  CHECK(contains(words, "二（一）2"));
  CHECK(contains(words, "班主任"));
  CHECK_FALSE(contains(words, "P28"));
  request.codes = true;
  const std::string codes = render(report(workspace, shipped_reports(), request).table, Format::csv);
  CHECK(contains(codes, ",class_teacher,"));
  CHECK(contains(codes, "P28"));
  CHECK_FALSE(contains(codes, "二（一）2"));
  const std::string clauses = render(report(workspace, shipped_reports(), {"clauses"}).table, Format::csv);
  CHECK(contains(clauses, "二（一）2," + shipped_rules().clause("P28")->text.zh));
}

TEST_CASE("rates are a row for each place to people, and a list to programs") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-17");
  ReportRequest request{"rates"};
  const Table list = report(workspace, shipped_reports(), request).table;
  request.matrix = true;
  const Table matrix = report(workspace, shipped_reports(), request).table;
  CHECK(place_of(list, "measure"));
  CHECK_FALSE(place_of(matrix, "measure"));
  CHECK(matrix.rows.size() < list.rows.size());
  const auto attendance =
      std::ranges::find(matrix.columns, "出勤率", [](const Column& column) { return column.label.zh; });
  REQUIRE(attendance != matrix.columns.end());
  CHECK(attendance->type == ColumnType::percent);
  request.shape.limit = 2;
  CHECK(place_of(report(workspace, shipped_reports(), request).table, "measure"));
}

TEST_CASE("a group of those that belong to no school says so") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-17");
  ReportRequest request{"duties"};
  request.by = "school";
  CHECK(contains(render(report(workspace, shipped_reports(), request).table, Format::csv), "\n（不属于学校）,"));
  request.language = Language::en;
  CHECK(contains(render(report(workspace, shipped_reports(), request).table, Format::csv), "\n(of no school),"));
  request.codes = true;
  CHECK(contains(render(report(workspace, shipped_reports(), request).table, Format::csv), "\n,"));
}

TEST_CASE("duties are counted by town and school, which their list shows only to whoever names them") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-17");
  const auto columns = [&](const ReportRequest& request) {
    std::string names;
    for (const Column& column : report(workspace, shipped_reports(), request).table.columns) names += column.name + " ";
    return names;
  };
  ReportRequest request{"duties"};
  CHECK_FALSE(contains(columns(request), "town"));
  request.shape.sort = "town";
  CHECK(contains(columns(request), "town"));
  request.shape = {.columns = "town,due"};
  CHECK(columns(request) == "town due ");
  request.shape = {};
  for (const char* by : {"town", "school"}) {
    request.by = by;
    const Table table = report(workspace, shipped_reports(), request).table;
    REQUIRE(!table.rows.empty());
    CHECK(std::ranges::any_of(table.rows, [](const auto& row) { return !words_of(row[0]).empty(); }));
  }
}

TEST_CASE("a class that has to act itself is named with its school and grade") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-17");
  for (const char* name : {"duties", "unassigned"}) {
    CAPTURE(name);
    const Table table = report(workspace, shipped_reports(), {name}).table;
    const auto place = place_of(table, std::string(name) == "unassigned" ? "responsible_unit" : "responsible");
    REQUIRE(place);
    std::vector<std::string> holders;
    for (const TableRow& row : table.rows) holders.push_back(words_of(row[*place]));
    CHECK(std::ranges::count(holders, "1班") == 0);
    CHECK(std::ranges::count(holders, "石桥市第一初级中学 八年级 1班") > 0);
  }
}

TEST_CASE("the dual-line report at 80 columns shows the whole number, school, pupil, deadline and receipt") {
  BusyDay office;
  const Table table = report(office.on("2026-11-17"), shipped_reports(), {"dual-track"}).table;
  CHECK(table.city == "石桥市");
  RenderOptions terminal;
  terminal.width = 80;
  const std::string shown = render(table, Format::table, terminal);
  CAPTURE(shown);
  for (const char* heading : {"编号", "姓名", "短码", "学校", "期限", "签收"})
    CHECK(shown.find(heading) != std::string::npos);
  CHECK(shown.find("控辍〔2026〕9990180001-教-0001  ") != std::string::npos);
  CHECK(shown.find("  第一初级中学  ") != std::string::npos);
}

TEST_CASE("a report that does not exist is answered with the nearest") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-17");
  CHECK(refusal([&] { report(workspace, shipped_reports(), {"dutys"}); }) == "unknown-report");
}

TEST_CASE("the dual-track report finds a line that is missing and a correction on one line only") {
  BusyDay office;
  const auto finds = [&](const char* status) {
    const Workspace workspace = office.on("2026-11-17");
    return report(workspace, shipped_reports(), {"dual-track", Masking::normal, Language::zh, {}, status}).found;
  };
  CHECK(finds("waiting"));
  CHECK_FALSE(finds("one_sided"));
  CHECK_FALSE(finds("leg_missing"));
  const Workspace workspace = office.on("2026-11-17", "21:00:00");
  Transaction transaction(office.database, workspace.occasion());
  Document correction =
      *document(office.database, office.rows("SELECT number FROM documents WHERE line = 'education'")
                                     .substr(0, std::string("控辍〔2026〕9990180001-教-0001").size()));
  correction.id = {};
  correction.corrects = std::exchange(correction.number, "");
  correction.kind = DocumentKind::supplement;
  issue(transaction, correction);
  Document alone = correction;
  alone.duty =
      DutyId{office.database.number("SELECT min(id) FROM t_duty WHERE id NOT IN (SELECT duty FROM t_document)")};
  alone.corrects.clear();
  alone.kind = DocumentKind::original;
  issue(transaction, alone);
  transaction.commit();
  CHECK(finds("corrected"));  // the one line; the other one is what is wrong
  CHECK(finds("one_sided"));
  CHECK(finds("leg_missing"));
}

TEST_CASE("a paper that has one line is no dual-line report, neither in the list nor in the count") {
  BusyDay office;
  const auto told = [&] {
    const Workspace workspace = office.on("2026-11-17");
    const Status now = status(workspace, day("2026-11-17"));
    const std::size_t listed = report(workspace, shipped_reports(), {"dual-track"}).table.rows.size();
    return formatted("{} {} {}", listed, now.awaited_by_government, now.awaited_by_education);
  };
  REQUIRE(told() == "2 1 1");
  const Workspace workspace = office.on("2026-11-17", "21:00:00");
  Transaction transaction(office.database, workspace.occasion());
  Document order =
      *document(office.database, office.rows("SELECT number FROM documents WHERE number LIKE '%9990180001-政%'")
                                     .substr(0, std::string("控辍〔2026〕9990180001-政-0001").size()));
  order.id = {};
  order.number.clear();
  order.form = "return-order";
  order.duty =
      DutyId{office.database.number("SELECT min(id) FROM t_duty WHERE id NOT IN (SELECT duty FROM t_document)")};
  issue(transaction, order);
  transaction.commit();
  CHECK(told() == "2 1 1");
}

TEST_CASE("a report that a town sent back is shown as returned, and its other line goes on waiting") {
  BusyDay office;
  office.done("2026-11-17", "handover_return", "控辍〔2026〕9990180001-政-0001", {{"reason", "不住在本镇"}}, "徐镇长");
  const Workspace workspace = office.on("2026-11-17", "21:00:00");
  ReportRequest request{"dual-track"};
  request.codes = true;
  request.shape.columns = "line,status";
  const std::string csv = render(report(workspace, shipped_reports(), request).table, Format::csv);
  CHECK(csv.find("government,returned") != std::string::npos);
  CHECK(csv.find("education,waiting") != std::string::npos);
}

TEST_CASE("a drop-out is charged to the school that he left, though another school has him now") {
  Office office;
  office.enrol();
  office.import_on("2026-11-15", {office.file("more.csv",
                                              "种类,代码,名称,上级代码,所在镇街代码\n学校,9990180003,石桥市第三初级"
                                              "中学,990181003E0,990181003\n")});
  const std::string header = "学校标识码,年级,班级,姓名,身份证件号,学籍状态\n";
  const auto roster = [&](const char* iso, const std::string& name, const std::string& rows) {
    ImportRequest request;
    request.files = {office.file(name, header + rows)};
    request.accept = true;
    request.reason = "核对过";
    office.import_on(iso, request);
  };
  roster("2026-11-17", "left.csv", "9990180001,七年级,1班,钱试二,99018120130204103X,辍学\n");
  roster("2026-11-20", "came.csv", "9990180003,七年级,1班,钱试二,99018120130204103X,在读\n");
  REQUIRE(office.rows("SELECT school FROM students WHERE student_name = '钱试二' AND enrolment = 'enrolled'") ==
          "石桥市第三初级中学\n");
  const Workspace workspace = office.on("2026-11-25");
  std::set<std::string> charged;
  for (const auto& row : report(workspace, shipped_reports(), {"frequent"}).table.rows)
    charged.insert(words_of(row[0]) + " " + words_of(row[1]) + " " + words_of(row[3]));
  CHECK(charged == std::set<std::string>{"学校 石桥市第一初级中学 1", "镇街 青石镇 1"});
  const std::string lost = render(report(workspace, shipped_reports(), {"assessment-detail"}).table, Format::csv);
  CHECK(lost.find("石桥市第一初级中学") != std::string::npos);
  CHECK(lost.find("石桥市第三初级中学") == std::string::npos);
}

TEST_CASE("before the first night, and of a day to come, an empty list does not say that all registers are in") {
  Office office;
  office.enrol();
  const auto said = [&](const Workspace& workspace) {
    return report(workspace, shipped_reports(), {"missing-registers"}).table.notes.front().zh;
  };
  CHECK(said(office.on("2026-11-15")) == "还没有做过夜间判断，有没有要办的还不知道；请运行 ksbx escalate");
  office.escalate_on("2026-11-15");  // a Sunday
  CHECK(said(office.on("2026-11-15")) == "各班点名册都已交齐。");
  CHECK(said(office.as_of("2026-12-31", *Moment::parse("2026-11-15T21:00:00"))) ==
        "2026-12-31 还没有到，有没有要办的还不知道；判断到 2026-11-15");
}

TEST_CASE("of a day between the books and the first night an empty list does not say that all registers are in") {
  Office office;
  office.enrol();  // the books begin on Sunday, 15 November
  office.registers("2026-11-18");
  office.escalate_on("2026-11-18");
  const auto said = [&](const char* iso) {
    const Workspace workspace = office.as_of(iso, *Moment::parse("2026-11-18T21:00:00"));
    const Table table = report(workspace, shipped_reports(), {"missing-registers"}).table;
    return table.rows.empty() ? table.notes.front().zh : std::string("rows");
  };
  CHECK(said("2026-11-15") == "夜间判断从 2026-11-18 开始，2026-11-15 没有判断过，有没有要办的不知道");
  CHECK(said("2026-11-18") != "各班点名册都已交齐。");
}

TEST_CASE("before the first night the overview shows no 0 for what only nights find out") {
  Office office;
  office.enrol();
  const auto tiles = [&](const char* iso) {
    const Workspace workspace = office.on(iso);
    std::map<std::string, std::string> all;
    for (const auto& row : report(workspace, shipped_reports(), {"overview.now"}).table.rows)
      all[words_of(row[0])] = words_of(row[1]);
    return all;
  };
  std::map<std::string, std::string> now = tiles("2026-11-15");
  CHECK(now["在读学生"] != "0");
  for (const char* what : {"最近上学日无故缺课", "在办学生", "待办任务", "逾期任务", "未签收文书", "未交点名册"})
    CHECK(now.at(what).empty());
  office.escalate_on("2026-11-15");
  now = tiles("2026-11-15");
  CHECK(now["未交点名册"] == "0");
  CHECK(now["最近上学日无故缺课"].empty());  // no register ever came in
}

TEST_CASE("a rate below nothing is flagged in the rates and in their trend, and is no progress") {
  Office office;
  office.enrol();
  ImportRequest came;
  came.files = {office.file("came.csv",
                            "学校标识码,年级,班级,姓名,身份证件号,学籍状态\n"
                            "9990180001,七年级,1班,新来梅,990181201401057010,在读\n")};
  came.accept = true;
  came.reason = "核对过";
  office.import_on("2026-11-20", came);
  const Workspace workspace = office.on("2026-11-25");
  const auto flags = [&](ReportRequest request, std::size_t measure, std::size_t below, std::size_t flag) {
    std::set<std::string> found;
    for (const auto& row : report(workspace, shipped_reports(), request).table.rows)
      if (words_of(row[measure]) == "辍学率（净流失口径）" && number_of(row[below]).value_or(0) < 0)
        found.insert(words_of(row[flag]));
    return found;
  };
  const std::set<std::string> flagged = {"为负，请核对"};
  CHECK(flags({"rates"}, 3, 4, 8) == flagged);
  ReportRequest trend{"rates-trend"};
  trend.settings = {{"years", "1"}};
  CHECK(flags(trend, 0, 4, 8) == flagged);
}

TEST_CASE("of a day beyond the calendars or before the books no report says that nothing is to be done") {
  Office office;
  office.enrol();
  office.registers("2026-11-16");
  office.escalate_on("2026-11-16");
  const Moment now = *Moment::parse("2026-11-16T21:00:00");
  const auto refused = [&](const std::string& iso, const std::string& name) {
    const Workspace workspace = office.as_of(iso, now);
    return refusal([&] {
      if (page_named(shipped_reports(), name))
        page(workspace, shipped_reports(), {name});
      else
        report(workspace, shipped_reports(), {name});
    });
  };
  for (const char* name : {"duties", "missing-registers", "rates", "overview", "digest", "overview.now"}) {
    CAPTURE(std::string(name));
    CHECK(refused("2027-08-31", name) == "calendar-gap");
    CHECK(refused("2025-01-10", name) == "calendar-gap");
    CHECK(refused("2026-11-14", name) == "before-books");
    CHECK(refused("2026-11-15", name) == "");
  }
  CHECK(refusal([&] { office.escalate_on("2027-08-31"); }) == "calendar-gap");
}

TEST_CASE("on the first day of the books the reports about yesterday are not refused: nobody named a day") {
  Office office;
  const Moment noon = *Moment::parse("2026-11-15T12:00:00");
  const Workspace workspace{office.database, office.rules, office.calendar, dates_at(noon, Office::day_closes_at),
                            "test",          "zhang"};
  CHECK(refusal([&] { page(workspace, shipped_reports(), {"digest"}); }) == "");
}

TEST_CASE("who compares with a day before the books is told that nothing is known of it") {
  Office office;
  office.enrol();
  ReportRequest request{"load"};
  request.by = "role";
  request.compare = "month";
  const auto notes_on = [&](const char* iso) {
    const Workspace workspace = office.on(iso);
    std::string all;
    for (const Text& note : report(workspace, shipped_reports(), request).table.notes) all += note.zh + "\n";
    return all;
  };
  CHECK(notes_on("2026-11-17") == "账从 2026-11-15 开始，2026-10-17 的情况不知道\n");
  CHECK(notes_on("2026-12-15") == "");
}

TEST_CASE("a page has every part with its picture, and each part is a report by itself") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-17");
  const Page overview = page(workspace, shipped_reports(), {"overview"});
  CHECK(overview.title.zh == "全市一览（2026-11-17）");
  REQUIRE(overview.parts.size() > 5);
  CHECK(overview.parts.front().table.rows.size() == 5);  // five conclusions first
  CHECK(overview.parts[1].picture == Picture::figures);
  CHECK(overview.parts[1].table.rows.size() % 4 == 0);  // four beside each other, none alone in a row
  const Table stages = report(workspace, shipped_reports(), {"overview.stages"}).table;
  CHECK(render(stages, Format::csv).find("已向镇街和教育局报告") != std::string::npos);
}

TEST_CASE("what got worse since last week stands first on the overview, with where it is and who has to act") {
  BusyDay office;
  const Table first = report(office.on("2026-11-17"), shipped_reports(), {"overview.conclusions"}).table;
  REQUIRE(first.rows.size() == 5);
  bool worse_is_over = false;
  for (const auto& row : first.rows) {
    const bool worse = words_of(row[3]) == "▲ 变差";
    CHECK_FALSE((worse && worse_is_over));
    worse_is_over = worse_is_over || !worse;
    if (words_of(row[0]) == "在办学生") CHECK_FALSE(words_of(row[4]).empty());
  }
}

TEST_CASE("a page is no chart, since it has several tables") {
  BusyDay office;
  ReportRequest request{"overview"};
  request.chart = "bar";
  CHECK(refusal([&] { page(office.on("2026-11-17"), shipped_reports(), request); }) == "page");
}

TEST_CASE("a page is refused where one table is wanted, with the names of its parts") {
  BusyDay office;
  const Workspace workspace = office.on("2026-11-17");
  try {
    report(workspace, shipped_reports(), {"overview"});
    FAIL("the page was taken for a table");
  } catch (const Error& error) {
    CHECK(error.problems().front().code == "page");
    CHECK(error.problems().front().remedy.zh.find("overview.stages") != std::string::npos);
  }
  CHECK(refusal([&] {
          page(workspace, shipped_reports(), {"overview", Masking::normal, Language::zh, {}, "breach"});
        }) == "no-findings");
  CHECK(refusal([&] {
          page(workspace, shipped_reports(), {"overview", Masking::normal, Language::zh, {{"yaer", "2026"}}});
        }) == "unknown-setting");
}

TEST_CASE("parts of a page are not listed among the reports") {
  const std::string list = render(report_list(shipped_rules(), shipped_reports(), Language::zh), Format::csv);
  CHECK(list.find("overview,全市一览") != std::string::npos);
  CHECK(list.find("overview.") == std::string::npos);
}
