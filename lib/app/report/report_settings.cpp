#include "app/report/report_settings.h"

#include <algorithm>
#include <charconv>

#include "app/report/report.h"
#include "base/join.h"
#include "policy/judge/stretch.h"

namespace ksbx {
namespace {

Error bad_setting(const std::string& name, const std::string& value, Text remedy) {
  return Error(Failure::usage, "bad-setting", text("{} 不能是“{}”", "{} cannot be {}", name, value), std::move(remedy));
}

std::optional<Day> first_of_month(const std::string& value) {
  return Day::parse(value + "-01");
}

Cell cell_of(const ReportParameter& parameter, const std::string& value) {
  switch (parameter.type) {
    case ReportParameter::Type::text: return value;
    case ReportParameter::Type::date:
      if (!Day::parse(value))
        throw bad_setting(parameter.name, value, text("日期写成 2026-11-23", "write a date as 2026-11-23"));
      return value;
    case ReportParameter::Type::month:
      if (!first_of_month(value))
        throw bad_setting(parameter.name, value, text("月份写成 2026-10", "write a month as 2026-10"));
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

const ReportParameter* own_parameter(const ReportDefinition& report, const std::string& name) {
  const auto found = std::ranges::find(report.parameters, name, &ReportParameter::name);
  return found == report.parameters.end() ? nullptr : &*found;
}

Stretch required_stretch(const Calendar& calendar, Day day, const std::string& period) {
  const auto per = per_of_word(period);
  const auto stretch = per ? stretch_until(*per, day, calendar) : std::nullopt;
  if (stretch) return *stretch;
  throw Error(Failure::usage, "no-such-period", text("{} 不在任何学期里", "{} is in no term", day.iso()),
              text("用 --as-of 指定学期里的一天，或改用 month、quarter、year",
                   "name a day of a term by --as-of, or use month, quarter, year"));
}

Error no_breakdown(const ReportDefinition& report, const std::string& by, Text remedy) {
  return Error(Failure::usage, "no-such-breakdown",
               text("报表“{}”不能按 {} 分", "the report {} cannot be broken down by {}", report.name, by),
               std::move(remedy));
}

// A parameter `by` shows in a column of that name, whose words are the ways there are.
void check_breakdown(const ReportDefinition& report, const std::string& by) {
  const auto column = std::ranges::find(report.columns, std::string("by"), &ReportColumn::name);
  if (column == report.columns.end() || column->words.empty()) return;
  std::vector<std::string> known;
  for (const ReportColumn::Word& word : column->words) known.push_back(word.value);
  if (std::ranges::find(known, by) == known.end())
    throw no_breakdown(report, by, text("可以按：{}", "it can be by {}", join(known, "、")));
}

}  // namespace

bool takes_period(const ReportDefinition& report) {
  return own_parameter(report, "from") != nullptr && own_parameter(report, "until") != nullptr;
}

Day day_asked(const ReportDefinition& report, const std::map<std::string, std::string>& settings, Day today) {
  for (const ReportParameter& own : report.parameters) {
    const auto set = settings.find(own.name);
    if (own.type != ReportParameter::Type::month || set == settings.end()) continue;
    const Day first = Day::parse(words_of(cell_of(own, set->second)) + "-01").value_or(today);
    return first == today.first_of_month() ? today : first.last_of_month();
  }
  return today;
}

std::map<std::string, std::string> settings_of(const Calendar& calendar, Day day, const ReportDefinition& report,
                                               const ReportRequest& request) {
  std::map<std::string, std::string> settings = request.settings;
  if (!request.by.empty() && own_parameter(report, "by") != nullptr) {
    check_breakdown(report, request.by);
    settings["by"] = request.by;
  }
  if (!request.period.empty() && takes_period(report)) {
    const Stretch stretch = required_stretch(calendar, day, request.period);
    settings["from"] = stretch.first.iso();
    settings["until"] = stretch.last.iso();
  }
  return settings;
}

std::map<std::string, Cell> bindings_of(const Workspace& workspace, Day day, const ReportDefinition& report,
                                        const std::map<std::string, std::string>& settings) {
  std::map<std::string, Cell> bindings;
  for (const Parameter& parameter : workspace.rulebook.parameters) bindings[parameter.id] = parameter.on(day).value;
  std::vector<std::string> known;
  for (const ReportParameter& own : report.parameters) {
    known.push_back(own.name);
    const auto set = settings.find(own.name);
    bindings[own.name] = set == settings.end() ? own.otherwise : cell_of(own, set->second);
  }
  for (const auto& [name, value] : settings)
    if (std::find(known.begin(), known.end(), name) == known.end())
      throw Error(Failure::usage, "unknown-setting",
                  text("报表“{}”没有可以设定的“{}”", "the report {} has no parameter {}", report.name, name),
                  known.empty() ? text("这份报表没有可以设定的", "it has no parameters")
                                : text("可以设定：{}", "it has: {}", join(known, "、")));
  bindings["day"] = day.iso();
  bindings["today"] = workspace.dates.today.iso();
  bindings["calendar_ends"] = workspace.calendar.range().last.iso();
  return bindings;
}

bool breaks_down(const ReportDefinition& report, const std::string& by) {
  return !by.empty() && own_parameter(report, "by") == nullptr;
}

std::string breakdown_of(const ReportDefinition& report, const Table& table, const std::string& by) {
  if (!breaks_down(report, by)) return {};
  static const std::map<std::string, std::vector<std::vector<std::string>>> ways = {
      {"town", {{"town"}, {"school_town"}}},
      {"school", {{"school"}}},
      {"class", {{"school", "grade", "class"}, {"school", "class"}, {"place"}, {"class"}}},
      {"role", {{"role"}}},
      {"person", {{"role", "responsible"}, {"responsible"}, {"person"}}},
  };
  for (const std::vector<std::string>& columns : ways.at(by))
    if (std::ranges::all_of(columns, [&](const std::string& name) { return place_of(table, name).has_value(); }))
      return join(columns, ",");
  std::vector<std::string> known;
  for (const Column& column : table.columns)
    if (!is_number(column.type)) known.push_back(column.name);
  throw no_breakdown(report, by,
                     text("它没有这样的列；可以用 --group-by 按这些列归类：{}",
                          "it has no such column; --group-by can group it by {}", join(known, "、")));
}

Table rows_of_period(const Calendar& calendar, Day day, const ReportDefinition& report, Table table,
                     const std::string& period) {
  if (period.empty() || takes_period(report)) return table;
  const auto place = place_of(table, report.dated);
  if (!place)
    throw Error(Failure::usage, "no-such-period",
                text("报表“{}”说的是一天的情况，没有时段", "the report {} shows the state on one day, not a period",
                     report.name),
                text("用 --as-of 指定哪一天，用 --compare {} 与上期对照",
                     "give the day with --as-of; --compare {} compares it with the period before", period));
  const Stretch stretch = required_stretch(calendar, day, period);
  const std::string first = stretch.first.iso(), last = stretch.last.iso();
  std::erase_if(table.rows, [&](const std::vector<Cell>& row) {
    const auto* cell = std::get_if<std::string>(&row[*place]);
    return cell == nullptr || *cell < first || *cell > last;
  });
  table.title = text("{}，{} 至 {}", "{}, {} to {}", table.title, first, last);
  return table;
}

}  // namespace ksbx
