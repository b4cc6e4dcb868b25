#include "app/report.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "base/join.h"
#include "base/nearest.h"
#include "store/journal.h"
#include "store/query.h"
#include "store/views.h"

namespace ksbx {
namespace {

const ReportDefinition& named(const std::vector<ReportDefinition>& reports, const std::string& name) {
  std::vector<std::string> known;
  for (const ReportDefinition& report : reports) {
    if (report.name == name) return report;
    known.push_back(report.name);
  }
  const std::string close = nearest(name, known);
  throw Error(Failure::usage, "unknown-report", text("没有报表“{}”", "no report is called {}", name),
              close.empty() ? text("所有报表见 ksbx report --list", "ksbx report --list shows them all")
                            : text("是不是 {}？所有报表见 ksbx report --list",
                                   "did you mean {}? ksbx report --list shows them all", close));
}

Error is_a_page(const ReportDefinition& page) {
  std::vector<std::string> parts;
  for (const PagePart& part : page.parts) parts.push_back(part.report.name);
  return Error(Failure::usage, "page",
               text("“{}”是一页，由几张表组成，这种格式只装得下一张", "{} is a page of several tables; this holds one",
                    page.name),
               text("整页请用 --format html、table、md 或 json；只要一张的，写它的名称：{}",
                    "take --format html, table, md or json for the page, or name one part: {}", join(parts, "、")));
}

// An id of the rulebook in words; the id itself where the rulebook has it no more.
Text in_words(const Rulebook& rulebook, Shows shows, const std::string& id) {
  const auto label = [&](const auto* found) { return found ? found->label : same_text(id); };
  switch (shows) {
    case Shows::as_is: return same_text(id);
    case Shows::action: return label(rulebook.action(id));
    case Shows::rule: return label(rulebook.rule(id));
    case Shows::role: return label(rulebook.role(id));
    case Shows::stage: return label(rulebook.stage(id));
    case Shows::record: return label(rulebook.record(id));
    case Shows::form: {
      const Form* form = rulebook.form(id);
      return form ? form->title : same_text(id);
    }
  }
  return same_text(id);
}

Error bad_setting(const std::string& name, const std::string& value, Text remedy) {
  return Error(Failure::usage, "bad-setting", text("{} 不能是“{}”", "{} cannot be {}", name, value), std::move(remedy));
}

Cell cell_of(const ReportParameter& parameter, const std::string& value) {
  switch (parameter.type) {
    case ReportParameter::Type::text: return value;
    case ReportParameter::Type::date:
      if (!Day::parse(value))
        throw bad_setting(parameter.name, value, text("日期写成 2026-11-23", "write a date as 2026-11-23"));
      return value;
    case ReportParameter::Type::integer: {
      std::int64_t number = 0;
      const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
      if (error != std::errc{} || end != value.data() + value.size())
        throw bad_setting(parameter.name, value, text("请写整数", "write a whole number"));
      return number;
    }
  }
  return {};
}

// :day, the rulebook's parameters on that day, and the report's own.
std::map<std::string, Cell> bindings_of(const Desk& desk, const ReportDefinition& definition,
                                        const std::map<std::string, std::string>& settings) {
  std::map<std::string, Cell> bindings;
  for (const Parameter& parameter : desk.rulebook.parameters) bindings[parameter.id] = parameter.on(desk.today).value;
  std::vector<std::string> known;
  for (const ReportParameter& parameter : definition.parameters) {
    known.push_back(parameter.name);
    const auto set = settings.find(parameter.name);
    bindings[parameter.name] = set == settings.end() ? parameter.otherwise : cell_of(parameter, set->second);
  }
  for (const auto& [name, value] : settings)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw Error(
          Failure::usage, "unknown-setting",
          text("报表“{}”没有可以设定的“{}”", "the report {} has nothing called {} to set", definition.name, name),
          known.empty() ? text("这份报表没有可以设定的", "it has nothing to set")
                        : text("可以设定：{}", "it has: {}", join(known, "、")));
  bindings["day"] = desk.today.iso();
  return bindings;
}

// A wrong query is a mistake in the report's file.
Table query_of(Desk& desk, const std::string& name, const std::string& sql, const std::map<std::string, Cell>& bindings,
               const Origin& origin) {
  try {
    return query(desk.database, name, sql, bindings);
  } catch (const Error& error) {
    if (error.problems().front().code != "query") throw;
    Problem problem = error.problems().front();
    problem.code = "report-sql";
    problem.origin = origin;
    throw Error(Failure::rules, {std::move(problem)});
  }
}

std::string words_of(const Cell& cell) {
  if (const auto* number = std::get_if<std::int64_t>(&cell)) return format("{}", *number);
  const auto* words = std::get_if<std::string>(&cell);
  return words ? *words : std::string("—");
}

std::string filled(std::string words, const Table& table, const std::vector<Cell>& row) {
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string field = "{" + table.columns[i].name + "}";
    for (std::size_t at = words.find(field); at != std::string::npos; at = words.find(field, at))
      words.replace(at, field.size(), words_of(row[i]));
  }
  return words;
}

void add_notes(Desk& desk, const ReportDefinition& definition, const std::map<std::string, Cell>& bindings,
               Table& table) {
  for (const ReportNote& note : definition.notes) {
    const Table found = query_of(desk, definition.name, note.sql, bindings, note.origin);
    for (const auto& row : found.rows)
      table.notes.push_back({filled(note.words.zh, found, row), filled(note.words.en, found, row)});
  }
}

bool speaks_of_pauses(const std::string& sql) {
  return sql.find("muted_until") != std::string::npos;
}

// Muted is not hidden (policy/pauses.h): a report that treats muted duties apart counts them and says until when, by a note of
// its own or else by this one.
void add_pause_note(Desk& desk, const ReportDefinition& definition, Table& table) {
  const bool has_own = std::any_of(definition.notes.begin(), definition.notes.end(),
                                   [](const ReportNote& note) { return speaks_of_pauses(note.sql); });
  if (has_own || !speaks_of_pauses(definition.sql)) return;
  const Table muted = query(desk.database, "muted",
                            "SELECT count(*), max(muted_until) FROM duties WHERE state = 'open' AND opened <= :day AND "
                            "muted_until >= :day HAVING count(*) > 0",
                            {{"day", desk.today.iso()}});
  for (const auto& row : muted.rows)
    table.notes.push_back(text("有 {} 项任务在暂停中，不算逾期，最晚暂停到 {}（见 pauses）。",
                               "{} duties are muted by pauses and not called late, the last until {} (see pauses).",
                               words_of(row[0]), words_of(row[1])));
}

// The place of a column of that name; nothing if there is none.
std::optional<std::size_t> place_of(const Table& table, const std::string& name) {
  const auto column =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& one) { return one.name == name; });
  if (column == table.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(column - table.columns.begin());
}

bool occurs(const Table& table, const ReportDefinition& definition, const std::string& wanted) {
  const auto place = place_of(table, definition.findings);
  if (!place)
    throw Error(
        Failure::usage, "no-findings",
        text("报表“{}”没有可供 --fail-on 判断的一列", "the report {} has no column for --fail-on", definition.name),
        text("在报表文件里写 findings = \"列名\"", "name one in its file: findings = \"column\""));
  return std::any_of(table.rows.begin(), table.rows.end(),
                     [&](const std::vector<Cell>& row) { return words_of(row[*place]) == wanted; });
}

// By the report's own words, else by the list of choices that it names, else by the rulebook's label of that id.
Text word_for(const ReportColumn& column, const Rulebook& rulebook, const std::string& value) {
  for (const ReportColumn::Word& word : column.words)
    if (word.value == value) return word.label;
  if (const ChoiceList* list = rulebook.choice_list(column.choices))
    for (std::size_t i = 0; i < list->values.size(); ++i)
      if (list->values[i] == value) return list->labels[i];
  return in_words(rulebook, column.shows, value);
}

void put_in_words(const ReportDefinition& definition, const Rulebook& rulebook, Language language, Table& table) {
  for (const ReportColumn& wanted : definition.columns) {
    const auto place = place_of(table, wanted.name);
    if (!place) continue;
    Column& column = table.columns[*place];
    if (!wanted.label.empty()) column.label = wanted.label;
    if (wanted.privacy) column.privacy = *wanted.privacy;
    for (auto& row : table.rows) {
      auto* value = std::get_if<std::string>(&row[*place]);
      if (value != nullptr) *value = word_for(wanted, rulebook, *value).in(language);
    }
  }
}

}  // namespace

Reported report(Desk& desk, const std::vector<ReportDefinition>& reports, const ReportRequest& request) {
  const ReportDefinition& definition = named(reports, request.name);
  if (!definition.parts.empty()) throw is_a_page(definition);
  const std::map<std::string, Cell> bindings = bindings_of(desk, definition, request.settings);
  supply_record_views(desk.database, desk.rulebook);
  Table table = query_of(desk, definition.name, definition.sql, bindings, definition.sql_origin);
  table.title = text("{}（{}）", "{} ({})", definition.title, desk.today.iso());
  const bool found = !request.look_for.empty() && occurs(table, definition, request.look_for);
  put_in_words(definition, desk.rulebook, request.language, table);
  if (table.rows.empty() && !definition.empty.empty()) table.notes.push_back(definition.empty);
  add_notes(desk, definition, bindings, table);
  add_pause_note(desk, definition, table);
  return {mask(std::move(table), request.masking), found};
}

const ReportDefinition* page_named(const std::vector<ReportDefinition>& reports, const std::string& name) {
  const auto found = std::find_if(reports.begin(), reports.end(),
                                  [&](const ReportDefinition& one) { return one.name == name && !one.parts.empty(); });
  return found == reports.end() ? nullptr : &*found;
}

Page page(Desk& desk, const std::vector<ReportDefinition>& reports, const ReportRequest& request) {
  const ReportDefinition& definition = named(reports, request.name);
  if (!request.look_for.empty()) throw is_a_page(definition);
  bindings_of(desk, definition, request.settings);  // refuses what cannot be set
  Page result;
  result.name = definition.name;
  result.title = text("{}（{}）", "{} ({})", definition.title, desk.today.iso());
  for (const PagePart& part : definition.parts) {
    const bool own = named(reports, part.report.name).page == definition.name;
    ReportRequest of_part{part.report.name, request.masking, request.language, own ? request.settings : part.settings};
    Panel shown;
    shown.table = report(desk, reports, of_part).table;
    shown.table.title = part.title.empty() ? named(reports, part.report.name).title : part.title;
    shown.picture = part.picture;
    for (const PagePart::Name& column : part.across) shown.across.push_back(column.name);
    for (const PagePart::Name& column : part.values) shown.values.push_back(column.name);
    shown.target = part.target.name;
    result.parts.push_back(std::move(shown));
  }
  return result;
}

void note_access(Desk& desk, const std::string& report, const std::string& reason, std::size_t rows) {
  Transaction transaction(desk.database, desk.occasion);
  append(transaction, "report.unmasked", report, nlohmann::json{{"reason", reason}, {"rows", rows}}.dump());
  transaction.commit();
}

Table report_list(const std::vector<ReportDefinition>& reports, Language language) {
  Table table{"reports",
              text("报表", "Reports"),
              {{"name", text("名称", "name")}, {"title", text("内容", "title")}, {"clause", text("条款", "clause")}},
              {}};
  for (const ReportDefinition& report : reports) {
    if (!report.page.empty()) continue;
    std::string clauses;
    for (const std::string& clause : report.clauses) clauses += (clauses.empty() ? "" : " ") + clause;
    table.rows.push_back({report.name, report.title.in(language), clauses});
  }
  table.notes.push_back(
      text("一名学生的经过：ksbx report case 学生", "the story of one pupil: ksbx report case PUPIL"));
  return table;
}

}  // namespace ksbx
