#include "app/report/report_page.h"

#include <algorithm>

#include "app/report/report.h"
#include "app/report/report_words.h"
#include "policy/rulebook/citation.h"
#include "store/schema/keys.h"
#include "store/schema/open_store.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

// What the report gives on an empty store; nothing if its SQL is wrong.
Table empty_answer(const Rulebook& rulebook, const ReportDefinition& report) {
  Database database = store_in_memory();
  supply_record_views(database, rulebook);
  supply_keys(database, Day());
  try {
    return columns_of(database, report);
  } catch (const Error& error) {
    if (error.failure() != Failure::usage) throw;
  }
  return {};
}

}  // namespace

ReportPage report_page(const Rulebook& rulebook, const std::vector<ReportDefinition>& reports,
                       const std::string& name) {
  ReportPage page;
  page.report = &report_named(reports, name);
  for (const std::string& id : page.report->clauses) {
    const Clause* clause = rulebook.clause(id);
    page.clauses.push_back(clause != nullptr ? text("{} {}", "{} {}", cited(rulebook, {id}), clause->text)
                                             : same_text(id));
  }
  const Table table = empty_answer(rulebook, *page.report);
  const Choices choices = choices_of(*page.report, rulebook);
  for (const Column& column : table.columns) {
    ReportPage::Entry entry{column, {}, {}, false};
    if (const auto known = choices.find(column.name); known != choices.end()) entry.values = known->second;
    const auto said = std::ranges::find(page.report->columns, column.name, &ReportColumn::name);
    entry.on_request = said != page.report->columns.end() && said->on_request;
    for (const std::string& value : entry.values) entry.words.push_back(word_for(*said, rulebook, value));
    page.columns.push_back(std::move(entry));
  }
  return page;
}

}  // namespace ksbx
