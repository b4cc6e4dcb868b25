#include "app/rules/check_reports.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/join.h"
#include "base/nearest.h"
#include "base/placeholders.h"
#include "files/report/report_reader.h"
#include "store/query/query.h"
#include "store/schema/keys.h"
#include "store/schema/open_store.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Checking {
 public:
  Checking(const Rulebook& rulebook, const std::vector<SharedQuery>& queries)
      : rulebook_(rulebook), queries_(queries), database_(store_in_memory()) {
    supply_record_views(database_, rulebook);
    supply_keys(database_, Day());
  }

  // By itself, so that a slip is reported once, in its own place; its parameters are for the reports to define.
  void look_at(const SharedQuery& query) {
    Problems known;  // the reader has told them
    std::vector<const SharedQuery*> tables = needed(queries_, query.uses, known);
    if (std::find(tables.begin(), tables.end(), &query) == tables.end()) tables.push_back(&query);
    if (!known.empty() || uses_faulty(tables) || query.sql.empty() ||
        !shape(with_queries(tables, formatted("SELECT * FROM \"{}\"", query.name)), query.origin))
      faulty_.insert(query.name);
  }

  void look_at(const RulePoints& points) {
    if (const Rule* rule = rulebook_.rule(points.rule.name)) {
      if (points.duty && !contains(ids_of(rule->duties), points.duty->name))
        unknown("unknown-duty", *points.duty, text("任务", "duty"), ids_of(rule->duties));
    } else if (!points.rule.empty()) {
      unknown("unknown-rule", points.rule, text("规则", "rule"), ids_of(rulebook_.rules));
    }
    for (const Word& parameter : points.parameters)
      if (rulebook_.parameter(parameter.name))
        checked.parameters.insert(parameter.name);
      else
        unknown("unknown-parameter", parameter, text("参数", "parameter"), ids_of(rulebook_.parameters));
    for (const Word& parameter : points.parameters) of_points_.insert(":" + parameter.name);
  }

  // The {report:…} of a form: is there such a report, with such settings?
  void look_at(const Form& form, const std::vector<ReportDefinition>& reports) {
    for (const std::string& field : fields_in(form)) {
      const auto wanted = report_wanted(field);
      if (!wanted) continue;
      const auto report = std::find_if(reports.begin(), reports.end(),
                                       [&](const ReportDefinition& one) { return one.name == wanted->name; });
      if (report == reports.end()) {
        std::vector<std::string> known;
        for (const ReportDefinition& one : reports) known.push_back(one.name);
        unknown("unknown-report", {wanted->name, form.origin}, text("报表", "report"), known);
        continue;
      }
      for (const auto& [name, value] : wanted->settings) need_setting(*report, name, form.origin);
    }
  }

  void look_at(const ReportDefinition& report) {
    for (const ReportColumn& column : report.columns) need_choices(column);
    Problems known;
    if (uses_faulty(needed(queries_, report.uses, known)) || !known.empty()) return;
    if (const auto shape = compiled(report, report.sql, report.sql_origin)) {
      for (const ReportColumn& column : report.columns) need_column(*shape, column.name, column.origin);
      need_column(*shape, report.findings, report.findings_origin);
      need_column(*shape, report.dated, report.dated_origin);
      if (report.pivot) need_columns(*shape, *report.pivot);
    }
    for (const ReportNote& note : report.notes) {
      const auto shape = compiled(report, note.sql, note.origin);
      if (!shape) continue;
      std::set<std::string> fields;
      for (const std::string* words : {&note.words.zh, &note.words.en}) fields.merge(as_set(placeholders_in(*words)));
      for (const std::string& field : fields) need_column(*shape, field, note.origin);
    }
  }

  void need_columns(const QueryShape& shape, const ReportPivot& pivot) {
    for (const Word& column : pivot.rows) need_column(shape, column.name, column.origin);
    need_column(shape, pivot.across.name, pivot.across.origin);
    need_column(shape, pivot.value.name, pivot.value.origin);
    if (!pivot.total.name.empty()) need_column(shape, pivot.total.name, pivot.total.origin);
  }

  // Each part names a report that there is, and columns that this gives.
  void look_at_parts(const ReportDefinition& page, const std::vector<ReportDefinition>& reports) {
    for (const PagePart& part : page.parts) {
      const ReportDefinition* shown = needed_report(part, reports);
      if (shown == nullptr || shown->sql.empty()) continue;
      std::optional<QueryShape> shape;
      try {
        shape = shape_of(database_, shown->sql);
      } catch (const Error& reported_already) {
        if (reported_already.failure() != Failure::usage) throw;
        continue;
      }
      need_column(*shape, part.target.name, part.target.origin);
      for (const auto* columns : {&part.across, &part.values})
        for (const PagePart::Name& column : *columns) need_column(*shape, column.name, column.origin);
      for (const auto& [name, value] : part.settings) need_setting(*shown, name, part.report.origin);
    }
  }

  CheckedReports checked;

 private:
  bool uses_faulty(const std::vector<const SharedQuery*>& tables) const {
    return std::any_of(tables.begin(), tables.end(),
                       [&](const SharedQuery* table) { return faulty_.contains(table->name); });
  }

  const ReportDefinition* needed_report(const PagePart& part, const std::vector<ReportDefinition>& reports) {
    std::vector<std::string> known;
    for (const ReportDefinition& report : reports) {
      if (report.name == part.report.name && report.parts.empty()) return &report;
      if (report.parts.empty() && report.page.empty()) known.push_back(report.name);
    }
    unknown("unknown-report", {part.report.name, part.report.origin}, text("报表", "report"), known);
    return nullptr;
  }

  void need_setting(const ReportDefinition& report, const std::string& name, const Origin& origin) {
    std::vector<std::string> known;
    for (const ReportParameter& parameter : report.parameters) known.push_back(parameter.name);
    if (!contains(known, name))
      unknown("unknown-setting", {name, origin}, text("报表参数", "parameter of the report"), known);
  }

  static std::set<std::string> as_set(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

  void error(std::string code, const Origin& origin, Text what, Text remedy) {
    checked.problems.push_back({Severity::error, std::move(code), origin, std::move(what), std::move(remedy)});
  }

  template <typename Things>
  static std::vector<std::string> ids_of(const Things& things) {
    std::vector<std::string> ids;
    for (const auto& thing : things) ids.push_back(thing.id);
    return ids;
  }

  void unknown(const char* code, const Word& word, const Text& what, const std::vector<std::string>& known) {
    const std::string close = nearest(word.name, known);
    error(code, word.origin, text("没有叫“{1}”的{0}", "there is no {0} called {1}", what, word.name),
          close.empty() ? text("可用：{}", "there are: {}", join(known, "、"))
                        : text("是不是 {}？", "did you mean {}?", close));
  }

  // What the query gives, its parameters looked at; nothing if SQLite does not take it.
  std::optional<QueryShape> compiled(const ReportDefinition& report, const std::string& sql, const Origin& origin) {
    std::optional<QueryShape> found = shape(sql, origin);
    if (found)
      for (const std::string& parameter : found->parameters) need_parameter(report, parameter, origin);
    return found;
  }

  // Nothing, and reported, if SQLite does not take the query.
  std::optional<QueryShape> shape(const std::string& sql, const Origin& origin) {
    try {
      return shape_of(database_, sql);
    } catch (const Error& refused) {
      if (refused.failure() != Failure::usage) throw;
      const Problem& problem = refused.problems().front();
      const std::string close = nearest_of(problem.what.en);
      error("report-sql", origin, problem.what,
            close.empty() ? problem.remedy
                          : text("是不是 {}？可查询的视图和列见 docs/data.md。",
                                 "did you mean {}? docs/data.md lists the views and their columns.", close));
    }
    return std::nullopt;
  }

  // SQLite ends with the name that it does not know: "no such column: d.studnet_code". The nearest that there is.
  std::string nearest_of(const std::string& words) {
    const std::size_t colon = words.rfind(": ");
    if (colon == std::string::npos) return {};
    std::string name = words.substr(colon + 2);
    if (words.find("no such table") != std::string::npos) return nearest(name, view_names(database_));
    if (words.find("no such column") == std::string::npos) return {};
    name.erase(0, name.rfind('.') + 1);
    std::set<std::string> columns;
    for (const std::string& view : view_names(database_))
      columns.merge(as_set(shape_of(database_, formatted("SELECT * FROM \"{}\"", view)).columns));
    return nearest(name, {columns.begin(), columns.end()});
  }

  void need_parameter(const ReportDefinition& report, const std::string& written, const Origin& origin) {
    std::vector<std::string> known = {":day", ":today", ":calendar_ends"};
    for (const ReportParameter& own : report.parameters) known.push_back(":" + own.name);
    if (contains(known, written) || of_points_.contains(written)) return;
    for (const Parameter& parameter : rulebook_.parameters) known.push_back(":" + parameter.id);
    if (contains(known, written)) {
      checked.parameters.insert(written.substr(1));
      return;
    }
    const std::string close = nearest(written, known);
    error("report-parameter", origin,
          text("查询语句用了没有定义的“{}”", "the query uses {}, which is not defined", written),
          close.empty() ? text("可用 :day、规则集的参数，或用 [[param]] 定义",
                               "use :day or a parameter of the rulebook, or define it by [[param]]")
                        : text("是不是 {}？", "did you mean {}?", close));
  }

  void need_choices(const ReportColumn& column) {
    if (column.choices.empty() || rulebook_.choice_list(column.choices)) return;
    const Word list{column.choices, column.choices_origin};
    unknown("unknown-choices", list, text("选项表", "list of choices"), ids_of(rulebook_.choices));
  }

  void need_column(const QueryShape& shape, const std::string& name, const Origin& origin) {
    if (name.empty() || contains(shape.columns, name)) return;
    const std::string close = nearest(name, shape.columns);
    error("report-column", origin, text("查询结果里没有“{}”这一列", "the query has no column {}", name),
          close.empty() ? text("查询结果有：{}", "it has: {}", join(shape.columns, "、"))
                        : text("是不是 {}？", "did you mean {}?", close));
  }

  const Rulebook& rulebook_;
  const std::vector<SharedQuery>& queries_;
  std::set<std::string> faulty_;
  std::set<std::string> of_points_;  // parameters that [[points]] name: looked at where they stand
  Database database_;
};

}  // namespace

CheckedReports check_reports(const std::vector<std::filesystem::path>& rulebooks, const Rulebook& rulebook) {
  const ReadReports read = read_reports(rulebooks);
  Checking checking(rulebook, read.queries);
  checking.checked.problems = read.problems;
  for (const RulePoints& points : read.points) checking.look_at(points);
  for (const SharedQuery& query : read.queries) checking.look_at(query);
  for (const Form& form : rulebook.forms) checking.look_at(form, read.reports);
  for (const ReportDefinition& report : read.reports)
    if (!report.sql.empty()) checking.look_at(report);
  for (const ReportDefinition& report : read.reports) checking.look_at_parts(report, read.reports);
  return std::move(checking.checked);
}

}  // namespace ksbx
