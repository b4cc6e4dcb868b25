#include "files/shape/find_shape.h"

#include "files/shape/chat_list.h"
#include "files/shape/clock_export.h"
#include "files/shape/day_report.h"
#include "files/shape/period_list.h"
#include "files/shape/register_shape.h"

namespace ksbx {

std::unique_ptr<TableShape> find_shape(const TableTop& top) {
  for (const auto find : {find_register, find_period_list, find_clock_export, find_day_report, find_chat_list})
    if (auto shape = find(top)) return shape;
  return nullptr;
}

}  // namespace ksbx
