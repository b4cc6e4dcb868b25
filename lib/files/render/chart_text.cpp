// Charts for a terminal. The picture is a column like any other, so headings, widths and notes are those of every table.
#include <algorithm>
#include <map>
#include <utility>

#include "base/join.h"
#include "base/utf8.h"
#include "files/render/chart.h"

namespace ksbx {
namespace {

constexpr int longest_name = 24;   // of a row, in columns of the terminal
constexpr int usual_picture = 40;  // where there is no terminal that has a width
constexpr int least_picture = 8;

constexpr const char* eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};
constexpr const char* heights[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
constexpr const char* fillings[] = {"█", "▒", "░", "▓"};
constexpr const char* shadings[shades + 1] = {" ", "░", "▒", "▓", "█"};

std::string times(const char* block, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += block;
  return out;
}

// What the table of words leaves of the width to the picture.
int room_beside(const Table& table, const RenderOptions& options) {
  if (options.width <= 0) return usual_picture;
  int used = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    int widest = display_width(heading_of(table.columns[i]).in(options.language));
    for (const TableRow& row : table.rows) widest = std::max(widest, display_width(display(words_of(row[i]))));
    used += widest + 2;
  }
  return std::max(least_picture, options.width - used);
}

// A code, and first in rank: neither cut nor left out.
Column picture_column(const Text& heading) {
  return {"picture", heading, Privacy::none, ColumnType::code, {}, 1};
}

// The columns that name the rows as one, and those of the values as they are.
Table words_beside(const Panel& part, Language language) {
  const Table& from = part.table;
  std::vector<std::string> names;
  for (const std::string& name : part.across)
    if (const auto column = place_of(from, name)) names.push_back(heading_of(from.columns[*column]).in(language));
  Table table{from.name, from.title, {{"name", same_text(join(names, " ")), Privacy::none, ColumnType::text, {}, 1}},
              {},        from.notes, from.city};
  std::vector<std::size_t> places;
  for (const std::string& name : part.values)
    if (const auto column = place_of(from, name)) places.push_back(*column);
  for (const std::size_t place : places) {
    table.columns.push_back(from.columns[place]);
    table.columns.back().rank = 1;
  }
  for (const TableRow& row : from.rows) {
    TableRow& made = table.rows.emplace_back();
    made.emplace_back(truncate_to_width(name_of_row(part, row), longest_name));
    for (const std::size_t place : places) made.push_back(row[place]);
  }
  return table;
}

std::string bar_of_one(double value, double most, int room) {
  if (value <= 0) return {};
  const int all = std::max(1, static_cast<int>(value / most * room * 8 + 0.5));
  return times("█", all / 8) + eighths[all % 8];
}

// Each part is as long as its share of the whole bar, and one block where it is anything at all.
std::string bar_of_parts(const Chart& chart, std::size_t row, double most, int room) {
  std::string bar;
  double sum = 0;
  int drawn = 0;
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    const double value = std::max(0.0, chart.series[s].values[row].value_or(0));
    if (value <= 0) continue;
    sum += value;
    const int blocks = std::max(1, static_cast<int>(sum / most * room + 0.5) - drawn);
    bar += times(fillings[s % 4], blocks);
    drawn += blocks;
  }
  return bar;
}

double longest_bar(const Chart& chart) {
  double most = 0;
  for (std::size_t i = 0; i < chart.names.size(); ++i) {
    double sum = 0;
    for (const Chart::Series& series : chart.series) sum += std::max(0.0, series.values[i].value_or(0));
    most = std::max(most, sum);
  }
  return most > 0 ? most : 1;
}

// █ 逾期  ▒ 今天到期
std::string bar_legend(const Chart& chart) {
  std::string out;
  if (chart.series.size() > 1)
    for (std::size_t s = 0; s < chart.series.size(); ++s)
      out += (s > 0 ? "  " : "") + std::string(fillings[s % 4]) + " " + chart.series[s].name;
  return out;
}

Table bars(const Panel& part, const RenderOptions& options) {
  Table table = words_beside(part, options.language);
  const Chart chart = chart_of(part, options.language, "");
  const int room = room_beside(table, options) - (chart.series.size() > 1 ? static_cast<int>(chart.series.size()) : 0);
  const double most = longest_bar(chart);
  table.columns.push_back(picture_column(same_text(bar_legend(chart))));
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    table.rows[i].emplace_back(chart.series.size() == 1 ? bar_of_one(chart.series[0].values[i].value_or(0), most, room)
                                                        : bar_of_parts(chart, i, most, std::max(room, least_picture)));
  if (!chart.doubtful.empty()) table.notes.push_back(same_text(chart.doubt_name));
  return table;
}

// "·" stands for a value that is not known.
std::string sparkline(const std::vector<std::optional<double>>& values, std::size_t first) {
  double least = 0, most = 0;
  for (std::size_t i = first; i < values.size(); ++i) {
    least = std::min(least, values[i].value_or(0));
    most = std::max(most, values[i].value_or(0));
  }
  std::string out;
  for (std::size_t i = first; i < values.size(); ++i)
    out += !values[i]     ? "·"
           : most > least ? heights[static_cast<int>((*values[i] - least) / (most - least) * 7 + 0.5)]
                          : heights[0];
  return out;
}

// The least, greatest and last of the values that are known.
TableRow range_of(const Chart::Series& series, std::size_t first) {
  Cell least, most, last;
  for (std::size_t i = first; i < series.values.size(); ++i) {
    const auto& value = series.values[i];
    if (!value) continue;
    if (!number_of(least) || *value < *number_of(least)) least = *value;
    if (!number_of(most) || *value > *number_of(most)) most = *value;
    last = *value;
  }
  return {series.name, least, most, last};
}

Table lines(const Panel& part, const RenderOptions& options) {
  const Chart chart = chart_of(part, options.language, "");
  Table table{part.table.name,
              part.table.title,
              {{"series", text("数目", "figure"), Privacy::none, ColumnType::text, {}, 1},
               {"least", text("最小", "least"), Privacy::none, ColumnType::decimal, {}, 1},
               {"most", text("最大", "greatest"), Privacy::none, ColumnType::decimal, {}, 1},
               {"last", text("最后", "last"), Privacy::none, ColumnType::decimal, {}, 1}},
              {},
              part.table.notes};
  for (const Chart::Series& series : chart.series) table.rows.push_back(range_of(series, 0));
  const std::size_t all = chart.names.size();
  const auto room = static_cast<std::size_t>(room_beside(table, options));
  const std::size_t first = options.width > 0 && all > room ? all - room : 0;
  for (std::size_t s = 0; s < chart.series.size(); ++s) {
    table.rows[s] = range_of(chart.series[s], first);
    table.rows[s].emplace_back(sparkline(chart.series[s].values, first));
  }
  table.columns.push_back(picture_column(same_text(all == 0 ? "" : chart.names[first] + " … " + chart.names.back())));
  if (first > 0)
    table.notes.push_back(
        text("屏幕只放得下最后 {} 个，共 {} 个", "the last {} of {} values fit the screen", all - first, all));
  return table;
}

Table weeks(const Panel& part) {
  Table table{part.table.name,
              part.table.title,
              {{"week", text("周一", "Monday"), Privacy::none, ColumnType::date, {}, 1}},
              {},
              part.table.notes};
  const Text weekdays[] = {text("一", "Mon"), text("二", "Tue"), text("三", "Wed"), text("四", "Thu"),
                           text("五", "Fri"), text("六", "Sat"), text("日", "Sun")};
  for (const Text& weekday : weekdays) table.columns.push_back(picture_column(weekday));
  double most = 1;
  std::map<Day, TableRow> by_week;
  const std::vector<DayValue> days = days_of(part);
  for (const DayValue& one : days) most = std::max(most, one.value);
  for (const DayValue& one : days) {
    const Day monday = one.day.monday();
    TableRow& row = by_week[monday];
    if (row.empty()) {
      row.resize(8);
      row.front() = monday.iso();
    }
    row[static_cast<std::size_t>(one.day - monday) + 1] =
        words_of(Cell{one.value}) + shadings[shade_of(one.value, most)];
  }
  for (auto& [monday, row] : by_week) table.rows.push_back(std::move(row));
  return table;
}

}  // namespace

Table drawn_in_blocks(const Panel& part, const RenderOptions& options) {
  switch (part.picture) {
    case Picture::bar: return bars(part, options);
    case Picture::line: return lines(part, options);
    case Picture::heat: return weeks(part);
    case Picture::none:
    case Picture::cover:
    case Picture::figures:
    case Picture::strip:
    case Picture::timeline: return part.table;
  }
  return part.table;
}

}  // namespace ksbx
