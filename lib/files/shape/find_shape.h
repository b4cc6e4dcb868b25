// find_shape: whether a table has another shape than a list, one thing a row. Passed to whoever opens sheets, as
// SheetOptions::shape.
#pragma once

#include "files/sheet/shape.h"

namespace ksbx {

// The shapes that are known, in the order in which they are asked: the class register with days across.
std::unique_ptr<TableShape> find_shape(const TableTop& top);

}  // namespace ksbx
