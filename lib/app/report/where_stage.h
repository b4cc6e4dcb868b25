// Where: the rows of a report for which its reader's condition holds (policy/table/row_filter.h).
//
// Rows are judged as they come. Only where the condition names a value that neither a list nor the first block knows
// they wait for the last row, in bounded memory: whether that value occurs is seen in all of them.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "base/row_stage.h"
#include "policy/table/table_shape.h"
#include "store/spill/row_runs.h"

namespace ksbx {

// `folder`: where waiting rows lie that are too many for `most_bytes`. Throws at the end Error (Failure::usage) as
// RowFilter.
std::unique_ptr<RowStage> where_stage(std::string condition, Choices choices, std::string folder,
                                      std::size_t most_bytes = RowRuns::most_in_memory);

}  // namespace ksbx
