// RowStage: the rows of a table flow through stages, a block at a time, so that the table never has to be in memory.
//
// A stage that looks at one row after another lets each block go on at once. One that must see all rows first (an
// order, groups) holds them, or what it needs of them, and hands them out at the end. Notes are sentences about the
// whole table: each stage adds its own at the end, in the order of the stages.
//
//   RowStages stages;
//   stages.add(by_block([](Table block) { return mask(std::move(block), Masking::normal); }));
//   stages.add(limit_stage(10));
//   for (Table& block : blocks) stages.pass(std::move(block), take);
//   const Table rest = stages.end(std::move(head), take);
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/table.h"

namespace ksbx {

class RowStage {
 public:
  virtual ~RowStage() = default;

  // The rows of this block that go on now, changed or fewer; none while they are held. All blocks of a table have the
  // same title and columns, and so have all that go on. Notes of a block are not kept.
  virtual Table pass(Table block) = 0;

  // After the last block, once. `head` is the table without rows, with the notes of the stages before; it may be all
  // there ever was. The rows that were held go to `take`. Returns the head as it goes on, with the notes of this stage.
  // Unless a stage says otherwise, the head passes as a block without rows.
  virtual Table end(Table head, const TakeRows& take);
};

class RowStages {
 public:
  void add(std::unique_ptr<RowStage> stage) { stages_.push_back(std::move(stage)); }

  // What comes out of the last stage goes to `take`, in blocks that have rows and no notes.
  void pass(Table block, const TakeRows& take) { pass_from(0, std::move(block), take); }
  // Returns the table without rows, with all its notes.
  Table end(Table head, const TakeRows& take);

 private:
  void pass_from(std::size_t first, Table block, const TakeRows& take);

  std::vector<std::unique_ptr<RowStage>> stages_;
};

// A stage that changes each block by itself. Of the notes that `change` adds, those stay that it adds to the head.
std::unique_ptr<RowStage> by_block(std::function<Table(Table block)> change);

// Hands out rows and returns their table without them, with its notes.
using RowStream = std::function<Table(const TakeRows& take)>;
// The table with all its rows, for whoever needs it as a whole.
Table collected(const RowStream& stream);

// A table that is there already, after these stages.
Table through(RowStages stages, Table table);
Table through(std::unique_ptr<RowStage> stage, Table table);

// Rows one by one become blocks of their usual size.
class BlockFiller {
 public:
  // `head`, which lives longer, gives title and columns.
  BlockFiller(const Table& head, const TakeRows& take) : head_(head), take_(take) {}
  void add(TableRow row);
  void end();  // the last block, unless it would be empty

 private:
  const Table& head_;
  TakeRows take_;
  std::vector<TableRow> rows_;
};

// Hands out the rows of `table` in such blocks, and returns the table without them.
Table in_blocks(Table table, const TakeRows& take);

}  // namespace ksbx
