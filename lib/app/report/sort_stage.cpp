#include "app/report/sort_stage.h"

#include <optional>
#include <utility>

#include "policy/table/row_order.h"

namespace ksbx {
namespace {

class SortStage final : public RowStage {
 public:
  SortStage(std::string columns, Choices choices, std::string folder, std::size_t most_bytes)
      : columns_(std::move(columns)),
        choices_(std::move(choices)),
        rows_(
            std::move(folder), [this](const TableRow& a, const TableRow& b) { return (*order_)(a, b); }, most_bytes) {}

  Table pass(Table block) override {
    if (!order_) order_.emplace(block, columns_, choices_);
    for (TableRow& row : block.rows) rows_.add(std::move(row));
    block.rows.clear();
    return block;
  }

  Table end(Table head, const TakeRows& take) override {
    // What a column holds may show late; rows that were sorted by then stay as they are.
    if (rows_.all_in_memory()) order_.emplace(head, columns_, choices_);
    BlockFiller filler(head, take);
    rows_.each([&](TableRow row) { filler.add(std::move(row)); });
    filler.end();
    return head;
  }

 private:
  std::string columns_;
  Choices choices_;
  std::optional<RowOrder> order_;
  RowRuns rows_;
};

}  // namespace

std::unique_ptr<RowStage> sort_stage(std::string columns, Choices choices, std::string folder, std::size_t most_bytes) {
  return std::make_unique<SortStage>(std::move(columns), std::move(choices), std::move(folder), most_bytes);
}

}  // namespace ksbx
