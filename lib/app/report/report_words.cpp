#include "app/report/report_words.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <sstream>

#include "policy/rulebook/citation.h"
#include "store/query/query.h"
#include "store/schema/views.h"

namespace ksbx {
namespace {

std::vector<std::string> words_between_blanks(const std::string& list) {
  std::istringstream words(list);
  return {std::istream_iterator<std::string>(words), {}};
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
    case Shows::clause: return cited(rulebook, words_between_blanks(id));
    case Shows::demand: return demanded(rulebook, words_between_blanks(id));
    case Shows::form: {
      const Form* form = rulebook.form(id);
      return form ? form->title : same_text(id);
    }
  }
  return same_text(id);
}

template <class Named>
std::vector<std::string> ids_of(const std::vector<Named>& all) {
  std::vector<std::string> ids;
  for (const Named& one : all) ids.push_back(one.id);
  return ids;
}

std::vector<std::string> ids_shown(const Rulebook& rulebook, Shows shows) {
  switch (shows) {
    case Shows::as_is:
    case Shows::clause:
    case Shows::demand: return {};  // lists of several
    case Shows::action: return ids_of(rulebook.actions);
    case Shows::rule: return ids_of(rulebook.rules);
    case Shows::role: return ids_of(rulebook.roles);
    case Shows::stage: return ids_of(rulebook.stages);
    case Shows::form: return ids_of(rulebook.forms);
    case Shows::record: {
      std::vector<std::string> kinds;
      for (const RecordKind& one : rulebook.records) kinds.push_back(one.kind);
      return kinds;
    }
  }
  return {};
}

}  // namespace

Text word_for(const ReportColumn& column, const Rulebook& rulebook, const std::string& value) {
  for (const ReportColumn::Word& word : column.words)
    if (word.value == value) return word.label;
  if (const ChoiceList* list = rulebook.choice_list(column.choices))
    for (std::size_t i = 0; i < list->values.size(); ++i)
      if (list->values[i] == value) return list->labels[i];
  return in_words(rulebook, column.shows, value);
}

Table columns_of(Database& database, const ReportDefinition& report) {
  Table table;
  for (const std::string& name : shape_of(database, report.sql).columns) table.columns.push_back(column_named(name));
  return with_described_columns(report, std::move(table));
}

Table with_described_columns(const ReportDefinition& report, Table table) {
  for (const ReportColumn& wanted : report.columns) {
    const auto place = place_of(table, wanted.name);
    if (!place) continue;
    Column& column = table.columns[*place];
    if (!wanted.label.empty()) column.label = wanted.label;
    if (wanted.privacy) column.privacy = *wanted.privacy;
    if (wanted.type) column.type = *wanted.type;
    column.unit = wanted.unit;
    if (wanted.rank) column.rank = *wanted.rank;
  }
  return table;
}

Table without_unnamed(const ReportDefinition& report, const Shape& shape, Table table) {
  if (!shape.columns.empty()) return table;  // those named are picked in the end
  for (std::size_t i = table.columns.size(); i-- > 0;) {
    const std::string& name = table.columns[i].name;
    const auto said = std::ranges::find(report.columns, name, &ReportColumn::name);
    if (said == report.columns.end() || !said->on_request || shape.sort.find(name) != std::string::npos) continue;
    const auto place = static_cast<std::ptrdiff_t>(i);
    table.columns.erase(table.columns.begin() + place);
    for (TableRow& row : table.rows) row.erase(row.begin() + place);
  }
  return table;
}

std::vector<std::string> values_in_words(const ReportColumn& column, const Rulebook& rulebook) {
  std::vector<std::string> values;
  for (const ReportColumn::Word& word : column.words) values.push_back(word.value);
  if (const ChoiceList* list = rulebook.choice_list(column.choices))
    values.insert(values.end(), list->values.begin(), list->values.end());
  const std::vector<std::string> ids = ids_shown(rulebook, column.shows);
  values.insert(values.end(), ids.begin(), ids.end());
  return values;
}

Choices choices_of(const ReportDefinition& report, const Rulebook& rulebook) {
  Choices choices;
  for (const ReportColumn& column : report.columns) {
    std::vector<std::string> values = values_in_words(column, rulebook);
    if (values.size() > 1 && (!column.type || is_text(*column.type))) choices[column.name] = std::move(values);
  }
  return choices;
}

Table with_groups_named(Language language, Table groups) {
  static const std::map<std::string, Text> none = {
      {"town", text("（不属于镇街）", "(of no town)")},     {"school_town", text("（不属于镇街）", "(of no town)")},
      {"school", text("（不属于学校）", "(of no school)")}, {"class", text("（不属于班级）", "(of no class)")},
      {"place", text("（不属于班级）", "(of no class)")},   {"responsible", text("（未落实）", "(no one)")},
      {"person", text("（未落实）", "(no one)")},
  };
  for (std::size_t i = 0; i < groups.columns.size(); ++i) {
    const auto name = none.find(groups.columns[i].name);
    if (name == none.end()) continue;
    for (TableRow& row : groups.rows)
      if (words_of(row[i]).empty()) row[i] = name->second.in(language);
  }
  return groups;
}

Table in_words(const ReportDefinition& report, const Rulebook& rulebook, Language language, Table table) {
  for (const ReportColumn& column : report.columns) {
    const auto place = place_of(table, column.name);
    if (!place) continue;
    for (auto& row : table.rows)
      if (auto* value = std::get_if<std::string>(&row[*place]))
        *value = word_for(column, rulebook, *value).in(language);
  }
  return table;
}

}  // namespace ksbx
