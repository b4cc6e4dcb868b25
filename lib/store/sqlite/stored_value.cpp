#include "store/sqlite/stored_value.h"

#include "base/text.h"
#include "store/sqlite/database_file.h"

namespace ksbx {

void fail_damaged_value(std::string_view where) {
  const std::string named(where);
  throw DamagedValue(Failure::database, "database-damaged",
                     text("数据库里“{}”有一个值无法读懂。", "a value of “{}” in the database cannot be read.", named),
                     restore_remedy());
}

}  // namespace ksbx
