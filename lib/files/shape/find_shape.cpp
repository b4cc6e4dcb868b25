#include "files/shape/find_shape.h"

#include "files/shape/register_shape.h"

namespace ksbx {

std::unique_ptr<TableShape> find_shape(const TableTop& top) {
  return find_register(top);
}

}  // namespace ksbx
