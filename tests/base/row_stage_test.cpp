#include "base/row_stage.h"

#include <doctest/doctest.h>

#include <utility>

using namespace ksbx;

namespace {

Table numbers(std::int64_t count) {
  Table table{"numbers", text("数", "numbers"), {{"n", text("数", "n")}}, {}};
  for (std::int64_t n = 1; n <= count; ++n) table.rows.push_back({n});
  return table;
}

std::string shown(const Table& table) {
  std::string all;
  for (const TableRow& row : table.rows) all += words_of(row[0]) + " ";
  for (const Text& note : table.notes) all += "(" + note.en + ") ";
  return all;
}

Table odd_ones(Table block) {
  std::erase_if(block.rows, [](const TableRow& row) { return std::get<std::int64_t>(row[0]) % 2 == 0; });
  block.notes.push_back(text("只有单数", "odd ones"));
  return block;
}

// Holds all rows and hands them out the other way round.
class Backwards final : public RowStage {
 public:
  Table pass(Table block) override {
    rows_.insert(rows_.end(), block.rows.begin(), block.rows.end());
    block.rows.clear();
    return block;
  }
  Table end(Table head, const TakeRows& take) override {
    Table all = head;
    all.rows.assign(rows_.rbegin(), rows_.rend());
    in_blocks(std::move(all), take);
    head.notes.push_back(text("倒序", "backwards"));
    return head;
  }

 private:
  std::vector<TableRow> rows_;
};

RowStages odd_backwards_then_first_two() {
  RowStages stages;
  stages.add(by_block(odd_ones));
  stages.add(std::make_unique<Backwards>());
  stages.add(by_block([](Table block) {
    if (block.rows.size() > 2) block.rows.resize(2);
    return block;
  }));
  return stages;
}

}  // namespace

TEST_CASE("rows pass the stages in their order, and each stage says its note once") {
  CHECK(shown(through(odd_backwards_then_first_two(), numbers(6))) == "5 3 (odd ones) (backwards) ");
}

TEST_CASE("it does not matter in how many blocks the rows come") {
  RowStages stages = odd_backwards_then_first_two();
  std::string rows;
  const TakeRows take = [&](const Table& block) { rows += shown(block); };
  for (std::int64_t n = 1; n <= 6; ++n) {
    Table block = numbers(0);
    block.rows.push_back({n});
    stages.pass(std::move(block), take);
  }
  CHECK(rows.empty());
  const Table rest = stages.end(numbers(0), take);
  CHECK(rows == "5 3 ");
  CHECK(shown(rest) == "(odd ones) (backwards) ");
}

TEST_CASE("rows that need not wait go on at once, and a block of which nothing is left does not") {
  RowStages stages;
  stages.add(by_block(odd_ones));
  int blocks = 0;
  const TakeRows take = [&](const Table& block) {
    ++blocks;
    CHECK(block.notes.empty());
  };
  stages.pass(numbers(1), take);
  CHECK(blocks == 1);
  Table even = numbers(0);
  even.rows.push_back({std::int64_t{2}});
  stages.pass(std::move(even), take);
  CHECK(blocks == 1);
}

TEST_CASE("a table without rows has its heads and notes all the same") {
  CHECK(shown(through(odd_backwards_then_first_two(), numbers(0))) == "(odd ones) (backwards) ");
}

TEST_CASE("a large table goes out in blocks and comes together again") {
  const auto count = static_cast<std::int64_t>(2 * rows_in_a_block + 1);
  std::size_t blocks = 0;
  const Table again = collected([&](const TakeRows& take) {
    return in_blocks(numbers(count), [&](Table block) {
      ++blocks;
      CHECK(block.rows.size() <= rows_in_a_block);
      take(std::move(block));
    });
  });
  CHECK(blocks == 3);
  CHECK(again.rows == numbers(count).rows);
}
