#include "store/journal/reverted.h"

#include "base/text.h"

namespace ksbx {

std::string holds(std::string_view change) {
  return formatted("NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = {})", change);
}

std::string lasting(std::string_view change) {
  return formatted("{} AND {} NOT IN (SELECT undo FROM t_taken_back)", holds(change), change);
}

std::string held_at(Database& database, std::string_view change, int parameter) {
  if (!anything_reverted(database)) return "TRUE";
  return formatted("NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = {} AND b.at <= ?{})", change, parameter);
}

bool anything_reverted(Database& database) {
  return database.number("SELECT EXISTS (SELECT 1 FROM t_taken_back)") > 0;
}

}  // namespace ksbx
