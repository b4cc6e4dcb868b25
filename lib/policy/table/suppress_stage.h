// Suppress: figures so small that a child could be recognised are not written out.
#pragma once

#include <memory>

#include "base/row_stage.h"

namespace ksbx {

// Counts from 1 to `below` - 1 become "<below", and fractions of their row go with them; a note says so. Zero stays.
std::unique_ptr<RowStage> suppress_stage(int below);

}  // namespace ksbx
