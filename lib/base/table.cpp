#include "base/table.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace ksbx {
namespace {

struct Words {
  std::string operator()(std::monostate) const { return {}; }
  std::string operator()(std::int64_t number) const { return std::to_string(number); }
  std::string operator()(double number) const {
    return std::isfinite(number) ? formatted("{}", number) : std::string();
  }
  std::string operator()(const std::string& text) const { return text; }
};

}  // namespace

Text heading_of(const Column& column) {
  const Text label = column.label.empty() ? same_text(column.name) : column.label;
  if (column.unit.empty()) return label;
  return text("{}（{}）", "{} ({})", label, column.unit);
}

std::optional<double> number_of(const Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  if (const auto* fraction = std::get_if<double>(&cell)) return *fraction;
  const auto* words = std::get_if<std::string>(&cell);
  if (words == nullptr || words->empty()) return std::nullopt;
  double number = 0;
  const auto [end, error] =
      std::from_chars(words->data(), words->data() + words->size(), number, std::chars_format::fixed);
  if (error != std::errc{} || end != words->data() + words->size()) return std::nullopt;
  return number;
}

std::string words_of(const Cell& cell) {
  return std::visit(Words{}, cell);
}

std::optional<std::size_t> place_of(const Table& table, const std::string& name) {
  const auto found = std::ranges::find(table.columns, name, &Column::name);
  if (found == table.columns.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.columns.begin());
}

}  // namespace ksbx
