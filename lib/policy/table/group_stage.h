// Groups: one row for each combination of values of some columns, in the order in which they first come (--group-by).
//
// After those columns stand `rows`, the number of rows, and the sums of the counts; columns that cannot be added up
// are gone. A sum over a figure that is hidden ("<3") is empty. Holds its groups and no rows.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/row_stage.h"

namespace ksbx {

// Which columns to group by, as typed, once the columns of the table are known.
using GroupColumns = std::function<std::string(const Table& head)>;

// Throws, when rows or their head come, Error (Failure::usage, "unknown-column") as policy/table/column_list.h.
std::unique_ptr<RowStage> group_stage(GroupColumns columns);
std::unique_ptr<RowStage> group_stage(std::string columns);

}  // namespace ksbx
