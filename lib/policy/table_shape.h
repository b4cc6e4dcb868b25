// Table shape: what the reader of a report asks of its table: the rows that fit a condition, totals, an order, some columns.
//
// Everything here sees values, not the words that stand for them (status = 'overdue', not 逾期), and sees them masked: whoever may
// not read a name may not ask for it either, so no condition and no order can give away what a mask covers.
//
//   Table t = shaped(duties, {.where = "status = 'overdue'", .group_by = "role", .sort = "-rows", .limit = 5});
//
// What is written wrongly (a column that is not there, a text compared with a number) is an Error (Failure::usage) with the option,
// a caret and the nearest right name: "unknown-column", and the codes of policy/condition.h.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/table.h"

namespace ksbx {

// The values that a column may have, in the order in which they are to stand, by column; only for columns of such values.
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

Table shaped(Table table, const Shape& shape, const Choices& choices = {});

// The rows for which the condition holds. An empty cell is absent (policy/value.h). Where words stand in place of a number ("<3")
// the answer is unknown: such rows are left out and counted in a note. Fractions and per cent are compared to the thousandth.
Table rows_where(Table table, const std::string& condition, const Choices& choices = {});

// The same for rows that come in blocks. What a column may hold is told by `choices` and the rows of `table` alone, so a condition
// that names another value is refused.
class RowFilter {
 public:
  RowFilter(const Table& table, const std::string& condition, const Choices& choices = {});
  RowFilter(RowFilter&&) noexcept;
  ~RowFilter();

  void keep(Table& block);            // the rows for which it holds
  void add_note(Table& table) const;  // how many could not be judged, if any

 private:
  struct Judgement;
  std::unique_ptr<Judgement> judgement_;
};

// One row for each combination of values of these columns, in the order in which they first come, with `rows`, the number of
// rows, and the sums of the counts. Columns that cannot be added up are gone. A sum over a figure that is hidden is empty.
Table grouped(const Table& table, const std::string& columns);

// By the first column, where equal by the next; otherwise in the order that was. Numbers by size, choices in their order, the
// rest as text; what is empty or no number comes last, whichever way round.
Table sorted(Table table, const std::string& columns, const Choices& choices = {});

// The first rows; a note says how many there were.
Table limited(Table table, int rows);
Text limit_note(std::size_t all, int rows);

Table with_columns(const Table& table, const std::string& columns);

// Each number of the same report then and now, and by how much it changed: columns x_then, x, x_change. Rows are joined on the
// text columns, `apart` (a column of findings) left aside; what stands on one side only has empty cells on the other.
// Failure::usage ("not-comparable") if the table has no numbers, or several rows have the same texts: they must be grouped first.
Table compared(const Table& now, const Table& then, const std::string& apart = {});

// Counts from 1 to `below` - 1 become "<below", and fractions of their row go with them; a note says so. For figures so small that
// a child could be recognised. Zero stays.
Table suppressed(Table table, int below);

}  // namespace ksbx
