#include "app/report.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "app/pages.h"
#include "app/report_settings.h"
#include "app/report_words.h"
#include "app/slip.h"
#include "base/nearest.h"
#include "policy/stretch.h"
#include "store/query.h"
#include "store/views.h"

namespace ksbx {
namespace {

// Runs a query of a report; a wrong one is a mistake in the report's file.
template <class Run>
auto at_its_place(const Origin& origin, const Run& run) {
  try {
    return run();
  } catch (const Error& error) {
    if (error.problems().front().code != "query") throw;
    Problem problem = error.problems().front();
    problem.code = "report-sql";
    problem.origin = origin;
    problem.excerpt.clear();
    throw Error(Failure::rules, {std::move(problem)});
  }
}

Table query_of(Desk& desk, const std::string& name, const std::string& sql, const std::map<std::string, Cell>& bindings,
               const Origin& origin) {
  return at_its_place(origin, [&] { return query(desk.database, name, sql, bindings); });
}

// The sentence with the row's values for its {fields}. It is read once: a value that looks like a field is told as it is.
std::string filled(const std::string& words, const Table& table, const std::vector<Cell>& row) {
  std::string result;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t close = words[at] == '{' ? words.find('}', at) : std::string::npos;
    const auto place =
        close == std::string::npos ? std::nullopt : place_of(table, words.substr(at + 1, close - at - 1));
    if (!place) {
      result += words[at++];
      continue;
    }
    const Cell& value = row[*place];
    result += std::holds_alternative<std::monostate>(value) ? "—" : words_of(value);
    at = close + 1;
  }
  return result;
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

void add_all_notes(Desk& desk, const ReportDefinition& definition, const std::map<std::string, Cell>& bindings,
                   bool empty, Table& table) {
  if (empty && !definition.empty.empty()) table.notes.push_back(definition.empty);
  add_notes(desk, definition, bindings, table);
  add_pause_note(desk, definition, table);
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

// Rows as the store has them become rows of the report: of this slip, of this period, masked.
Table masked_rows(const Desk& desk, const ReportDefinition& definition, const ReportRequest& request, Table table) {
  table.title = text("{}（{}）", "{} ({})", definition.title, desk.today.iso());
  describe_columns(definition, table);
  if (!request.whom.empty()) table = slip_for(std::move(table), desk.rulebook, request.whom);
  table = mask(rows_of_period(desk, definition, std::move(table), request.period), request.masking);
  const bool hides = definition.suppress_below > 0 && request.masking != Masking::none;
  return hides ? suppressed(std::move(table), definition.suppress_below) : table;
}

// Conditions see what is masked as masked; with a hint, so that nobody takes an empty answer for a no.
std::vector<Text> mask_hints(const Table& table, const ReportRequest& request) {
  std::vector<Text> hints;
  if (request.masking == Masking::none) return hints;
  for (const Column& column : table.columns)
    if (column.privacy != Privacy::none && request.shape.where.find(column.name) != std::string::npos)
      hints.push_back(text("条件看到的是遮盖后的“{}”；要按原值查，用 --unmask --reason。",
                           "the condition sees {} masked; --unmask --reason lets it see the real values.",
                           column.name));
  return hints;
}

void add(const std::vector<Text>& notes, Table& table) {
  table.notes.insert(table.notes.end(), notes.begin(), notes.end());
}

// Without the columns that are there for whoever names them.
Table without_unnamed(const ReportDefinition& definition, const Shape& shape, Table table) {
  if (!shape.columns.empty()) return table;  // those named are picked in the end
  for (std::size_t i = table.columns.size(); i-- > 0;) {
    const std::string& name = table.columns[i].name;
    const auto said = std::ranges::find(definition.columns, name, &ReportColumn::name);
    if (said == definition.columns.end() || !said->on_request || shape.sort.find(name) != std::string::npos) continue;
    const auto place = static_cast<std::ptrdiff_t>(i);
    table.columns.erase(table.columns.begin() + place);
    for (auto& row : table.rows) row.erase(row.begin() + place);
  }
  return table;
}

// Masked, reduced to the rows and groups that were asked for, not yet ordered or cut; and whether the finding occurs in them.
Table figures(Desk& desk, const ReportDefinition& definition, const ReportRequest& request,
              const std::map<std::string, Cell>& bindings, bool* found) {
  Table table = masked_rows(desk, definition, request,
                            query_of(desk, definition.name, definition.sql, bindings, definition.sql_origin));
  if (!request.shape.where.empty()) {
    table = rows_where(std::move(table), request.shape.where, choices_of(definition, desk.rulebook));
    add(mask_hints(table, request), table);
  }
  if (found != nullptr && !request.look_for.empty()) *found = occurs(table, definition, request.look_for);
  const std::string by = breakdown_of(definition, table, request.by);
  const std::string& asked = request.shape.group_by;
  const std::string groups = by.empty() || asked.empty() ? by + asked : by + "," + asked;
  return groups.empty() ? without_unnamed(definition, request.shape, std::move(table)) : grouped(table, groups);
}

// The same report one period earlier at the side of this one.
Table beside_before(Desk& desk, const ReportDefinition& definition, const ReportRequest& request, Table now) {
  const auto per = per_of_word(request.compare);
  const auto before = per ? same_day_before(*per, desk.today, desk.calendar) : std::nullopt;
  if (!before)
    throw Error(Failure::usage, "no-such-period",
                text("{} 不在任何学期里，或校历里没有更早的学期",
                     "{} lies in no term, or the calendars have none before it", desk.today.iso()),
                text("改用 month、quarter、year，或补上校历", "use month, quarter, year, or add the calendar"));
  Desk earlier{desk.database, desk.rulebook, desk.calendar, desk.occasion, *before};
  const auto bindings = bindings_of(earlier, definition, settings_of(earlier, definition, request));
  Table both = compared(now, figures(earlier, definition, request, bindings, nullptr), definition.findings);
  both.title = text("{}，与 {} 对照", "{}, beside {}", now.title, before->iso());
  return both;
}

// Order, first rows and columns come last, also after a comparison.
Table finished(Table table, Shape shape, const Choices& choices) {
  shape.where.clear();
  shape.group_by.clear();
  return shaped(std::move(table), shape, choices);
}

// The report of that name, which must not be a page of several.
const ReportDefinition& one_table(const std::vector<ReportDefinition>& reports, const std::string& name) {
  const ReportDefinition& definition = report_named(reports, name);
  if (!definition.parts.empty()) throw is_a_page(definition);
  return definition;
}

// Makes the views of record kinds known and returns what the report's SQL is told.
std::map<std::string, Cell> ready_for(Desk& desk, const ReportDefinition& definition, const ReportRequest& request) {
  supply_record_views(desk.database, desk.rulebook);
  return bindings_of(desk, definition, settings_of(desk, definition, request));
}

// A name that no column has is refused before anything is counted. Whatever else is wrong shows in the rows.
void refuse_unknown_names(Desk& desk, const ReportDefinition& definition, const ReportRequest& request) {
  if (!request.by.empty() || !request.compare.empty() || !request.whom.empty()) return;  // they change the columns
  try {
    const Table columns = at_its_place(definition.sql_origin, [&] { return columns_of(desk.database, definition); });
    shaped(columns, request.shape, choices_of(definition, desk.rulebook));
  } catch (const Error& error) {
    const std::string& code = error.problems().front().code;
    if (code == "unknown-name" || code == "unknown-column" || error.failure() != Failure::usage) throw;
  }
}

// What the reader asked of the rows, as far as it can be answered block by block: a condition, the first so many, some columns.
class Selection {
 public:
  Selection(const ReportDefinition& definition, const ReportRequest& request, Choices choices)
      : definition_(definition), request_(request), choices_(std::move(choices)) {
    if (request.shape.limit) limit_ = static_cast<std::size_t>(*request.shape.limit);
  }

  Table of(Table block) {
    const Shape& shape = request_.shape;
    if (!shape.where.empty()) {
      if (!filter_) filter_.emplace(block, shape.where, choices_);
      hints_ = mask_hints(block, request_);
      filter_->keep(block);
    }
    const std::size_t before = std::exchange(rows_, rows_ + block.rows.size());
    if (rows_ > limit_) block.rows.resize(limit_ - std::min(before, limit_));
    return shape.columns.empty() ? without_unnamed(definition_, shape, std::move(block))
                                 : with_columns(block, shape.columns);
  }

  void add_notes(Table& table) const {
    if (filter_) filter_->add_note(table);
    add(hints_, table);
    if (rows_ > limit_) table.notes.push_back(limit_note(rows_, *request_.shape.limit));
  }

 private:
  const ReportDefinition& definition_;
  const ReportRequest& request_;
  Choices choices_;
  std::optional<RowFilter> filter_;
  std::vector<Text> hints_;
  std::size_t limit_ = std::numeric_limits<std::size_t>::max();
  std::size_t rows_ = 0;  // that fit the condition
};

}  // namespace

const ReportDefinition& report_named(const std::vector<ReportDefinition>& reports, const std::string& name) {
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

Reported report(Desk& desk, const std::vector<ReportDefinition>& reports, const ReportRequest& request) {
  const ReportDefinition& definition = one_table(reports, request.name);
  const std::map<std::string, Cell> bindings = ready_for(desk, definition, request);
  refuse_unknown_names(desk, definition, request);
  Reported answer;
  answer.table = figures(desk, definition, request, bindings, &answer.found);
  if (!request.compare.empty()) answer.table = beside_before(desk, definition, request, std::move(answer.table));
  answer.table = finished(std::move(answer.table), request.shape, choices_of(definition, desk.rulebook));
  put_in_words(definition, desk.rulebook, request.language, answer.table);
  if (const auto note = answer.table.rows.empty() ? stranger(desk.database, request.whom) : std::nullopt)
    answer.table.notes.push_back(*note);
  add_all_notes(desk, definition, bindings, answer.table.rows.empty(), answer.table);
  return answer;
}

bool goes_row_by_row(Desk& desk, const std::vector<ReportDefinition>& reports, const ReportRequest& request) {
  const Shape& shape = request.shape;
  if (!shape.sort.empty() || !shape.group_by.empty() || !request.by.empty() || !request.compare.empty() ||
      !request.whom.empty() || !request.look_for.empty())
    return false;
  if (shape.where.empty()) return true;
  const ReportDefinition& definition = one_table(reports, request.name);
  ready_for(desk, definition, request);
  try {
    RowFilter(columns_of(desk.database, definition), shape.where, choices_of(definition, desk.rulebook));
    return true;
  } catch (const Error& error) {
    if (error.failure() != Failure::usage) throw;
    return false;
  }
}

Table report_in_blocks(Desk& desk, const std::vector<ReportDefinition>& reports, const ReportRequest& request,
                       const TakeRows& take) {
  const ReportDefinition& definition = one_table(reports, request.name);
  const std::map<std::string, Cell> bindings = ready_for(desk, definition, request);
  refuse_unknown_names(desk, definition, request);
  Selection selection(definition, request, choices_of(definition, desk.rulebook));
  std::vector<Text> notes;  // of the blocks, each once
  bool empty = true;
  const auto told = [&](Table block) {
    block = selection.of(masked_rows(desk, definition, request, std::move(block)));
    put_in_words(definition, desk.rulebook, request.language, block);
    for (Text& note : block.notes)
      if (std::ranges::find(notes, note) == notes.end()) notes.push_back(std::move(note));
    block.notes.clear();
    return block;
  };
  Table head = at_its_place(definition.sql_origin, [&] {
    return each_block(desk.database, definition.name, definition.sql, bindings,
                      [&](const Table& block) {
                        const Table rows = told(block);
                        if (rows.rows.empty()) return;
                        empty = false;
                        take(rows);
                      })
        .head;
  });
  Table rest = told(std::move(head));
  rest.notes = std::move(notes);
  selection.add_notes(rest);
  add_all_notes(desk, definition, bindings, empty, rest);
  return rest;
}

std::string report_sql(Desk& desk, const std::vector<ReportDefinition>& reports, const ReportRequest& request) {
  const ReportDefinition& definition = one_table(reports, request.name);
  const std::map<std::string, Cell> bindings = ready_for(desk, definition, request);
  return at_its_place(definition.sql_origin, [&] { return sql_with_values(desk.database, definition.sql, bindings); });
}

Table rows_of(Desk& desk, const ReportDefinition& definition) {
  supply_record_views(desk.database, desk.rulebook);
  Table table =
      query_of(desk, definition.name, definition.sql, bindings_of(desk, definition, {}), definition.sql_origin);
  describe_columns(definition, table);
  return table;
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
