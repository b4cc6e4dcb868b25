// find_shape: whether a table has another shape than a list, one thing a row. Passed to whoever opens sheets, as
// SheetOptions::shape.
#pragma once

#include "files/sheet/shape.h"

namespace ksbx {

// The shapes that are known, in the order in which they are asked: the class register with days across, the list by
// periods (which is refused), the export of a clock-in program, the day report by class, the list of a chat group.
std::unique_ptr<TableShape> find_shape(const TableTop& top);

}  // namespace ksbx
