#include "app/report/report_query.h"

#include <algorithm>
#include <array>
#include <optional>

#include "app/report/ask.h"
#include "app/report/report_settings.h"
#include "app/workspace/last_night.h"
#include "base/placeholders.h"
#include "base/row_stage.h"
#include "store/query/ad_hoc_query.h"
#include "store/query/query.h"

namespace ksbx {
namespace {

constexpr std::size_t most_rows = 20'000'000;  // of a city of millions, all marks of a year

// The SQL of a report is let out to whoever asks as typed SQL is.
EachBlock asked(const Workspace& workspace, const std::string& name, const std::string& sql, const Bindings& bindings,
                const Sight& sight, const TakeRows& take) {
  const auto day = Day::parse(words_of(bindings.at("day")));
  const AdHocQuery asking(workspace.database, workspace.rulebook, masker_of(sight.shown),
                          {sight.time, day.value_or(workspace.dates.judged)}, sql, "SQL");
  EachBlock answer = each_block(workspace.database, name, sql, bindings, take, most_rows);
  if (answer.more)
    throw Error(Failure::guard, "query-too-long",
                text("报表的行数没有尽头，已停下", "the rows of the report have no end: it was stopped"),
                text("检查报表文件里的 SQL", "look at the SQL in the file of the report"));
  return answer;
}

// The sentence with the row's values for its {fields}.
std::string with_values(const std::string& words, const Table& table, const TableRow& row) {
  return filled(words, [&](std::string_view field) -> std::optional<std::string> {
    const auto place = place_of(table, std::string(field));
    if (!place) return std::nullopt;
    return std::holds_alternative<std::monostate>(row[*place]) ? "—" : words_of(row[*place]);
  });
}

bool speaks_of_pauses(const std::string& sql) {
  return sql.find("muted_until") != std::string::npos;
}

// Muted is not hidden (policy/ledger/pauses.h): a report that treats muted duties apart counts them and says until
// when, by a note of its own or else by this one.
std::vector<Text> pause_notes(const Workspace& workspace, const ReportDefinition& definition) {
  const bool has_own = std::ranges::any_of(definition.notes, speaks_of_pauses, &ReportNote::sql);
  if (has_own || !speaks_of_pauses(definition.sql)) return {};
  const Table muted = query(workspace.database, "muted",
                            "SELECT count(*), max(muted_until) FROM duties WHERE state = 'open' AND opened <= :day AND "
                            "muted_until >= :day HAVING count(*) > 0",
                            {{"day", workspace.dates.judged.iso()}});
  std::vector<Text> notes;
  for (const TableRow& row : muted.rows)
    notes.push_back(text("有 {} 项任务在暂停中，不算逾期，最晚暂停到 {}（见报表“暂停”）。",
                         "{} duties are muted by pauses and not counted as late, the last until {} (see pauses).",
                         words_of(row[0]), words_of(row[1])));
  return notes;
}

// Of the views that nights fill.
bool speaks_of_nights(const std::string& sql) {
  return std::ranges::any_of(std::array{"duties", "documents", "doubts", "sendings"},
                             [&](const char* view) { return sql.find(view) != std::string::npos; });
}

}  // namespace

Workspace on_day_of(const ReportDefinition& definition, const Workspace& workspace, const Settings& settings) {
  Dates dates = workspace.dates;
  const Day asked = day_asked(definition, settings, dates.today);
  if (asked != dates.today) dates.today = dates.judged = asked;
  if (!definition.closed_day) dates.judged = dates.today;
  return {workspace.database, workspace.rulebook, workspace.calendar, dates, workspace.command, workspace.actor};
}

Table rows_of_query(const Workspace& workspace, const ReportDefinition& definition, const Bindings& bindings,
                    const Sight& sight, const TakeRows& take) {
  return at_its_place(definition.sql_origin,
                      [&] { return asked(workspace, definition.name, definition.sql, bindings, sight, take).head; });
}

Text words_for_nothing(const Workspace& workspace, const ReportDefinition& definition) {
  const bool is_known = definition.empty.empty() || !speaks_of_nights(definition.sql);
  const auto unknown = is_known ? std::nullopt : nobody_looked(workspace, workspace.dates.judged);
  return unknown.value_or(definition.empty);
}

std::vector<Text> notes_of(const Workspace& workspace, const ReportDefinition& definition, const Bindings& bindings,
                           const Sight& sight) {
  std::vector<Text> notes;
  for (const ReportNote& note : definition.notes) {
    const Table found = at_its_place(note.origin, [&] {
      return collected([&](const TakeRows& take) {
        return asked(workspace, definition.name, note.sql, bindings, sight, take).head;
      });
    });
    for (const TableRow& row : found.rows)
      notes.push_back({with_values(note.words.zh, found, row), with_values(note.words.en, found, row)});
  }
  const std::vector<Text> pauses = pause_notes(workspace, definition);
  notes.insert(notes.end(), pauses.begin(), pauses.end());
  if (speaks_of_nights(definition.sql))
    if (auto behind = nights_behind(workspace, workspace.dates.judged)) notes.push_back(std::move(*behind));
  return notes;
}

}  // namespace ksbx
