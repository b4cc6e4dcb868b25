// The list by periods: 第1节 to 第7节 as columns. Which of them are the morning, and how many must be missed for
// the half day to count, only the school knows, so it is refused with what to do.
#pragma once

#include <memory>

#include "files/sheet/shape.h"

namespace ksbx {

// A shape whose `read` throws Error (Failure::input) E_PERIODS, if the table names pupils and two periods; else
// nothing.
std::unique_ptr<TableShape> find_period_list(const TableTop& top);

}  // namespace ksbx
