// AdHocQuery: SQL that people type against the documented views (docs/data.md), with what a mask covers out of reach.
//
// Masked, every view is hidden by one of the same name whose private columns are masked already. So it does not matter
// what the SQL does with a name (another heading, upper, substr, a join, an order): it never sees one. Tables, and the
// views by their full name (main.students), are refused. `Masker` is given as a function because masks belong to those
// who show values (base/mask.h).
//
//   AdHocQuery asking(database, rulebook, masker, 60s);
//   each_row(database, "SELECT school, count(*) FROM students GROUP BY school", {}, head, row);
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/table.h"
#include "policy/rulebook/rulebook.h"
#include "store/sqlite/database_confinement.h"

namespace ksbx {

using Masker = std::function<std::string(std::string_view, Privacy)>;

// A view that may be asked, with what each column holds about a person. Of the views of record kinds, texts that people
// wrote count as addresses: a name may be in them.
struct AskableView {
  std::string name;
  std::vector<Column> columns;
};

class AdHocQuery {
 public:
  // `masker` may be empty: then nothing is masked. The temporary views stay with the connection; use it for nothing
  // else.
  AdHocQuery(Database& database, const Rulebook& rulebook, const Masker& masker, std::chrono::milliseconds time);

  // Throws Error (Failure::usage, "private-table") with a caret if the SQL names a table, or a schema as in
  // main.students. SQLite's own authorizer checks as well.
  void check(std::string_view sql, const std::string& origin) const;

  const std::vector<AskableView>& views() const { return views_; }

 private:
  std::vector<AskableView> views_;
  std::vector<std::string> tables_;
  std::unique_ptr<Confinement> confinement_;
};

}  // namespace ksbx
