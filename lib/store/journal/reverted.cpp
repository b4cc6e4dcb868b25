#include "store/journal/reverted.h"

#include "base/text.h"

namespace ksbx {

std::string holds(std::string_view change) {
  return formatted("NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = {})", change);
}

std::string held_at(std::string_view change, int parameter) {
  return formatted("NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = {} AND b.at <= ?{})", change, parameter);
}

bool anything_reverted(Database& database) {
  return database.number("SELECT count(*) FROM (SELECT 1 FROM t_taken_back LIMIT 1)") > 0;
}

}  // namespace ksbx
