#include "policy/table/chart_wish.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "base/join.h"
#include "base/nearest.h"
#include "base/problem.h"
#include "policy/table/column_list.h"

namespace ksbx {
namespace {

constexpr std::size_t most_bars = 60;
constexpr std::size_t most_names = 3;  // columns that name a row

constexpr std::array<std::pair<std::string_view, Picture>, 3> kinds{
    {{"bar", Picture::bar}, {"line", Picture::line}, {"heat", Picture::heat}}};

struct Wish {
  Picture picture = Picture::bar;
  std::string columns;  // as typed; may be empty
};

Wish wish_of(const std::string& typed) {
  const std::size_t colon = std::min(typed.find(':'), typed.size());
  const std::string kind = typed.substr(0, colon);
  std::vector<std::string> known;
  for (const auto& [name, picture] : kinds) {
    if (name == kind) return {picture, colon < typed.size() ? typed.substr(colon + 1) : std::string()};
    known.emplace_back(name);
  }
  const std::string close = nearest(kind, known);
  throw Error(Failure::usage, "unknown-chart", text("没有“{}”这种图", "there is no chart {}", kind),
              close.empty() ? text("可用：bar（条形）、line（折线）、heat（日历），如 --chart bar 或 --chart bar:列名",
                                   "bar, line or heat, as in: --chart bar, --chart bar:COLUMN")
                            : text("是不是 {}？", "did you mean {}?", close));
}

// Columns as a reader types them: "overdue（逾期）、open".
Text listed(const Table& table, const std::vector<std::size_t>& places) {
  std::vector<std::string> zh, en;
  for (const std::size_t place : places) {
    const Column& column = table.columns[place];
    const Text shown =
        column.label.empty() ? same_text(column.name) : text("{}（{}）", "{} ({})", column.name, column.label);
    zh.push_back(shown.zh);
    en.push_back(shown.en);
  }
  return {join(zh, "、"), join(en, ", ")};
}

Error no_figures(const Table& table, const Text& what) {
  const std::vector<std::size_t> numbers = places_of_type(table, is_number);
  if (!numbers.empty())
    return Error(Failure::usage, "no-figures", what,
                 text("可以画的列：{}", "columns to draw: {}", listed(table, numbers)));
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < table.columns.size(); ++i) all.push_back(i);
  return Error(Failure::usage, "no-figures", what,
               text("先用 --by 或 --group-by 数一数；这份表有：{}",
                    "count first, with --by or --group-by; the columns are: {}", listed(table, all)));
}

std::vector<std::size_t> figures_of(const Table& table, const Wish& wish) {
  std::vector<std::size_t> places;
  if (!wish.columns.empty()) {
    for (const ListedColumn& one : listed_columns(table, wish.columns, "--chart")) {
      const Column& column = table.columns[one.place];
      if (!is_number(column.type) && !table.rows.empty())
        throw no_figures(table,
                         text("列 {} 里没有数目可画", "there is no number to draw in the column {}", column.name));
      places.push_back(one.place);
    }
    return places;
  }
  const auto counts = [](ColumnType type) { return is_number(type) && type != ColumnType::integer; };
  places = places_of_type(table, counts);
  if (places.empty()) places = places_of_type(table, is_number);
  if (places.empty() && !table.rows.empty())
    throw no_figures(table, text("这份表里没有数目可画", "this table has no numbers to draw"));
  places.resize(std::min<std::size_t>(places.size(), 1));
  return places;
}

std::size_t different(const Table& table, const std::vector<std::size_t>& places) {
  std::set<std::string> keys;
  for (const TableRow& row : table.rows) keys.insert(row_key(row, places));
  return keys.size();
}

// Of the columns that are not drawn, those before all numbers first; a column that tells no rows apart says nothing.
std::vector<std::size_t> names_of(const Table& table, const std::vector<std::size_t>& figures) {
  std::vector<std::size_t> names;
  std::size_t told = 1;
  for (std::size_t i = 0; i < table.columns.size() && names.size() < most_names; ++i) {
    if (is_number(table.columns[i].type)) continue;
    names.push_back(i);
    const std::size_t now = different(table, names);
    if (now <= told && table.rows.size() > 1)
      names.pop_back();
    else
      told = now;
    if (told == table.rows.size() && !names.empty()) break;
  }
  for (std::size_t i = 0; i < table.columns.size() && names.empty(); ++i)
    if (std::ranges::count(figures, i) == 0) names.push_back(i);
  return names.empty() ? std::vector<std::size_t>{0} : names;
}

std::size_t day_of(const Table& table) {
  const auto found = std::ranges::find(table.columns, ColumnType::date, &Column::type);
  if (found == table.columns.end())
    throw Error(Failure::usage, "no-days", text("这份表里没有日期，画不成日历", "this table has no days: no calendar"),
                text("改用 --chart bar 或 line", "use --chart bar or line"));
  const auto place = static_cast<std::size_t>(found - table.columns.begin());
  if (different(table, {place}) < table.rows.size())
    throw Error(Failure::usage, "same-day",
                text("同一天有好几行，画不成日历", "several rows have the same day: no calendar"),
                text("先按日期归类：--group-by {}", "count by the day first: --group-by {}", found->name));
  return place;
}

void leave_out_totals(Table& table) {
  std::erase_if(table.rows, [](const TableRow& row) { return is_total(row); });
}

void keep_the_first(Table& table, std::size_t most) {
  if (table.rows.size() <= most) return;
  table.notes.push_back(text("共 {} 行，只画了前 {} 行；--by、--group-by、--where 可以减少。",
                             "the first {1} of {0} rows are drawn; --by, --group-by or --where make fewer.",
                             table.rows.size(), most));
  table.rows.resize(most);
}

Text headings(const Table& table, const std::vector<std::size_t>& places) {
  std::vector<std::string> zh, en;
  for (const std::size_t place : places) {
    zh.push_back(heading_of(table.columns[place]).zh);
    en.push_back(heading_of(table.columns[place]).en);
  }
  return {join(zh, "、"), join(en, ", ")};
}

}  // namespace

void refuse_unknown_chart(const std::string& typed) {
  wish_of(typed);
}

Page charted(Table table, const std::string& typed) {
  const Wish wish = wish_of(typed);
  leave_out_totals(table);
  const std::vector<std::size_t> figures = figures_of(table, wish);
  Page page{table.name, table.title, {}, {}, {}};
  Panel part;
  if (!table.rows.empty()) {
    const bool is_calendar = wish.picture == Picture::heat;
    const std::vector<std::size_t> names =
        is_calendar ? std::vector<std::size_t>{day_of(table)} : names_of(table, figures);
    for (const std::size_t place : names) part.across.push_back(table.columns[place].name);
    for (const std::size_t place : figures) part.values.push_back(table.columns[place].name);
    if (wish.picture == Picture::bar) keep_the_first(table, most_bars);
    part.picture = wish.picture;
    table.title = headings(table, figures);
  }
  part.table = std::move(table);
  page.parts.push_back(std::move(part));
  return page;
}

}  // namespace ksbx
