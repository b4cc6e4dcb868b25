#include "policy/table/compare_stage.h"

#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/problem.h"
#include "policy/table/column_list.h"

namespace ksbx {
namespace {

enum class Side { then, now };
constexpr std::size_t columns_a_number = 3;  // then, now, change

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

Error not_comparable() {
  return Error(Failure::usage, "not-comparable",
               text("这份报表是名单，没有可以逐行对照的数", "the rows of this report have no key, or no numbers"),
               text("先用 --group-by 或 --by 归类，再加 --compare", "group them with --group-by or --by first"));
}

// Both sides in one table, as far as they have come.
class BothSides {
 public:
  BothSides(const Table& head, const std::string& apart) : both_{head.name, head.title, {}, {}, head.notes} {
    numbers_ = places_of_type(head, is_number);
    for (std::size_t i = 0; i < head.columns.size(); ++i)
      if (is_text(head.columns[i].type) && head.columns[i].name != apart) texts_.push_back(i);
    for (const std::size_t place : texts_) both_.columns.push_back(head.columns[place]);
    for (const std::size_t place : numbers_) {
      both_.columns.push_back(named_after(head.columns[place], "_then", text("上期", "then")));
      both_.columns.push_back(head.columns[place]);
      both_.columns.push_back(named_after(head.columns[place], "_change", text("增减", "change")));
    }
  }

  // The rows of one side; the next side begins with `begin`.
  void begin() { seen_.clear(); }
  void add(const std::vector<TableRow>& rows, Side side) {
    for (const TableRow& row : rows) add(row, side);
  }

  Table with_changes() && {
    for (TableRow& row : both_.rows)
      for (std::size_t at = texts_.size(); at < row.size(); at += columns_a_number)
        row[at + 2] = change_between(row[at], row[at + 1]);
    return std::move(both_);
  }

 private:
  void add(const TableRow& row, Side side) {
    const std::string key = row_key(row, texts_);
    if (numbers_.empty() || !seen_.insert(key).second) throw not_comparable();
    const auto [found, is_new] = known_.emplace(key, both_.rows.size());
    if (is_new) {
      TableRow& made = both_.rows.emplace_back(both_.columns.size());
      for (std::size_t i = 0; i < texts_.size(); ++i) made[i] = row[texts_[i]];
    }
    TableRow& both = both_.rows[found->second];
    const std::size_t first = texts_.size() + (side == Side::now ? 1 : 0);
    for (std::size_t i = 0; i < numbers_.size(); ++i) both[first + columns_a_number * i] = row[numbers_[i]];
  }

  Table both_;
  std::vector<std::size_t> texts_, numbers_;            // in the columns of one side
  std::unordered_map<std::string, std::size_t> known_;  // the place of a row, by what its texts say
  std::unordered_set<std::string> seen_;                // on this side
};

class CompareStage final : public RowStage {
 public:
  CompareStage(RowStream then, std::string apart) : then_(std::move(then)), apart_(std::move(apart)) {}

  Table pass(Table block) override {
    now_.insert(now_.end(), std::move_iterator(block.rows.begin()), std::move_iterator(block.rows.end()));
    block.rows.clear();
    return block;
  }

  Table end(Table head, const TakeRows& take) override {
    BothSides both_sides(head, apart_);
    both_sides.add(now_, Side::now);
    now_.clear();
    both_sides.begin();
    then_([&](const Table& block) { both_sides.add(block.rows, Side::then); });
    return in_blocks(std::move(both_sides).with_changes(), take);
  }

 private:
  RowStream then_;
  std::string apart_;
  std::vector<TableRow> now_;
};

}  // namespace

std::unique_ptr<RowStage> compare_stage(RowStream then, std::string apart) {
  return std::make_unique<CompareStage>(std::move(then), std::move(apart));
}

}  // namespace ksbx
