#include "app/report.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/nearest.h"
#include "store/journal.h"
#include "store/query.h"

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

}  // namespace

Table report(Desk& desk, const std::vector<ReportDefinition>& reports, const std::string& name, Masking masking,
             Language language) {
  const ReportDefinition& definition = named(reports, name);
  Table table = query(desk.database, definition.name, definition.sql, {{"day", desk.today.iso()}});
  table.title = text("{}（{}）", "{} ({})", definition.title, desk.today.iso());
  for (const ReportColumn& wanted : definition.columns) {
    const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                     [&](const Column& one) { return one.name == wanted.name; });
    if (column == table.columns.end()) continue;
    if (!wanted.label.empty()) column->label = wanted.label;
    const auto place = static_cast<std::size_t>(column - table.columns.begin());
    for (auto& row : table.rows) {
      auto* value = std::get_if<std::string>(&row[place]);
      if (value == nullptr) continue;
      const auto word = std::find_if(wanted.words.begin(), wanted.words.end(),
                                     [&](const ReportColumn::Word& one) { return one.value == *value; });
      const Text shown = word != wanted.words.end() ? word->label : in_words(desk.rulebook, wanted.shows, *value);
      *value = shown.in(language);
    }
  }
  if (table.rows.empty() && !definition.empty.empty()) table.notes.push_back(definition.empty);
  return mask(std::move(table), masking);
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
    std::string clauses;
    for (const std::string& clause : report.clauses) clauses += (clauses.empty() ? "" : " ") + clause;
    table.rows.push_back({report.name, report.title.in(language), clauses});
  }
  return table;
}

}  // namespace ksbx
