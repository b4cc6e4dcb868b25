#include "base/row_stage.h"

#include <iterator>
#include <utility>

namespace ksbx {
namespace {

class ByBlock final : public RowStage {
 public:
  explicit ByBlock(std::function<Table(Table)> change) : change_(std::move(change)) {}
  Table pass(Table block) override { return change_(std::move(block)); }

 private:
  std::function<Table(Table)> change_;
};

}  // namespace

Table RowStage::end(Table head, const TakeRows&) {
  return pass(std::move(head));
}

void RowStages::pass_from(std::size_t first, Table block, const TakeRows& take) {
  for (std::size_t i = first; i < stages_.size() && !block.rows.empty(); ++i)
    block = stages_[i]->pass(std::move(block));
  if (block.rows.empty()) return;
  block.notes.clear();
  take(std::move(block));
}

Table RowStages::end(Table head, const TakeRows& take) {
  for (std::size_t i = 0; i < stages_.size(); ++i)
    head = stages_[i]->end(std::move(head), [&](Table block) { pass_from(i + 1, std::move(block), take); });
  return head;
}

std::unique_ptr<RowStage> by_block(std::function<Table(Table block)> change) {
  return std::make_unique<ByBlock>(std::move(change));
}

Table collected(const RowStream& stream) {
  std::vector<TableRow> rows;
  Table table = stream([&rows](Table block) {
    rows.insert(rows.end(), std::move_iterator(block.rows.begin()), std::move_iterator(block.rows.end()));
  });
  table.rows = std::move(rows);
  return table;
}

Table through(RowStages stages, Table table) {
  return collected([&](const TakeRows& take) {
    Table head = in_blocks(std::move(table), [&](Table block) { stages.pass(std::move(block), take); });
    return stages.end(std::move(head), take);
  });
}

Table through(std::unique_ptr<RowStage> stage, Table table) {
  RowStages stages;
  stages.add(std::move(stage));
  return through(std::move(stages), std::move(table));
}

void BlockFiller::add(TableRow row) {
  rows_.push_back(std::move(row));
  if (rows_.size() == rows_in_a_block) end();
}

void BlockFiller::end() {
  if (rows_.empty()) return;
  Table block{head_.name, head_.title, head_.columns, std::exchange(rows_, {}), {}, head_.city};
  take_(std::move(block));
}

Table in_blocks(Table table, const TakeRows& take) {
  std::vector<TableRow> rows = std::exchange(table.rows, {});
  BlockFiller filler(table, take);
  for (TableRow& row : rows) filler.add(std::move(row));
  filler.end();
  return table;
}

}  // namespace ksbx
