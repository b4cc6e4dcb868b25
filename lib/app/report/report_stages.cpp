#include "app/report/report_stages.h"

#include <algorithm>
#include <utility>

#include "app/report/report.h"
#include "app/report/report_query.h"
#include "app/report/report_settings.h"
#include "app/report/report_words.h"
#include "app/report/slip.h"
#include "app/report/sort_stage.h"
#include "app/report/where_stage.h"
#include "app/report/where_words.h"
#include "base/mask.h"
#include "policy/table/column_list.h"
#include "policy/table/group_stage.h"
#include "policy/table/limit_stage.h"
#include "policy/table/suppress_stage.h"

namespace ksbx {
namespace {

// With the report's own title, headings and types.
Table named(const ReportDefinition& definition, Day day, Table table) {
  table.title = text("{}（{}）", "{} ({})", definition.title, day.iso());
  return with_described_columns(definition, std::move(table));
}

// Conditions see what is masked as masked; with a hint, so that no one takes an empty answer for a no.
Table with_mask_hints(const ReportRequest& request, Table table) {
  if (request.shown == Masking::none) return table;
  for (const Column& column : table.columns)
    if (column.privacy != Privacy::none && request.shape.where.find(column.name) != std::string::npos)
      table.notes.push_back(text("条件看到的是遮盖后的“{}”；要按原值查，用 --unmask --reason。",
                                 "the condition sees {} masked; --unmask --reason lets it see the real values.",
                                 column.name));
  return table;
}

// Of --by and --group-by together; empty if nothing is to be grouped.
std::string groups_asked(const ReportDefinition& definition, const ReportRequest& request, const Table& head) {
  const std::string by = breakdown_of(definition, head, request.by);
  const std::string& asked = request.shape.group_by;
  return by.empty() || asked.empty() ? by + asked : by + "," + asked;
}

void add_masked(const Workspace& workspace, Day day, const ReportDefinition& definition, const ReportRequest& request,
                RowStages& stages) {
  stages.add(by_block([&definition, day](Table block) { return named(definition, day, std::move(block)); }));
  if (!request.whom.empty()) {
    const std::string whom = holder_meant(workspace.database, workspace.rulebook, request.whom);
    stages.add(by_block([&, whom](Table block) { return slip_for(std::move(block), workspace.rulebook, whom); }));
  }
  if (!request.period.empty())
    stages.add(by_block([&, day](Table block) {
      return rows_of_period(workspace.calendar, day, definition, std::move(block), request.period);
    }));
  stages.add(by_block([&](Table block) { return mask(std::move(block), request.shown); }));
  if (definition.suppress_below > 0 && request.shown != Masking::none)
    stages.add(suppress_stage(definition.suppress_below));
}

}  // namespace

bool are_groups(const ReportDefinition& definition, const ReportRequest& request) {
  return !request.shape.group_by.empty() || breaks_down(definition, request.by);
}

RowStages figures_of(const Workspace& workspace, Day day, const ReportDefinition& definition,
                     const ReportRequest& request, const Watch& watch) {
  RowStages stages;
  add_masked(workspace, day, definition, request, stages);
  if (!request.shape.where.empty()) {
    stages.add(where_stage(with_values_for_words(definition, workspace.rulebook, request.shape.where),
                           choices_of(definition, workspace.rulebook), workspace.database.scratch_folder()));
    stages.add(by_block([&](Table block) { return with_mask_hints(request, std::move(block)); }));
  }
  if (watch)
    stages.add(by_block([watch](Table block) {
      watch(block);
      return block;
    }));
  if (are_groups(definition, request))
    stages.add(group_stage([&](const Table& head) { return groups_asked(definition, request, head); }));
  else
    stages.add(by_block([&](Table block) { return without_unnamed(definition, request.shape, std::move(block)); }));
  return stages;
}

void add_order(const Workspace& workspace, const ReportDefinition& definition, const Shape& shape, RowStages& stages) {
  if (!shape.sort.empty())
    stages.add(sort_stage(shape.sort, choices_of(definition, workspace.rulebook), workspace.database.scratch_folder()));
  if (shape.limit) stages.add(limit_stage(static_cast<std::size_t>(*shape.limit)));
  if (!shape.columns.empty())
    stages.add(by_block([columns = shape.columns](const Table& block) { return with_columns(block, columns); }));
}

void refuse_unknown_names(const Workspace& workspace, const ReportDefinition& definition,
                          const ReportRequest& request) {
  if (!request.by.empty() || !request.compare.empty() || !request.whom.empty()) return;  // they change the columns
  RowStages stages;
  const Shape& shape = request.shape;
  if (!shape.where.empty())
    stages.add(where_stage(with_values_for_words(definition, workspace.rulebook, shape.where),
                           choices_of(definition, workspace.rulebook), workspace.database.scratch_folder()));
  if (!shape.group_by.empty()) stages.add(group_stage(shape.group_by));
  add_order(workspace, definition, shape, stages);
  try {
    through(std::move(stages),
            at_its_place(definition.sql_origin, [&] { return columns_of(workspace.database, definition); }));
  } catch (const Error& error) {
    const std::string& code = error.problems().front().code;
    if (code == "unknown-name" || code == "unknown-column" || error.failure() != Failure::usage) throw;
  }
}

bool occurs(const Table& block, const ReportDefinition& definition, const std::string& wanted) {
  const auto place = place_of(block, definition.findings);
  if (!place)
    throw Error(
        Failure::usage, "no-findings",
        text("报表“{}”没有可供 --fail-on 判断的一列", "the report {} has no column for --fail-on", definition.name),
        text("在报表文件里写 findings = \"列名\"", "name one in its file: findings = \"column\""));
  return std::ranges::any_of(block.rows, [&](const TableRow& row) { return words_of(row[*place]) == wanted; });
}

}  // namespace ksbx
