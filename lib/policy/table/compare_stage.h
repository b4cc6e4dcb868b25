// Compare: each number of a report next to that of an earlier day, and by how much it changed
// (--compare).
//
// Columns x_then, x, x_change. Rows are joined on the text columns; what stands on one side only has empty cells on the
// other, and what is gone comes last. Holds a row for each thing that is compared.
#pragma once

#include <memory>
#include <string>

#include "base/row_stage.h"

namespace ksbx {

// `then`: the same report earlier, asked once the rows of now have come. `apart`: a column that joins no rows, as that
// of findings; may be empty. Throws at the end Error (Failure::usage, "not-comparable") if the table has no numbers, or
// several rows have the same texts: they must be grouped first.
std::unique_ptr<RowStage> compare_stage(RowStream then, std::string apart = {});

}  // namespace ksbx
