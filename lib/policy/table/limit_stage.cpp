#include "policy/table/limit_stage.h"

#include <algorithm>
#include <utility>

namespace ksbx {
namespace {

class LimitStage final : public RowStage {
 public:
  explicit LimitStage(std::size_t most) : most_(most) {}

  Table pass(Table block) override {
    const std::size_t before = std::exchange(seen_, seen_ + block.rows.size());
    if (seen_ > most_) block.rows.resize(most_ - std::min(before, most_));
    return block;
  }

  Table end(Table head, const TakeRows&) override {
    if (seen_ > most_)
      head.notes.push_back(
          text("共 {} 行，只列出前 {} 行（--limit）。", "the first {1} of {0} rows (--limit).", seen_, most_));
    return head;
  }

 private:
  std::size_t most_;
  std::size_t seen_ = 0;
};

}  // namespace

std::unique_ptr<RowStage> limit_stage(std::size_t rows) {
  return std::make_unique<LimitStage>(rows);
}

}  // namespace ksbx
