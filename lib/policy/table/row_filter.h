// RowFilter: the rows of a report for which a condition of its reader holds (--where), judged one by one.
//
// An empty cell is absent (policy/condition/value.h). Where words are in place of a number ("<3") the answer is
// unknown: such rows are left out and counted in a note. Fractions and per cent are compared to the thousandth.
#pragma once

#include <memory>
#include <string>

#include "base/table.h"
#include "policy/table/table_shape.h"

namespace ksbx {

class RowFilter {
 public:
  // What a column may hold is known from `choices` and the rows of `table`. Throws Error (Failure::usage) with the
  // codes of policy/condition/condition.h: a name that no column has, a value that no row and no list has, two types
  // that cannot be compared.
  RowFilter(const Table& table, const std::string& condition, const Choices& choices = {});
  RowFilter(RowFilter&&) noexcept;
  RowFilter& operator=(RowFilter&&) noexcept;
  ~RowFilter();

  void keep(Table& block);            // the rows for which it holds
  void add_note(Table& table) const;  // how many could not be judged, if any

 private:
  struct Judgement;
  std::unique_ptr<Judgement> judgement_;
};

// The choices with what the columns of this block hold next to them: an id that the rulebook no longer has can still be
// asked for.
Choices with_values(const Table& block, Choices choices);

}  // namespace ksbx
