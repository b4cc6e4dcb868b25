#include "policy/table/suppress_stage.h"

#include "policy/table/column_list.h"

namespace ksbx {
namespace {

bool is_figure(ColumnType type) {
  return type == ColumnType::count;
}

bool is_share(ColumnType type) {
  return type == ColumnType::decimal || type == ColumnType::percent;
}

class SuppressStage final : public RowStage {
 public:
  explicit SuppressStage(int below) : below_(below) {}

  Table pass(Table block) override {
    const std::vector<std::size_t> counts = places_of_type(block, is_figure), shares = places_of_type(block, is_share);
    for (TableRow& row : block.rows) {
      bool hides = false;
      for (const std::size_t place : counts) {
        const auto number = number_of(row[place]);
        if (!number || *number <= 0 || *number >= below_) continue;
        row[place] = formatted("<{}", below_);
        hides = true;
      }
      if (!hides) continue;
      for (const std::size_t place : shares) row[place] = {};
      hidden_ = true;
    }
    return block;
  }

  Table end(Table head, const TakeRows&) override {
    if (hidden_)
      head.notes.push_back(text("小于{}的数字不予显示，以保护个人信息。",
                                "figures below {} are not shown, so that no one can be recognised.", below_));
    return head;
  }

 private:
  int below_;
  bool hidden_ = false;  // anything so far
};

}  // namespace

std::unique_ptr<RowStage> suppress_stage(int below) {
  return std::make_unique<SuppressStage>(below);
}

}  // namespace ksbx
