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

std::vector<HeadGroup> head_groups(const std::vector<std::string>& headings) {
  const auto head_of = [&](std::size_t place) {
    const std::size_t slash = headings[place].find('/');
    return slash == std::string::npos ? std::string() : headings[place].substr(0, slash);
  };
  std::vector<HeadGroup> groups;
  for (std::size_t i = 0; i < headings.size();) {
    std::size_t end = i + 1;
    const std::string head = head_of(i);
    while (!head.empty() && end < headings.size() && head_of(end) == head) ++end;
    HeadGroup group{end - i > 1 ? head : std::string(), i, {}};
    for (; i < end; ++i)
      group.headings.push_back(group.head.empty() ? headings[i] : headings[i].substr(head.size() + 1));
    groups.push_back(std::move(group));
  }
  return groups;
}

bool have_heads(const std::vector<HeadGroup>& groups) {
  return std::ranges::any_of(groups, [](const HeadGroup& one) { return !one.head.empty(); });
}

bool is_total(const std::vector<Cell>& row) {
  for (const Cell& cell : row)
    if (const auto* words = std::get_if<std::string>(&cell); words != nullptr && !words->empty() && !number_of(cell))
      return words->ends_with("合计") || *words == "total";
  return false;
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
