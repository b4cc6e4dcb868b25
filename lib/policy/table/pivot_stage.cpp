#include "policy/table/pivot_stage.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "policy/table/column_list.h"

namespace ksbx {
namespace {

struct Places {
  std::vector<std::size_t> rows;
  std::size_t across = 0, value = 0;
  std::optional<std::size_t> total = {};
};

std::optional<Places> places_in(const Table& table, const Pivot& pivot) {
  Places places;
  for (const std::string& name : pivot.rows) {
    const auto place = place_of(table, name);
    if (!place) return std::nullopt;
    places.rows.push_back(*place);
  }
  const auto across = place_of(table, pivot.across), value = place_of(table, pivot.value);
  if (!across || !value) return std::nullopt;
  places.across = *across;
  places.value = *value;
  if (!pivot.total.empty()) places.total = place_of(table, pivot.total);
  return places;
}

void put(Cell& cell, const Cell& value) {
  const std::string before = words_of(cell), more = words_of(value);
  if (before.empty())
    cell = value;
  else if (!more.empty() && more != before)
    cell = before + "、" + more;
}

class Matrix {
 public:
  Matrix(const Table& head, Places places) : places_(std::move(places)), value_(head.columns[places_.value]) {
    matrix_ = head;
    matrix_.rows.clear();
    matrix_.columns.clear();
    for (const std::size_t place : places_.rows) matrix_.columns.push_back(head.columns[place]);
  }

  void add(const TableRow& row) {
    const auto [found, is_new] = known_.emplace(row_key(row, places_.rows), matrix_.rows.size());
    if (is_new) {
      TableRow& made = matrix_.rows.emplace_back();
      for (const std::size_t place : places_.rows) made.push_back(row[place]);
    }
    const std::size_t column = column_of(words_of(row[places_.across]));
    TableRow& meant = matrix_.rows[found->second];
    if (meant.size() <= column) meant.resize(column + 1);
    put(meant[column], row[places_.value]);
    if (places_.total) count(words_of(row[*places_.total]), column);
  }

  // With the totals, each after these words.
  Table whole(const std::string& total_words) && {
    for (TableRow& row : matrix_.rows) row.resize(matrix_.columns.size());
    for (const Total& total : totals_) {
      TableRow& row = matrix_.rows.emplace_back(matrix_.columns.size());
      row.front() = total_words + total.value;
      for (std::size_t i = places_.rows.size(); i < row.size(); ++i) {
        const auto found = total.counts.find(i);
        row[i] = found == total.counts.end() ? std::int64_t{0} : found->second;
      }
    }
    return std::move(matrix_);
  }

 private:
  struct Total {
    std::string value;
    std::map<std::size_t, std::int64_t> counts;  // by the places of columns
  };

  void count(const std::string& value, std::size_t column) {
    auto total = std::ranges::find(totals_, value, &Total::value);
    if (total == totals_.end()) total = totals_.insert(totals_.end(), Total{value, {}});
    ++total->counts[column];
  }
  std::size_t column_of(const std::string& heading) {
    const auto [found, is_new] = across_.emplace(heading, matrix_.columns.size());
    if (is_new) {
      Column column = value_;
      column.name = heading;
      column.label = same_text(heading);
      matrix_.columns.push_back(std::move(column));
    }
    return found->second;
  }

  Places places_;
  Column value_;
  Table matrix_;
  std::vector<Total> totals_;                                    // in the order in which their values come first
  std::unordered_map<std::string, std::size_t> known_, across_;  // the places of rows and columns
};

class PivotStage final : public RowStage {
 public:
  explicit PivotStage(Pivot pivot) : pivot_(std::move(pivot)) {}

  Table pass(Table block) override {
    rows_.insert(rows_.end(), std::move_iterator(block.rows.begin()), std::move_iterator(block.rows.end()));
    block.rows.clear();
    return block;
  }

  Table end(Table head, const TakeRows& take) override {
    const auto places = places_in(head, pivot_);
    if (!places) {
      head.rows = std::move(rows_);
      return in_blocks(std::move(head), take);
    }
    Matrix matrix(head, *places);
    for (const TableRow& row : rows_) matrix.add(row);
    return in_blocks(std::move(matrix).whole(pivot_.total_words), take);
  }

 private:
  Pivot pivot_;
  std::vector<TableRow> rows_;
};

}  // namespace

std::unique_ptr<RowStage> pivot_stage(Pivot pivot) {
  return std::make_unique<PivotStage>(std::move(pivot));
}

}  // namespace ksbx
