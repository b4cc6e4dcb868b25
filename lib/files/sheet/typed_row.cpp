#include "files/sheet/typed_row.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "base/join.h"
#include "base/problem.h"
#include "files/cell/cell_words.h"
#include "files/sheet/header_match.h"
#include "files/sheet/mapping.h"

namespace ksbx {
namespace {

Problem given_twice(const std::string& column) {
  return {Severity::error,
          "given-twice",
          {},
          text("“{}”这一栏写了两次", "the column {} is given twice", column),
          text("留下一个", "keep one of them")};
}

// The English words of mappings, which are no headers of files.
Mapping words_among(const std::vector<std::string>& names, const Layout& layout) {
  Mapping mapping;
  for (const ColumnRule& rule : layout.columns) {
    const std::string word = word_of_column(rule);
    if (std::ranges::find(names, word) != names.end()) mapping.headers.push_back({word, word});
  }
  return mapping;
}

Problem unknown_column(const std::string& column, const Layout& layout) {
  const Text close = nearest_column(layout, column);
  const Text known = enumerated(layout.columns, [](const ColumnRule& rule) {
    return Text{rule.headers.front(), word_of_column(rule)};
  });
  return {Severity::error,
          "unknown-column",
          {},
          text("{}没有“{}”这一栏", "there is no column {1} in a {0}", layout.label, column),
          close.empty() ? text("可用：{}", "it has: {}", known) : text("是不是 {}？", "did you mean {}?", close)};
}

std::string in_quotes(std::string_view words) {
  std::string all = "\"";
  for (const char c : words) all += c == '"' ? std::string(2, c) : std::string(1, c);
  return all + "\"";
}

}  // namespace

std::optional<TypedCell> typed_cell(std::string_view words) {
  constexpr std::string_view narrow = "=", wide = "＝";
  const std::size_t first = std::min(words.find(narrow), words.find(wide));
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t length = words.substr(first).starts_with(wide) ? wide.size() : narrow.size();
  const std::string_view column = trimmed(words.substr(0, first));
  if (column.empty()) return std::nullopt;
  return TypedCell{std::string(column), std::string(trimmed(words.substr(first + length)))};
}

TypedRow::TypedRow(Layout layout, const std::vector<TypedCell>& cells)
    : layout_(std::move(layout)), cells_(layout_.columns.size()) {
  std::vector<std::string> names;
  std::ranges::transform(cells, std::back_inserter(names), &TypedCell::column);
  Problems problems;
  const HeaderMatch fit = match(layout_, names, words_among(names, layout_));
  std::set<int> repeated;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto column = std::ranges::find(fit.places, static_cast<int>(i));
    if (column != fit.places.end())
      cells_[static_cast<std::size_t>(column - fit.places.begin())] = {true, cells[i].column, cells[i].value};
    else if (const int known = place_of_column(layout_, names[i]); known < 0)
      problems.push_back(unknown_column(names[i], layout_));
    else if (repeated.insert(known).second)
      problems.push_back(given_twice(names[i]));
  }
  if (!problems.empty()) throw Error(Failure::usage, std::move(problems));
}

std::size_t TypedRow::place_of(ColumnName column) const {
  const auto found = std::ranges::find_if(
      layout_.columns, [&](const ColumnRule& rule) { return rule.field < 0 && rule.column == column; });
  return static_cast<std::size_t>(found - layout_.columns.begin());
}

bool TypedRow::has(ColumnName column) const {
  return cells_.at(place_of(column)).is_there;
}

std::string_view TypedRow::cell(ColumnName column) const {
  return cells_.at(place_of(column)).value;
}

void TypedRow::set(ColumnName column, std::string value) {
  Cell& cell = cells_.at(place_of(column));
  if (!cell.is_there) cell.name = layout_.columns[place_of(column)].headers.front();
  cell.is_there = true;
  cell.value = std::move(value);
}

std::string TypedRow::csv() const {
  std::string header, row;
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    if (!cells_[i].is_there) continue;
    const char* const sign = header.empty() ? "" : ",";
    header += sign + in_quotes(layout_.columns[i].headers.front());
    row += sign + in_quotes(cells_[i].value);
  }
  return header + "\n" + row + "\n";
}

std::optional<std::size_t> TypedRow::index_at(int place) const {
  for (std::size_t i = 0; i < cells_.size(); ++i)
    if (cells_[i].is_there && --place == 0) return i;
  return std::nullopt;
}

std::string TypedRow::name_at(int place) const {
  const auto index = index_at(place);
  return index ? cells_[*index].name : std::string();
}

std::optional<ColumnName> TypedRow::column_at(int place) const {
  const auto index = index_at(place);
  if (!index) return std::nullopt;
  return layout_.columns[*index].column;
}

}  // namespace ksbx
