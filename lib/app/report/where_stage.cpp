#include "app/report/where_stage.h"

#include <optional>
#include <utility>

#include "base/problem.h"
#include "policy/table/row_filter.h"

namespace ksbx {
namespace {

class WhereStage final : public RowStage {
 public:
  WhereStage(std::string condition, Choices choices, std::string folder, std::size_t most_bytes)
      : condition_(std::move(condition)), choices_(std::move(choices)), waiting_(std::move(folder), {}, most_bytes) {}

  Table pass(Table block) override {
    if (!waits_ && !filter_) waits_ = !understood(block);
    if (waits_) return held(std::move(block));
    filter_->keep(block);
    return block;
  }

  Table end(Table head, const TakeRows& take) override {
    if (!filter_) filter_.emplace(head, condition_, choices_);
    BlockFiller filler(head, [&](Table block) {
      filter_->keep(block);
      take(std::move(block));
    });
    waiting_.each([&](TableRow row) { filler.add(std::move(row)); });
    filler.end();
    filter_->add_note(head);
    return head;
  }

 private:
  // Whether the condition can be judged with what is known by now. What is wrong with it is said at the end, when all
  // is known.
  bool understood(const Table& block) {
    try {
      filter_.emplace(block, condition_, choices_);
    } catch (const Error& error) {
      if (error.failure() != Failure::usage) throw;
    }
    return filter_.has_value();
  }

  Table held(Table block) {
    choices_ = with_values(block, std::move(choices_));
    for (TableRow& row : block.rows) waiting_.add(std::move(row));
    block.rows.clear();
    return block;
  }

  std::string condition_;
  Choices choices_;  // with the values of the rows that wait
  std::optional<RowFilter> filter_;
  bool waits_ = false;
  RowRuns waiting_;
};

}  // namespace

std::unique_ptr<RowStage> where_stage(std::string condition, Choices choices, std::string folder,
                                      std::size_t most_bytes) {
  return std::make_unique<WhereStage>(std::move(condition), std::move(choices), std::move(folder), most_bytes);
}

}  // namespace ksbx
