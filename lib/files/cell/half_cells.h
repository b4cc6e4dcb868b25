// half_cells: a cell of a whole day that says both of its halves: √/×, 到/旷, 上午到下午旷.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ksbx {

struct HalfCells {
  std::string morning, afternoon;  // what stands there of each, as written
};

// Nothing if the cell is not written as two halves. Whether the two are marks is for the caller to see.
std::optional<HalfCells> cut_half_cells(std::string_view cell);

}  // namespace ksbx
