#include "store/schema/structure.h"

#include <algorithm>

#include "base/problem.h"
#include "store/schema/sql_scanner.h"

namespace ksbx {

void verify_structure(Database& database, const std::vector<Definition>& wanted) {
  std::vector<std::string> should_be, is;
  for (const Definition& one : wanted) should_be.push_back(normalised(one.sql));
  Statement statement(database,
                      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                      " AND NOT (type = 'view' AND substr(name, 1, 7) = 'record_')");
  while (statement.step()) is.push_back(normalised(statement.view(0)));
  std::ranges::sort(should_be);
  std::ranges::sort(is);
  if (is == should_be) return;
  throw Error(Failure::database, "database-schema",
              text("数据库 {} 的表结构被改动过。", "the tables of database {} have been altered.", database.path()),
              text("请用备份恢复；自己的表和视图请放在别的数据库里。",
                   "restore a backup; keep tables and views of your own in another database."));
}

}  // namespace ksbx
