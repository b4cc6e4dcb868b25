// PageLinks: where a page of a site leads. A page that stands alone has none.
//
// Addresses are relative and ready for an attribute: nothing is fetched, and a folder of pages can be moved, copied or
// opened from a stick.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/table.h"

namespace ksbx {

struct PageLinks {
  struct Step {
    Text words;
    std::string address;  // empty: this page
  };
  std::vector<Step> menu = {};   // the same on all pages
  std::vector<Step> trail = {};  // from the first page down to this one
  // Where a cell leads; empty: nowhere. Nothing: no cell leads anywhere.
  using OfCell = std::function<std::string(const Table& table, const TableRow& row, std::size_t column)>;
  OfCell of_cell = {};
  // Beside a box that narrows the rows of the page's tables to those with the words typed; empty: there is none. A
  // script makes it: without it all rows are there.
  Text search = {};

  bool any() const { return !menu.empty() || !trail.empty() || of_cell || !search.empty(); }
};

}  // namespace ksbx
