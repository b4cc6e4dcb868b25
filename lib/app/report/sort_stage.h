// Sort: the rows of a report in the order that its reader asked for (policy/table/row_order.h), in bounded memory
// (store/spill/row_runs.h).
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "base/row_stage.h"
#include "policy/table/table_shape.h"
#include "store/spill/row_runs.h"

namespace ksbx {

// `folder`: where rows lie that are too many for `most_bytes`. Throws, when rows or their head come, Error:
// Failure::usage ("unknown-column"); Failure::io if the folder can hold no more.
std::unique_ptr<RowStage> sort_stage(std::string columns, Choices choices, std::string folder,
                                     std::size_t most_bytes = RowRuns::most_in_memory);

}  // namespace ksbx
