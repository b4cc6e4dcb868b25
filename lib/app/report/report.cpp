#include "app/report/report.h"

#include <memory>
#include <optional>
#include <utility>

#include "app/report/pages.h"
#include "app/report/report_query.h"
#include "app/report/report_settings.h"
#include "app/report/report_stages.h"
#include "app/report/report_words.h"
#include "app/report/slip.h"
#include "app/workspace/known_days.h"
#include "base/nearest.h"
#include "policy/judge/stretch.h"
#include "policy/rulebook/citation.h"
#include "policy/table/compare_stage.h"
#include "policy/table/pivot_stage.h"
#include "store/query/query.h"
#include "store/schema/keys.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

// The report of that name, which must not be a page of several.
const ReportDefinition& one_table(const std::vector<ReportDefinition>& reports, const std::string& name) {
  const ReportDefinition& definition = report_named(reports, name);
  if (!definition.parts.empty()) throw is_a_page(definition);
  return definition;
}

Bindings bindings_on(Day day, const Workspace& workspace, const ReportDefinition& definition,
                     const ReportRequest& request) {
  return bindings_of(workspace, day, definition, settings_of(workspace.calendar, day, definition, request));
}

// Makes the views of record kinds known and returns what the report's SQL is given.
Bindings ready_for(const Workspace& workspace, const ReportDefinition& definition, const ReportRequest& request) {
  supply_record_views(workspace.database, workspace.rulebook);
  supply_keys(workspace.database, workspace.dates.judged);
  return bindings_on(workspace.dates.judged, workspace, definition, request);
}

Sight sight_of(const ReportRequest& request) {
  return {request.shown, request.time};
}

// The rows of the query after these stages.
Table streamed(const Workspace& workspace, const ReportDefinition& definition, const Bindings& bindings,
               const Sight& sight, RowStages& stages, const TakeRows& take) {
  Table head =
      rows_of_query(workspace, definition, bindings, sight, [&](Table block) { stages.pass(std::move(block), take); });
  return stages.end(std::move(head), take);
}

// The same day one period earlier.
Day day_before(const Workspace& workspace, const std::string& period) {
  const auto per = per_of_word(period);
  const auto before = per ? same_day_before(*per, workspace.dates.judged, workspace.calendar) : std::nullopt;
  if (before) return *before;
  throw Error(Failure::usage, "no-such-period",
              text("{} 不在任何学期里，或校历里没有更早的学期",
                   "{} is in no term, or the calendars have none before it", workspace.dates.judged.iso()),
              text("改用 month、quarter、year，或补上校历", "use month, quarter, year, or add the calendar"));
}

// The same report one period earlier at the side of this one; both of one moment, which is over when both are asked.
void add_compare(const Workspace& workspace, const ReportDefinition& definition, const ReportRequest& request,
                 RowStages& stages) {
  const Day before = day_before(workspace, request.compare);
  const auto one_moment = std::make_shared<std::optional<Snapshot>>();
  one_moment->emplace(workspace.database);
  const RowStream then = [&workspace, &definition, &request, before, one_moment](const TakeRows& take) {
    RowStages figures = figures_of(workspace, before, definition, request);
    Table rest = streamed(workspace, definition, bindings_on(before, workspace, definition, request), sight_of(request),
                          figures, take);
    one_moment->reset();
    return rest;
  };
  stages.add(compare_stage(then, definition.findings));
  stages.add(by_block([before](Table block) {
    block.title = text("{}，与 {} 对照", "{}, compared with {}", block.title, before.iso());
    return block;
  }));
}

// Whose name many units begin with; empty where there is none, or more than one.
std::string city_of(Database& database) {
  const Table cities = query(database, "cities", "SELECT name FROM units WHERE kind = 'city' AND closed IS NULL");
  return cities.rows.size() == 1 ? words_of(cities.rows.front().front()) : std::string();
}

bool is_read_as_matrix(const ReportDefinition& definition, const ReportRequest& request) {
  return request.matrix && definition.pivot && !are_groups(definition, request) && request.compare.empty() &&
         request.shape.columns.empty() && !request.shape.limit;
}

Pivot pivot_of(const ReportPivot& said, Language language) {
  Pivot pivot{{}, said.across.name, said.value.name, said.total.name, text("合计：", "total: ").in(language)};
  for (const Word& column : said.rows) pivot.rows.push_back(column.name);
  return pivot;
}

// Counts the rows that come out, for what is to be said if there are none.
class NotesStage final : public RowStage {
 public:
  using Notes = std::function<std::vector<Text>(bool empty)>;
  explicit NotesStage(Notes notes) : notes_(std::move(notes)) {}

  Table pass(Table block) override {
    empty_ = empty_ && block.rows.empty();
    return block;
  }
  Table end(Table head, const TakeRows&) override {
    for (Text& note : notes_(empty_)) head.notes.push_back(std::move(note));
    return head;
  }

 private:
  Notes notes_;
  bool empty_ = true;
};

std::vector<Text> all_notes(const Workspace& workspace, const ReportDefinition& definition,
                            const ReportRequest& request, const Bindings& bindings, bool empty) {
  std::vector<Text> notes;
  if (empty)
    if (auto unknown = stranger(workspace.database, request.whom)) notes.push_back(std::move(*unknown));
  if (empty && !definition.empty.empty()) notes.push_back(words_for_nothing(workspace, definition));
  if (!request.compare.empty())
    if (auto before = before_books(workspace, day_before(workspace, request.compare)))
      notes.push_back(std::move(*before));
  for (Text& note : notes_of(workspace, definition, bindings, sight_of(request))) notes.push_back(std::move(note));
  return notes;
}

}  // namespace

const ReportDefinition& report_named(const std::vector<ReportDefinition>& reports, const std::string& name) {
  std::vector<std::string> known;
  for (const ReportDefinition& report : reports) {
    if (report.name == name) return report;
    known.push_back(report.name);
  }
  const std::string close = nearest(name, known);
  throw Error(Failure::usage, "unknown-report", text("没有报表“{}”", "there is no report {}", name),
              close.empty() ? text("所有报表见 ksbx report --list", "ksbx report --list shows them all")
                            : text("是不是 {}？所有报表见 ksbx report --list",
                                   "did you mean {}? ksbx report --list shows them all", close));
}

Reported report(const Workspace& asked, const std::vector<ReportDefinition>& reports, const ReportRequest& request,
                const TakeRows& take) {
  const ReportDefinition& definition = one_table(reports, request.name);
  const Workspace workspace = on_day_of(definition, asked, request.settings);
  refuse_unknown_day(workspace, workspace.dates.judged);
  const Bindings bindings = ready_for(workspace, definition, request);
  refuse_unknown_names(workspace, definition, request);
  bool found = false;
  const Watch look_for = [&](const Table& block) { found = occurs(block, definition, request.look_for) || found; };
  RowStages stages =
      figures_of(workspace, workspace.dates.judged, definition, request, request.look_for.empty() ? Watch{} : look_for);
  if (!request.compare.empty()) add_compare(workspace, definition, request, stages);
  add_order(workspace, definition, request.shape, stages);
  stages.add(by_block([&, city = city_of(workspace.database)](Table block) {
    block.city = city;
    if (request.codes) return block;
    if (are_groups(definition, request)) block = with_groups_named(request.language, std::move(block));
    return in_words(definition, workspace.rulebook, request.language, std::move(block));
  }));
  if (is_read_as_matrix(definition, request)) stages.add(pivot_stage(pivot_of(*definition.pivot, request.language)));
  stages.add(std::make_unique<NotesStage>(
      [&](bool empty) { return all_notes(workspace, definition, request, bindings, empty); }));
  Table rest = streamed(workspace, definition, bindings, sight_of(request), stages, take);
  return {std::move(rest), found};
}

Reported report(const Workspace& workspace, const std::vector<ReportDefinition>& reports,
                const ReportRequest& request) {
  bool found = false;
  Table table = collected([&](const TakeRows& take) {
    Reported told = report(workspace, reports, request, take);
    found = told.found;
    return std::move(told.table);
  });
  return {std::move(table), found};
}

std::string report_sql(const Workspace& asked, const std::vector<ReportDefinition>& reports,
                       const ReportRequest& request) {
  const ReportDefinition& definition = one_table(reports, request.name);
  const Workspace workspace = on_day_of(definition, asked, request.settings);
  const Bindings bindings = ready_for(workspace, definition, request);
  return at_its_place(definition.sql_origin,
                      [&] { return sql_with_values(workspace.database, definition.sql, bindings); });
}

Table rows_of(const Workspace& asked, const ReportDefinition& definition, const Disclosure& shown) {
  const Workspace workspace = on_day_of(definition, asked, {});
  const Bindings bindings = bindings_of(workspace, workspace.dates.judged, definition, {});
  const Sight sight{shown, time_for_reports};
  return with_described_columns(definition, collected([&](const TakeRows& take) {
                                  return rows_of_query(workspace, definition, bindings, sight, take);
                                }));
}

Table report_list(const Rulebook& rulebook, const std::vector<ReportDefinition>& reports, Language language) {
  Table table{"reports",
              text("报表", "Reports"),
              {{"name", text("名称", "name")}, {"title", text("内容", "title")}, {"clause", text("条款", "clause")}},
              {}};
  for (const ReportDefinition& report : reports) {
    if (!report.page.empty()) continue;
    table.rows.push_back({report.name, report.title.in(language), cited(rulebook, report.clauses).in(language)});
  }
  table.notes.push_back(
      text("一名学生的经过：ksbx report case 学生", "the story of one pupil: ksbx report case PUPIL"));
  return table;
}

}  // namespace ksbx
