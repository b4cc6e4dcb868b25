#include "policy/table/column_list.h"

#include <algorithm>
#include <string_view>

#include "base/join.h"
#include "base/nearest.h"
#include "base/problem.h"
#include "base/utf8.h"

namespace ksbx {
namespace {

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

std::string key_of(const Cell& cell) {
  if (const auto* words = std::get_if<std::string>(&cell)) return "t" + *words;
  const auto number = number_of(cell);
  return number ? formatted("n{}", *number) : std::string();
}

}  // namespace

std::vector<ListedColumn> listed_columns(const Table& table, const std::string& list, const char* option) {
  std::vector<ListedColumn> all;
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

Table with_columns(const Table& table, const std::string& columns) {
  Table result{table.name, table.title, {}, {}, table.notes};
  const std::vector<ListedColumn> wanted = listed_columns(table, columns, "--columns");
  for (const ListedColumn& one : wanted) result.columns.push_back(table.columns[one.place]);
  for (const TableRow& row : table.rows) {
    TableRow& made = result.rows.emplace_back();
    for (const ListedColumn& one : wanted) made.push_back(row[one.place]);
  }
  return result;
}

std::vector<std::size_t> places_of_type(const Table& table, bool (*fits)(ColumnType)) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i)
    if (fits(table.columns[i].type)) places.push_back(i);
  return places;
}

std::string row_key(const TableRow& row, const std::vector<std::size_t>& places) {
  std::string key;
  for (const std::size_t place : places) key += key_of(row[place]) + '\0';
  return key;
}

}  // namespace ksbx
