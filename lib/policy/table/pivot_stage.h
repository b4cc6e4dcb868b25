// pivot_stage: a list of figures becomes a matrix, as officials read one: a row for each place, a column for each
// measure.
//
//   place  measure    percent          place  入学率  巩固率
//   甲校   入学率     100.00     →     甲校   100.00  97.50
//   甲校   巩固率     97.50
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/row_stage.h"

namespace ksbx {

struct Pivot {
  std::vector<std::string> rows;  // columns that stay: what they say together is one row
  std::string across;             // the column whose values become columns
  std::string value;              // the column whose values stand below them
  std::string total = {};         // a column whose values are counted below each; empty: none
  std::string total_words = {};   // what stands before such a value: "合计："
  bool operator==(const Pivot&) const = default;
};

// Rows and columns are in the order in which they come first. Of several values for one place all are there, with 、
// between them; of none nothing. Other columns are left out. A table that lacks one of the columns stays as it is. The
// totals are rows at the end, one for each value of `total`:
//
//   合计：已交       57      55
//   合计：逾期未交    1       3
std::unique_ptr<RowStage> pivot_stage(Pivot pivot);

}  // namespace ksbx
