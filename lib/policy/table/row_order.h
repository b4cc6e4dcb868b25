// RowOrder: which of two rows of a report comes first, as its reader asked (--sort).
//
// By the first column named, where equal by the next. Numbers by size, choices in their order, the rest as text; what
// is empty or no number comes last, whichever way round. Rows that are equal in all of them keep the order that they
// had: sort them stably.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/table.h"
#include "policy/table/table_shape.h"

namespace ksbx {

class RowOrder {
 public:
  // `columns`: "-due,name". Throws Error (Failure::usage, "unknown-column") as policy/table/column_list.h.
  RowOrder(const Table& head, const std::string& columns, const Choices& choices = {});

  // Whether `a` must come before `b`.
  bool operator()(const TableRow& a, const TableRow& b) const;

 private:
  struct By {
    std::size_t place = 0;
    bool turned = false;
    bool numeric = false;
    std::optional<std::vector<std::string>> choices;  // in their order

    std::optional<double> rank(const Cell& cell) const;
    int compare(const Cell& a, const Cell& b) const;
    int compare_words(const Cell& a, const Cell& b) const;
  };
  std::vector<By> by_;
};

}  // namespace ksbx
