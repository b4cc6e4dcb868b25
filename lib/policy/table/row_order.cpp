#include "policy/table/row_order.h"

#include <algorithm>

#include "policy/table/column_list.h"

namespace ksbx {
namespace {

// What is there comes before what is not; 0 if both are.
int by_presence(bool has_a, bool has_b) {
  return (has_a ? 0 : 1) - (has_b ? 0 : 1);
}

}  // namespace

RowOrder::RowOrder(const Table& head, const std::string& columns, const Choices& choices) {
  for (const ListedColumn& one : listed_columns(head, columns, "--sort")) {
    const Column& column = head.columns[one.place];
    By& by = by_.emplace_back(By{one.place, one.turned, is_number(column.type), {}});
    if (const auto listed = choices.find(column.name); listed != choices.end()) by.choices = listed->second;
  }
}

bool RowOrder::operator()(const TableRow& a, const TableRow& b) const {
  for (const By& by : by_)
    if (const int order = by.compare(a[by.place], b[by.place]); order != 0) return order < 0;
  return false;
}

// What decides between two values of the column: nothing for what comes last.
std::optional<double> RowOrder::By::rank(const Cell& cell) const {
  if (!choices) return number_of(cell);
  const auto* words = std::get_if<std::string>(&cell);
  if (words == nullptr) return std::nullopt;
  return static_cast<double>(std::ranges::find(*choices, *words) - choices->begin());
}

// Less than, equal or greater than 0, as in the order asked for.
int RowOrder::By::compare(const Cell& a, const Cell& b) const {
  if (!numeric && !choices) return compare_words(a, b);
  const auto x = rank(a), y = rank(b);
  if (!x || !y) return by_presence(x.has_value(), y.has_value());
  return *x == *y ? 0 : (*x < *y) != turned ? -1 : 1;
}

int RowOrder::By::compare_words(const Cell& a, const Cell& b) const {
  const auto* x = std::get_if<std::string>(&a);
  const auto* y = std::get_if<std::string>(&b);
  const bool has_x = x != nullptr && !x->empty(), has_y = y != nullptr && !y->empty();
  if (!has_x || !has_y) return by_presence(has_x, has_y);
  const int order = x->compare(*y);
  return turned ? -order : order;
}

}  // namespace ksbx
