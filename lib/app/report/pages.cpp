#include "app/report/pages.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "app/report/report_query.h"
#include "app/report/report_settings.h"
#include "app/workspace/known_days.h"
#include "app/workspace/last_night.h"
#include "base/join.h"
#include "store/journal/journal.h"

namespace ksbx {
namespace {

// What the page is told, with the days of the period up to its day.
ReportRequest with_period(const Workspace& workspace, const ReportDefinition& page, ReportRequest request) {
  request.settings = settings_of(workspace.calendar, workspace.dates.judged, page, request);
  return request;
}

// A part as a report of its own; it is told what the page is told, as far as it has a parameter for it.
ReportRequest request_of(const std::vector<ReportDefinition>& reports, const PagePart& part,
                         const ReportRequest& request) {
  ReportRequest asked{part.report.name, request.shown, request.language, part.settings};
  for (const ReportParameter& one : report_named(reports, part.report.name).parameters)
    if (const auto told = request.settings.find(one.name); told != request.settings.end())
      asked.settings.insert(*told);  // unless the page itself says so
  asked.codes = request.codes;
  asked.time = request.time;
  return asked;
}

Panel panel_of(const Workspace& workspace, const std::vector<ReportDefinition>& reports, const PagePart& part,
               const ReportRequest& request) {
  Panel shown;
  shown.table = report(workspace, reports, request).table;
  shown.table.title = part.title.empty() ? report_named(reports, part.report.name).title : part.title;
  shown.picture = part.picture;
  for (const PagePart::Name& column : part.across) shown.across.push_back(column.name);
  for (const PagePart::Name& column : part.values) shown.values.push_back(column.name);
  shown.target = part.target.name;
  return shown;
}

// What each part says of the nights is said once.
void say_once(const std::optional<Text>& note, std::vector<Panel>& parts) {
  if (!note) return;
  bool said = false;
  for (Panel& part : parts)
    std::erase_if(part.table.notes, [&](const Text& one) { return one == *note && std::exchange(said, true); });
}

bool asks_of_one_table(const ReportDefinition& page, const ReportRequest& request) {
  return !request.whom.empty() || !request.by.empty() || !request.compare.empty() || !request.chart.empty() ||
         !request.shape.asks_nothing() || (!request.period.empty() && !takes_period(page));
}

// 2026-10-15, or of a page that tells of a period its days.
Text days_of(const ReportDefinition& page, const ReportRequest& request, Day day) {
  if (!takes_period(page)) return same_text(day.iso());
  const auto day_set = [&](const char* name, Day otherwise) {
    const auto set = request.settings.find(name);
    return set == request.settings.end() ? otherwise.iso() : set->second;
  };
  return text("{} 至 {}", "{} to {}", day_set("from", day.first_of_month()), day_set("until", day));
}

}  // namespace

Error is_a_page(const ReportDefinition& page) {
  std::vector<std::string> parts;
  for (const PagePart& part : page.parts) parts.push_back(part.report.name);
  return Error(
      Failure::usage, "page",
      text("“{}”是一页，由几张表组成，这样要的只能是一张", "{} is a page with several tables; only one fits here",
           page.name),
      text("整页请用 --format html、xlsx、table、md 或 json；只要一张的，写它的名称：{}",
           "use --format html, xlsx, table, md or json for the page, or name one part: {}", join(parts, "、")));
}

const ReportDefinition* page_named(const std::vector<ReportDefinition>& reports, const std::string& name) {
  const auto found = std::find_if(reports.begin(), reports.end(),
                                  [&](const ReportDefinition& one) { return one.name == name && !one.parts.empty(); });
  return found == reports.end() ? nullptr : &*found;
}

Page page(const Workspace& asked, const std::vector<ReportDefinition>& reports, const ReportRequest& said) {
  const Snapshot one_moment(asked.database);  // a night may end between two of its parts
  const ReportDefinition& definition = report_named(reports, said.name);
  const Workspace workspace = on_day_of(definition, asked, said.settings);
  refuse_unknown_day(workspace, workspace.dates.judged);
  const ReportRequest request = with_period(workspace, definition, said);
  if (!request.look_for.empty())
    throw Error(
        Failure::usage, "no-findings",
        text("“{}”是一页，没有可供 --fail-on 判断的一列", "the page {} has no column for --fail-on", request.name),
        text("请写它的一部分或别的报表", "name one of its parts, or another report"));
  if (asks_of_one_table(definition, request)) throw is_a_page(definition);
  bindings_of(workspace, workspace.dates.judged, definition, request.settings);  // refuses what cannot be set
  Page result;
  result.name = definition.name;
  result.title = text("{}（{}）", "{} ({})", definition.title, days_of(definition, request, workspace.dates.judged));
  for (const PagePart& part : definition.parts) {
    Panel panel = panel_of(workspace, reports, part, request_of(reports, part, request));
    if (!definition.silent || !panel.table.rows.empty()) result.parts.push_back(std::move(panel));
  }
  const std::optional<Text> behind = nights_behind(workspace, workspace.dates.judged);
  // No news is no good news where nobody looked: then a silent page speaks, too.
  if (behind && result.parts.empty() && !definition.parts.empty())
    result.parts.push_back(
        panel_of(workspace, reports, definition.parts.front(), request_of(reports, definition.parts.front(), request)));
  say_once(behind, result.parts);
  // What is mailed every night is where the head of the journal is kept outside (ksbx verify --head).
  if (definition.silent && !result.parts.empty())
    result.notes.push_back(text("日志链 {}", "journal {}", journal_head(workspace.database).print()));
  return result;
}

std::vector<std::string> questions_of(const Workspace& asked, const std::vector<ReportDefinition>& reports,
                                      const ReportRequest& request) {
  const ReportDefinition& definition = report_named(reports, request.name);
  const Workspace workspace = on_day_of(definition, asked, request.settings);
  std::vector<std::string> questions;
  for (const PagePart& part : definition.parts)
    questions.push_back(
        report_sql(workspace, reports, request_of(reports, part, with_period(workspace, definition, request))));
  if (definition.parts.empty()) questions.push_back(report_sql(workspace, reports, request));
  if (!request.compare.empty()) questions.push_back(questions.front());  // another day takes about the same
  return questions;
}

}  // namespace ksbx
