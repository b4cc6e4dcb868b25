// Table shape: what the reader of a report asks of its table: the rows that fit a condition, totals, an order, some
// columns.
//
// Each is a stage of its own (base/row_stage.h): row_filter.h, group_stage.h, row_order.h, limit_stage.h,
// column_list.h. All of them see values, not the words that stand for them (status = 'overdue', not 逾期), and see them
// masked: whoever may not read a name may not ask for it either, so no condition and no order can give away what a mask
// covers.
//
// What is written wrongly (a column that is not there, a text compared with a number) is an Error (Failure::usage) with
// the option, a caret and the nearest right name: "unknown-column", and the codes of policy/condition/condition.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ksbx {

// The values that a column may have, in the order in which they are to stand, by column; only for columns of such
// values.
using Choices = std::map<std::string, std::vector<std::string>>;

// As typed; what is empty is not asked for. Applied in this order.
struct Shape {
  std::string where = {};     // a condition over the columns
  std::string group_by = {};  // "role,responsible"
  std::string sort = {};      // "-due,name": a minus turns the order round
  std::optional<int> limit = {};
  std::string columns = {};  // "due,role"

  bool operator==(const Shape&) const = default;
  bool asks_nothing() const { return *this == Shape{}; }
};

}  // namespace ksbx
