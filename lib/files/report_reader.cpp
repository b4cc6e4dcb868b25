#include "files/report_reader.h"

#include <algorithm>
#include <array>

#include "base/nearest.h"
#include "files/toml_reader.h"

namespace ksbx {
namespace {

struct ShowsName {
  const char* name;
  Shows shows;
};
constexpr ShowsName show_names[] = {{"action", Shows::action}, {"rule", Shows::rule},     {"role", Shows::role},
                                    {"stage", Shows::stage},   {"record", Shows::record}, {"form", Shows::form}};

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
                 close.empty() ? text("可用：action、rule、role、stage、record、form",
                                      "one of action, rule, role, stage, record, form")
                               : text("是不是 {}？", "did you mean {}?", close));
  return Shows::as_is;
}

constexpr std::array<std::pair<std::string_view, Privacy>, 5> privacies{{
    {"name", Privacy::name},
    {"id_number", Privacy::id_number},
    {"phone", Privacy::phone},
    {"address", Privacy::address},
    {"none", Privacy::none},
}};

std::optional<Privacy> read_privacy(TableReader& reader) {
  const auto word = reader.word("privacy");
  if (!word) return std::nullopt;
  for (const auto& [name, privacy] : privacies)
    if (word->name == name) return privacy;
  reader.problem("unknown-word", word->origin, text("privacy 不认识“{}”", "privacy does not know {}", word->name),
                 text("可用：name、id_number、phone、address、none", "one of name, id_number, phone, address, none"));
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

constexpr std::array<std::pair<std::string_view, ReportParameter::Type>, 3> parameter_types{{
    {"text", ReportParameter::Type::text},
    {"integer", ReportParameter::Type::integer},
    {"date", ReportParameter::Type::date},
}};

std::optional<ReportParameter::Type> read_type(TableReader& reader) {
  const auto word = reader.word("type", Need::required);
  if (!word) return std::nullopt;
  for (const auto& [name, type] : parameter_types)
    if (word->name == name) return type;
  reader.problem("unknown-word", word->origin, text("没有“{}”这种类型", "there is no type {}", word->name),
                 text("可用：text、integer、date", "one of text, integer, date"));
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

ReportDefinition read_report(TableReader& reader) {
  ReportDefinition report;
  report.origin = reader.origin();
  if (const auto name = reader.word("name", Need::required)) report.name = name->name;
  report.title = reader.label("title", Need::required).value_or(Text{});
  report.empty = reader.label("empty").value_or(Text{});
  report.sql = read_sql(reader, report.sql_origin);
  for (const Word& clause : reader.names("clause")) report.clauses.push_back(clause.name);
  for (TableReader& column : reader.tables("column", text("[[column]]", "[[column]]")))
    report.columns.push_back(read_column(column));
  if (const auto column = reader.word("findings")) {
    report.findings = column->name;
    report.findings_origin = column->origin;
  }
  for (TableReader& parameter : reader.tables("param", text("[[param]]", "[[param]]")))
    report.parameters.push_back(read_parameter(parameter));
  for (TableReader& note : reader.tables("note", text("[[note]]", "[[note]]"))) report.notes.push_back(read_note(note));
  reader.finish();
  return report;
}

}  // namespace

ReadReports read_reports(const std::vector<SourceFile>& files) {
  ReadReports result;
  for (const SourceFile& source : files) {
    const auto file = parse_toml(source, result.problems);
    if (!file) continue;
    TableReader reader(*file, file->root, text("报表", "a report"), result.problems);
    ReportDefinition report = read_report(reader);
    const auto same = std::find_if(result.reports.begin(), result.reports.end(),
                                   [&](const ReportDefinition& other) { return other.name == report.name; });
    if (same != result.reports.end())
      reader.problem("duplicate-report", report.origin,
                     text("报表“{}”有两份", "two reports are called {}", report.name),
                     text("另一份在 {}", "the other one is {}", same->origin.file));
    else
      result.reports.push_back(std::move(report));
  }
  std::sort(result.reports.begin(), result.reports.end(),
            [](const ReportDefinition& a, const ReportDefinition& b) { return a.name < b.name; });
  return result;
}

ReadReports read_reports(const std::filesystem::path& rulebook_folder) {
  const std::filesystem::path folder = rulebook_folder / "reports";
  ReadReports result;
  if (!std::filesystem::is_directory(folder)) return result;
  const std::vector<SourceFile> sources = read_sources(folder, result.problems);
  ReadReports read = read_reports(sources);
  read.problems.insert(read.problems.begin(), result.problems.begin(), result.problems.end());
  return read;
}

}  // namespace ksbx
