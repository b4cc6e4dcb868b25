// AdHocQuery: SQL that people wrote, typed or in the file of a report, over the documented views (docs/data.md), with
// what a mask covers out of reach.
//
// Masked, each view that the SQL names is hidden by one of the same name whose private columns are masked already
// (store/schema/views.h, column_of, says which they are). So it does not matter what the SQL does with a name (another
// heading, upper, substr, a join, an order): it never sees one. Tables, and the views by their full name
// (main.students), are refused. `Masker` is given as a function because masks belong to those who show values
// (base/mask.h).
//
//   const AdHocQuery asking(database, rulebook, masker, {60s, day}, sql, "SQL");
//   each_block(database, "sql", sql, {}, take);
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/day.h"
#include "base/table.h"
#include "policy/rulebook/rulebook.h"
#include "store/sqlite/database_confinement.h"

namespace ksbx {

using Masker = std::function<std::string(std::string_view, Privacy)>;

// A view that may be asked, with what each column holds about a person.
struct AskableView {
  std::string name;
  std::vector<Column> columns;
};
std::vector<AskableView> askable_views(Database& database, const Rulebook& rulebook, Day day);

struct AdHocLimits {
  std::chrono::milliseconds time{0};  // 0: no limit
  Day day;                            // of which ages are told (store/schema/keys.h)
};

// While it lives, the connection answers this SQL and nothing else; then it is as it was. One at a time.
class AdHocQuery {
 public:
  // `masker` may be empty: then nothing is masked. Throws Error (Failure::usage) with a caret: "private-table" if the
  // SQL names a table, or a schema as in main.students (SQLite's own authorizer checks as well); "sql-clock" if it asks
  // for the present moment, which SQLite takes from London.
  AdHocQuery(Database& database, const Rulebook& rulebook, const Masker& masker, const AdHocLimits& limits,
             std::string_view sql, const std::string& origin);
  AdHocQuery(const AdHocQuery&) = delete;
  AdHocQuery& operator=(const AdHocQuery&) = delete;
  ~AdHocQuery();

 private:
  void hide(const AskableView& view, const Rulebook& rulebook);

  Database& database_;
  std::map<std::string, std::string> hidden_;  // the views that hide others, each with the temporary one it replaced
  std::unique_ptr<Confinement> confinement_;
};

}  // namespace ksbx
