#include "policy/table_shape.h"

#include <algorithm>
#include <cmath>

#include "base/join.h"
#include "base/nearest.h"
#include "base/problem.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

struct Wanted {
  std::size_t place = 0;  // in the table's columns
  bool turned = false;    // a minus stood before it
};

std::string_view trimmed(std::string_view words) {
  while (!words.empty() && words.front() == ' ') words.remove_prefix(1);
  while (!words.empty() && words.back() == ' ') words.remove_suffix(1);
  return words;
}

[[noreturn]] void refuse_column(const Table& table, const std::string& name, const Origin& at,
                                const std::string& list) {
  std::vector<std::string> known;
  for (const Column& column : table.columns) known.push_back(column.name);
  const std::string close = nearest(name, known);
  throw Error(Failure::usage,
              {{Severity::error, "unknown-column", at, text("没有“{}”这一列", "there is no column {}", name),
                close.empty() ? text("这份表有：{}", "the columns are: {}", join(known, "、"))
                              : text("是不是 {}？", "did you mean {}?", close),
                list}});
}

// The columns of a list as typed behind an option: "-due, name".
std::vector<Wanted> columns_of(const Table& table, const std::string& list, const char* option) {
  std::vector<Wanted> all;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    std::string_view name = trimmed(std::string_view(list).substr(begin, end - begin));
    const bool turned = name.starts_with('-');
    if (turned) name.remove_prefix(1);
    const auto place = place_of(table, std::string(name));
    if (!place) {
      const auto before = static_cast<std::size_t>(name.data() - list.data());
      const int column = static_cast<int>(code_points(list.substr(0, before)).size()) + 1;
      refuse_column(table, std::string(name), {option, 1, column}, list);
    }
    all.push_back({*place, turned});
    begin = end + 1;
  }
  return all;
}

// A cell as a part of a key that joins rows.
std::string key_of(const Cell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell)) return "t" + *words;
  const auto number = number_of(cell);
  return number ? format("n{}", *number) : std::string();
}

std::string key_of(const std::vector<Cell>& row, const std::vector<std::size_t>& places) {
  std::string key;
  for (const std::size_t place : places) key += key_of(row[place]) + '\0';
  return key;
}

std::vector<std::size_t> places_of_type(const Table& table, bool (*fits)(ColumnType)) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (fits(table.columns[i].type)) places.push_back(i);
  return places;
}

// What decides between two values of a column: nothing for what comes last.
struct Order {
  const std::vector<std::string>* choices = nullptr;
  bool numeric = false;

  std::optional<double> rank(const Cell& cell) const {
    if (choices == nullptr) return number_of(cell);
    const auto* words = std::get_if<std::string>(&cell);
    if (words == nullptr) return std::nullopt;
    return static_cast<double>(std::ranges::find(*choices, *words) - choices->begin());
  }

  // Less than, equal or greater than 0, as in the order asked for.
  int compare(const Cell& a, const Cell& b, bool turned) const {
    if (numeric || choices != nullptr) {
      const auto x = rank(a), y = rank(b);
      if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1);
      return *x == *y ? 0 : (*x < *y) != turned ? -1 : 1;
    }
    const auto* x = std::get_if<std::string>(&a);
    const auto* y = std::get_if<std::string>(&b);
    const bool has_x = x != nullptr && !x->empty(), has_y = y != nullptr && !y->empty();
    if (!has_x || !has_y) return (has_x ? 0 : 1) - (has_y ? 0 : 1);
    const int order = x->compare(*y);
    return turned ? -order : order;
  }
};

// The sum of what is written out; nothing as soon as one figure is hidden.
void add_to(Cell& sum, const Cell& cell) {
  if (std::holds_alternative<std::monostate>(cell) || std::holds_alternative<std::string>(sum)) return;
  const auto* number = std::get_if<std::int64_t>(&cell);
  if (number == nullptr) {
    sum = std::string();
    return;
  }
  const auto* before = std::get_if<std::int64_t>(&sum);
  sum = (before != nullptr ? *before : 0) + *number;
}

Cell change_between(const Cell& then, const Cell& now) {
  const auto x = number_of(then), y = number_of(now);
  if (!x || !y) return {};
  const double change = *y - *x;
  constexpr double hundredths = 100;
  if (change == std::trunc(change)) return static_cast<std::int64_t>(change);
  return std::round(change * hundredths) / hundredths;
}

Column named_after(const Column& column, const char* ending, const Text& words) {
  Column named = column;
  named.name += ending;
  named.label = text("{} {}", "{} {}", column.label.empty() ? same_text(column.name) : column.label, words);
  return named;
}

}  // namespace

Table grouped(const Table& table, const std::string& columns) {
  const std::vector<Wanted> by = columns_of(table, columns, "--group-by");
  std::vector<std::size_t> places, sums;
  Table result{table.name, table.title, {}, {}, table.notes};
  for (const Wanted& one : by) places.push_back(one.place);
  for (const std::size_t place : places) result.columns.push_back(table.columns[place]);
  result.columns.push_back({"rows", text("行数", "rows"), Privacy::none, ColumnType::count});
  for (const std::size_t place : places_of_type(table, [](ColumnType type) { return type == ColumnType::count; }))
    if (std::ranges::find(places, place) == places.end()) sums.push_back(place);
  for (const std::size_t place : sums) result.columns.push_back(table.columns[place]);

  std::map<std::string, std::size_t> known;
  for (const auto& row : table.rows) {
    const auto [found, is_new] = known.emplace(key_of(row, places), result.rows.size());
    if (is_new) {
      std::vector<Cell>& made = result.rows.emplace_back();
      for (const std::size_t place : places) made.push_back(row[place]);
      made.emplace_back(std::int64_t{0});
      made.resize(result.columns.size());
    }
    std::vector<Cell>& total = result.rows[found->second];
    add_to(total[places.size()], std::int64_t{1});
    for (std::size_t i = 0; i < sums.size(); ++i) add_to(total[places.size() + 1 + i], row[sums[i]]);
  }
  return result;
}

Table sorted(Table table, const std::string& columns, const Choices& choices) {
  const std::vector<Wanted> by = columns_of(table, columns, "--sort");
  std::vector<Order> orders;
  for (const Wanted& one : by) {
    const Column& column = table.columns[one.place];
    const auto listed = choices.find(column.name);
    orders.push_back({listed == choices.end() ? nullptr : &listed->second, is_number(column.type)});
  }
  std::stable_sort(table.rows.begin(), table.rows.end(), [&](const auto& a, const auto& b) {
    for (std::size_t i = 0; i < by.size(); ++i) {
      const int order = orders[i].compare(a[by[i].place], b[by[i].place], by[i].turned);
      if (order != 0) return order < 0;
    }
    return false;
  });
  return table;
}

Table limited(Table table, int rows) {
  const auto most = static_cast<std::size_t>(rows);
  if (table.rows.size() <= most) return table;
  table.notes.push_back(limit_note(table.rows.size(), rows));
  table.rows.resize(most);
  return table;
}

Text limit_note(std::size_t all, int rows) {
  return text("共 {} 行，只列出前 {} 行（--limit）。", "the first {1} of {0} rows (--limit).", all, rows);
}

Table with_columns(const Table& table, const std::string& columns) {
  Table result{table.name, table.title, {}, {}, table.notes};
  const std::vector<Wanted> wanted = columns_of(table, columns, "--columns");
  for (const Wanted& one : wanted) result.columns.push_back(table.columns[one.place]);
  for (const auto& row : table.rows) {
    std::vector<Cell>& made = result.rows.emplace_back();
    for (const Wanted& one : wanted) made.push_back(row[one.place]);
  }
  return result;
}

Table compared(const Table& now, const Table& then, const std::string& apart) {
  const std::vector<std::size_t> numbers = places_of_type(now, is_number);
  std::vector<std::size_t> texts;
  for (std::size_t i = 0; i < now.columns.size(); ++i)
    if (now.columns[i].type == ColumnType::text && now.columns[i].name != apart) texts.push_back(i);
  Table result{now.name, now.title, {}, {}, now.notes};
  for (const std::size_t place : texts) result.columns.push_back(now.columns[place]);
  for (const std::size_t place : numbers) {
    result.columns.push_back(named_after(now.columns[place], "_then", text("上期", "then")));
    result.columns.push_back(now.columns[place]);
    result.columns.push_back(named_after(now.columns[place], "_change", text("增减", "change")));
  }
  const auto add = [&](const Table& table, bool is_now, std::map<std::string, std::size_t>& mine,
                       std::map<std::string, std::size_t>& all) {
    for (const auto& row : table.rows) {
      const std::string key = key_of(row, texts);
      if (numbers.empty() || !mine.emplace(key, 0).second)
        throw Error(
            Failure::usage, "not-comparable",
            text("这份报表是名单，没有可以逐行对照的数",
                 "the rows of this report cannot be told apart, or hold no numbers"),
            text("先用 --group-by 或 --by 归类，再加 --compare", "put them together by --group-by or --by first"));
      const auto [found, is_new] = all.emplace(key, result.rows.size());
      if (is_new) {
        std::vector<Cell>& made = result.rows.emplace_back(result.columns.size());
        for (std::size_t i = 0; i < texts.size(); ++i) made[i] = row[texts[i]];
      }
      for (std::size_t i = 0; i < numbers.size(); ++i)
        result.rows[found->second][texts.size() + 3 * i + (is_now ? 1 : 0)] = row[numbers[i]];
    }
  };
  std::map<std::string, std::size_t> seen_now, seen_then, all;
  add(now, true, seen_now, all);
  add(then, false, seen_then, all);
  for (auto& row : result.rows)
    for (std::size_t at = texts.size(); at < row.size(); at += 3) row[at + 2] = change_between(row[at], row[at + 1]);
  return result;
}

Table suppressed(Table table, int below) {
  const std::vector<std::size_t> counts =
      places_of_type(table, [](ColumnType type) { return type == ColumnType::count; });
  const std::vector<std::size_t> fractions =
      places_of_type(table, [](ColumnType type) { return type == ColumnType::decimal || type == ColumnType::percent; });
  bool any = false;
  for (auto& row : table.rows) {
    bool here = false;
    for (const std::size_t place : counts) {
      const auto number = number_of(row[place]);
      if (!number || *number <= 0 || *number >= below) continue;
      row[place] = format("<{}", below);
      here = true;
    }
    if (here)
      for (const std::size_t place : fractions) row[place] = {};
    any = any || here;
  }
  if (any)
    table.notes.push_back(text("小于 {} 的数不写出来，免得认出人。",
                               "figures below {} are not written out, so that nobody can be recognised.", below));
  return table;
}

Table shaped(Table table, const Shape& shape, const Choices& choices) {
  if (!shape.where.empty()) table = rows_where(std::move(table), shape.where, choices);
  if (!shape.group_by.empty()) table = grouped(table, shape.group_by);
  if (!shape.sort.empty()) table = sorted(std::move(table), shape.sort, choices);
  if (shape.limit) table = limited(std::move(table), *shape.limit);
  if (!shape.columns.empty()) table = with_columns(table, shape.columns);
  return table;
}

}  // namespace ksbx
