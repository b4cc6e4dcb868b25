// The view of what left the program: those entries of the journal that say so, with their details as columns.
#pragma once

#include <string>

namespace ksbx {

std::string exports_view();

}  // namespace ksbx
