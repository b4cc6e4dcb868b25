// Column list: columns of a report as its reader types them after an option: "-due, name".
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/table.h"

namespace ksbx {

struct ListedColumn {
  std::size_t place = 0;  // in the table's columns
  bool turned = false;    // a minus was before it
};

// At least one. Throws Error (Failure::usage, "unknown-column") with the nearest name and a caret under what was typed
// after `option`.
std::vector<ListedColumn> listed_columns(const Table& table, const std::string& list, const char* option);

// Those columns alone, in the order typed (--columns). Throws as listed_columns.
Table with_columns(const Table& table, const std::string& columns);

// The places of the columns whose type fits.
std::vector<std::size_t> places_of_type(const Table& table, bool (*fits)(ColumnType));

// What these cells of a row say, as one word that no other cells have: for joining rows.
std::string row_key(const TableRow& row, const std::vector<std::size_t>& places);

}  // namespace ksbx
