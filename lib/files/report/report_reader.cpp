#include "files/report/report_reader.h"

#include <algorithm>
#include <array>
#include <sstream>

#include "base/join.h"
#include "base/nearest.h"
#include "files/report/page_reader.h"
#include "files/toml/toml_reader.h"

namespace ksbx {
namespace {

struct ShowsName {
  const char* name;
  Shows shows;
};
constexpr ShowsName show_names[] = {{"action", Shows::action}, {"rule", Shows::rule},     {"role", Shows::role},
                                    {"stage", Shows::stage},   {"record", Shows::record}, {"form", Shows::form},
                                    {"clause", Shows::clause}, {"demand", Shows::demand}};

Shows read_shows(TableReader& reader) {
  const auto word = reader.word("show");
  if (!word) return Shows::as_is;
  std::vector<std::string> known;
  for (const ShowsName& one : show_names) {
    if (word->name == one.name) return one.shows;
    known.emplace_back(one.name);
  }
  const std::string close = nearest(word->name, known);
  reader.problem("unknown-show", word->origin, text("show 不认识“{}”", "show does not know {}", word->name),
                 close.empty() ? text("可用：action、rule、role、stage、record、form、clause、demand",
                                      "one of action, rule, role, stage, record, form, clause, demand")
                               : text("是不是 {}？", "did you mean {}?", close));
  return Shows::as_is;
}

constexpr std::array<std::pair<std::string_view, Privacy>, 6> privacies{{
    {"name", Privacy::name},
    {"id_number", Privacy::id_number},
    {"phone", Privacy::phone},
    {"address", Privacy::address},
    {"text", Privacy::text},
    {"none", Privacy::none},
}};

std::optional<Privacy> read_privacy(TableReader& reader) {
  const auto word = reader.word("privacy");
  if (!word) return std::nullopt;
  for (const auto& [name, privacy] : privacies)
    if (word->name == name) return privacy;
  reader.problem(
      "unknown-word", word->origin, text("privacy 不认识“{}”", "privacy does not know {}", word->name),
      text("可用：name、id_number、phone、address、text、none", "one of name, id_number, phone, address, text, none"));
  return std::nullopt;
}

constexpr std::array<std::pair<std::string_view, ColumnType>, 8> column_types{{
    {"text", ColumnType::text},
    {"integer", ColumnType::integer},
    {"count", ColumnType::count},
    {"decimal", ColumnType::decimal},
    {"percent", ColumnType::percent},
    {"date", ColumnType::date},
    {"moment", ColumnType::moment},
    {"code", ColumnType::code},
}};

std::optional<ColumnType> read_column_type(TableReader& reader) {
  const auto word = reader.word("type");
  if (!word) return std::nullopt;
  std::vector<std::string> known;
  for (const auto& [name, type] : column_types) {
    if (word->name == name) return type;
    known.emplace_back(name);
  }
  reader.problem("unknown-word", word->origin, text("没有“{}”这种类型", "there is no type {}", word->name),
                 text("可用：{}", "one of {}", join(known, "、")));
  return std::nullopt;
}

// A query and where it stands.
std::string read_sql(TableReader& reader, Origin& origin) {
  if (const TomlValue* value = reader.value("sql")) origin = value->origin;
  return reader.words("sql", Need::required).value_or("");
}

ReportColumn read_column(TableReader& reader) {
  ReportColumn column;
  if (const auto name = reader.word("name", Need::required)) {
    column.name = name->name;
    column.origin = name->origin;
  }
  column.label = reader.label("label").value_or(Text{});
  column.shows = read_shows(reader);
  column.privacy = read_privacy(reader);
  column.type = read_column_type(reader);
  column.unit = reader.label("unit").value_or(Text{});
  if (const auto rank = reader.number("rank", 1, 9)) column.rank = static_cast<int>(*rank);
  column.on_request = reader.yes_or_no("on_request").value_or(false);
  if (const auto list = reader.word("choices")) {
    column.choices = list->name;
    column.choices_origin = list->origin;
  }
  for (TableReader& word : reader.tables("words", text("columns 的 words", "a column's words"))) {
    ReportColumn::Word one;
    one.value = word.words("value", Need::required).value_or("");
    one.label.zh = word.words("zh", Need::required).value_or("");
    one.label.en = word.words("en").value_or("");
    word.finish();
    column.words.push_back(std::move(one));
  }
  reader.finish();
  return column;
}

constexpr std::array<std::pair<std::string_view, ReportParameter::Type>, 4> parameter_types{{
    {"text", ReportParameter::Type::text},
    {"integer", ReportParameter::Type::integer},
    {"date", ReportParameter::Type::date},
    {"month", ReportParameter::Type::month},
}};

std::optional<ReportParameter::Type> read_type(TableReader& reader) {
  const auto word = reader.word("type", Need::required);
  if (!word) return std::nullopt;
  for (const auto& [name, type] : parameter_types)
    if (word->name == name) return type;
  reader.problem("unknown-word", word->origin, text("没有“{}”这种类型", "there is no type {}", word->name),
                 text("可用：text、integer、date、month", "one of text, integer, date, month"));
  return std::nullopt;
}

ReportParameter read_parameter(TableReader& reader) {
  ReportParameter parameter;
  if (const auto name = reader.word("name", Need::required)) parameter.name = name->name;
  parameter.label = reader.label("label").value_or(same_text(parameter.name));
  const auto type = read_type(reader);
  parameter.type = type.value_or(ReportParameter::Type::text);
  if (!type) {
    reader.value("default");
  } else if (parameter.type == ReportParameter::Type::integer) {
    if (const auto number = reader.number("default", -TableReader::largest_number, TableReader::largest_number))
      parameter.otherwise = *number;
  } else if (parameter.type == ReportParameter::Type::date) {
    if (const auto day = reader.date("default")) parameter.otherwise = day->iso();
  } else if (const auto words = reader.words("default")) {
    parameter.otherwise = *words;
  }
  reader.finish();
  return parameter;
}

ReportNote read_note(TableReader& reader) {
  ReportNote note;
  note.words.zh = reader.words("zh", Need::required).value_or("");
  note.words.en = reader.words("en").value_or("");
  note.sql = read_sql(reader, note.origin);
  reader.finish();
  return note;
}

DoctorCheck read_doctor(TableReader& reader, const ReportDefinition& report) {
  DoctorCheck check;
  check.finding = reader.words("finding").value_or("");
  check.remedy = reader.label("remedy", Need::required).value_or(Text{});
  if (!check.finding.empty() && report.findings.empty())
    reader.problem("missing-key", reader.origin(),
                   text("finding 要看的那一列没有说", "finding has no column to look at"),
                   text("在报表里写 findings = \"列名\"", "name one in the report: findings = \"column\""));
  reader.finish();
  return check;
}

ReportPivot read_pivot(TableReader& reader) {
  ReportPivot pivot;
  pivot.rows = reader.names("rows", Need::required);
  pivot.across = reader.word("across", Need::required).value_or(Word{});
  pivot.value = reader.word("value", Need::required).value_or(Word{});
  pivot.total = reader.word("total").value_or(Word{});
  reader.finish();
  return pivot;
}

// What a report has besides its name and its parameters, and a part of a page as well.
void read_answer(TableReader& reader, ReportDefinition& report) {
  report.origin = reader.origin();
  report.title = reader.label("title", Need::required).value_or(Text{});
  report.empty = reader.label("empty").value_or(Text{});
  report.sql = read_sql(reader, report.sql_origin);
  report.uses = reader.names("uses");
  for (TableReader& column : reader.tables("column", text("[[column]]", "[[column]]")))
    report.columns.push_back(read_column(column));
  if (const auto column = reader.word("findings")) {
    report.findings = column->name;
    report.findings_origin = column->origin;
  }
  if (const auto column = reader.word("dated")) {
    report.dated = column->name;
    report.dated_origin = column->origin;
  }
  if (auto pivot = reader.table("pivot", text("pivot", "pivot"))) report.pivot = read_pivot(*pivot);
  report.suppress_below = static_cast<int>(reader.number("suppress_below", 0, 100).value_or(0));
  for (TableReader& note : reader.tables("note", text("[[note]]", "[[note]]"))) report.notes.push_back(read_note(note));
}

// Parts that have sql of their own become reports of their own besides the page.
void read_parts(TableReader& reader, ReportDefinition& page, std::vector<ReportDefinition>& beside) {
  for (TableReader& table : reader.tables("part", text("[[part]]", "[[part]]"))) {
    PagePart part = read_page_part(table);
    if (!table.has("report")) {
      ReportDefinition own;
      read_answer(table, own);
      own.page = page.name;
      own.name = page.name + "." + part.report.name;
      own.clauses = page.clauses;
      own.parameters = page.parameters;
      own.closed_day = page.closed_day;
      part.report.name = own.name;
      beside.push_back(std::move(own));
    }
    table.finish();
    page.parts.push_back(std::move(part));
  }
}

// The report, or the page before its parts.
std::vector<ReportDefinition> read_report(TableReader& reader) {
  std::vector<ReportDefinition> found(1);
  ReportDefinition report;
  report.origin = reader.origin();
  if (const auto name = reader.word("name", Need::required)) report.name = name->name;
  for (const Word& clause : reader.names("clause")) report.clauses.push_back(clause.name);
  for (TableReader& parameter : reader.tables("param", text("[[param]]", "[[param]]")))
    report.parameters.push_back(read_parameter(parameter));
  report.closed_day = reader.yes_or_no("closed_day").value_or(false);
  if (reader.has("part")) {
    report.title = reader.label("title", Need::required).value_or(Text{});
    report.silent = reader.yes_or_no("silent").value_or(false);
    read_parts(reader, report, found);
  } else {
    read_answer(reader, report);
    if (auto doctor = reader.table("doctor", text("[doctor]", "[doctor]")))
      report.doctor = read_doctor(*doctor, report);
  }
  reader.finish();
  found.front() = std::move(report);
  return found;
}

template <typename Named>
void add(TableReader& reader, std::vector<Named>& all, Named one, const Origin& origin, const char* code,
         const Text& what) {
  const auto same = std::find_if(all.begin(), all.end(), [&](const Named& other) { return other.name == one.name; });
  if (same == all.end())
    all.push_back(std::move(one));
  else
    reader.problem(code, origin, text("{}“{}”有两份", "{} {} is there twice", what, one.name),
                   text("另一份在 {}", "the other one is in {}", same->origin.file.str()));
}

// A file holds one report, or what reports share.
ReadReports read_files(const std::vector<SourceFile>& files) {
  ReadReports parts;
  for (const SourceFile& source : files) {
    const auto file = parse_toml(source, parts.problems);
    if (!file) continue;
    TableReader reader(*file, file->root, text("报表", "a report"), parts.problems);
    if (reader.has("query") || reader.has("points")) {
      for (TableReader& table : reader.tables("query", text("[[query]]", "[[query]]")))
        add(table, parts.queries, read_shared_query(table), table.origin(), "duplicate-query",
            text("共用查询", "the shared query"));
      for (TableReader& table : reader.tables("points", text("[[points]]", "[[points]]")))
        add(table, parts.points, read_points(table), table.origin(), "duplicate-points", text("扣分", "the points of"));
      reader.finish();
    } else {
      for (ReportDefinition& report : read_report(reader)) {
        const Origin origin = report.origin;
        add(reader, parts.reports, std::move(report), origin, "duplicate-report", text("报表", "the report"));
      }
    }
  }
  return parts;
}

template <typename Named>
void lay_over(std::vector<Named>& all, std::vector<Named> later) {
  for (Named& one : later) {
    std::erase_if(all, [&](const Named& earlier) { return earlier.name == one.name; });
    all.push_back(std::move(one));
  }
}

ReadReports whole(ReadReports read) {
  read.queries.push_back(query_of(read.points));
  for (ReportDefinition& report : read.reports)
    report.sql = with_queries(needed(read.queries, report.uses, read.problems), report.sql);
  std::sort(read.reports.begin(), read.reports.end(),
            [](const ReportDefinition& a, const ReportDefinition& b) { return a.name < b.name; });
  return read;
}

}  // namespace

ReadReports read_reports(const std::vector<SourceFile>& files) {
  return whole(read_files(files));
}

ReadReports read_reports(const std::vector<std::filesystem::path>& rulebook_folders) {
  ReadReports all;
  for (const auto& rulebook : rulebook_folders) {
    const std::filesystem::path folder = rulebook / "reports";
    if (!std::filesystem::is_directory(folder)) continue;
    ReadReports read = read_files(read_sources(folder, all.problems));
    lay_over(all.reports, std::move(read.reports));
    lay_over(all.queries, std::move(read.queries));
    lay_over(all.points, std::move(read.points));
    for (Problem& problem : read.problems) all.problems.push_back(std::move(problem));
  }
  return whole(std::move(all));
}

std::optional<ReportWanted> report_wanted(const std::string& field) {
  constexpr std::string_view mark = "report:";
  if (!field.starts_with(mark)) return std::nullopt;
  std::istringstream words(field.substr(mark.size()));
  ReportWanted wanted;
  words >> wanted.name;
  for (std::string setting; words >> setting;) {
    const std::size_t equals = std::min(setting.find('='), setting.size());
    wanted.settings[setting.substr(0, equals)] = setting.substr(std::min(equals + 1, setting.size()));
  }
  return wanted;
}

}  // namespace ksbx
