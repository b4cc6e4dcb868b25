// Limit: the first rows of a report (--limit); a note says how many there were.
#pragma once

#include <cstddef>
#include <memory>

#include "base/row_stage.h"

namespace ksbx {

std::unique_ptr<RowStage> limit_stage(std::size_t rows);

}  // namespace ksbx
