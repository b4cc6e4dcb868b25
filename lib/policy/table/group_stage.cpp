#include "policy/table/group_stage.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "policy/table/column_list.h"

namespace ksbx {
namespace {

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

class GroupStage final : public RowStage {
 public:
  explicit GroupStage(GroupColumns columns) : columns_(std::move(columns)) {}

  Table pass(Table block) override {
    begin(block);
    for (const TableRow& row : block.rows) add(row);
    block.rows.clear();
    return block;
  }

  Table end(Table head, const TakeRows& take) override {
    begin(head);
    Table result{head.name, head.title, {}, std::move(groups_), head.notes};
    for (const std::size_t place : places_) result.columns.push_back(head.columns[place]);
    result.columns.push_back({"rows", text("行数", "rows"), Privacy::none, ColumnType::count});
    for (const std::size_t place : sums_) result.columns.push_back(head.columns[place]);
    return in_blocks(std::move(result), take);
  }

 private:
  void begin(const Table& head) {
    if (!places_.empty()) return;
    for (const ListedColumn& one : listed_columns(head, columns_(head), "--group-by")) places_.push_back(one.place);
    for (const std::size_t place : places_of_type(head, [](ColumnType type) { return type == ColumnType::count; }))
      if (std::ranges::find(places_, place) == places_.end()) sums_.push_back(place);
  }

  void add(const TableRow& row) {
    const auto [found, is_new] = known_.emplace(row_key(row, places_), groups_.size());
    if (is_new) {
      TableRow& made = groups_.emplace_back();
      for (const std::size_t place : places_) made.push_back(row[place]);
      made.emplace_back(std::int64_t{0});
      made.resize(places_.size() + 1 + sums_.size());
    }
    TableRow& total = groups_[found->second];
    add_to(total[places_.size()], std::int64_t{1});
    for (std::size_t i = 0; i < sums_.size(); ++i) add_to(total[places_.size() + 1 + i], row[sums_[i]]);
  }

  GroupColumns columns_;
  std::vector<std::size_t> places_, sums_;  // in the columns that come
  std::vector<TableRow> groups_;
  std::unordered_map<std::string, std::size_t> known_;  // the place of a group, by what its columns say
};

}  // namespace

std::unique_ptr<RowStage> group_stage(GroupColumns columns) {
  return std::make_unique<GroupStage>(std::move(columns));
}

std::unique_ptr<RowStage> group_stage(std::string columns) {
  return group_stage([columns = std::move(columns)](const Table&) { return columns; });
}

}  // namespace ksbx
