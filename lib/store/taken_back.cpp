#include "store/taken_back.h"

#include "base/join.h"
#include "base/text.h"
#include "store/issue_store.h"
#include "store/tables.h"

namespace ksbx {

std::string holds(std::string_view change) {
  return format("NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = {})", change);
}

std::string held_at(std::string_view change, int parameter) {
  return format("NOT EXISTS (SELECT 1 FROM t_taken_back b WHERE b.change = {} AND b.at <= ?{})", change, parameter);
}

bool anything_taken_back(Database& database) {
  return database.number("SELECT count(*) FROM (SELECT 1 FROM t_taken_back LIMIT 1)") > 0;
}

const std::string& taken_back_table() {
  static const std::string sql = R"(CREATE TABLE t_taken_back (
  change INTEGER PRIMARY KEY REFERENCES t_change,
  at INTEGER NOT NULL,
  undo INTEGER NOT NULL REFERENCES t_change
) STRICT)";
  return sql;
}

const std::string& arrival_table() {
  static const std::string sql = R"(CREATE TABLE t_arrival (
  change INTEGER NOT NULL REFERENCES t_change,
  first INTEGER NOT NULL REFERENCES t_student,
  last INTEGER NOT NULL REFERENCES t_student,
  PRIMARY KEY (change, first)
) STRICT, WITHOUT ROWID)";
  return sql;
}

const std::string& former_table() {
  static const std::string sql = R"(CREATE TABLE t_former (
  change INTEGER NOT NULL REFERENCES t_change,
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  row TEXT NOT NULL,
  PRIMARY KEY (change, kind, id)
) STRICT, WITHOUT ROWID)";
  return sql;
}

// The key stands first: of a table without rowid whose key does not, SQLite 3.40 says in its integrity check that columns behind it are
// NULL, which they are not.
const std::string& register_table() {
  static const std::string sql = R"(CREATE TABLE t_register (
  day INTEGER NOT NULL,
  class INTEGER NOT NULL REFERENCES t_unit,
  change INTEGER NOT NULL REFERENCES t_change,
  by TEXT NOT NULL,
  recorded INTEGER NOT NULL,
  PRIMARY KEY (day, class, change)
) STRICT, WITHOUT ROWID)";
  return sql;
}

const std::vector<std::string>& register_indexes() {
  static const std::vector<std::string> sql = {"CREATE INDEX t_register_class ON t_register(class)",
                                               "CREATE INDEX t_register_change ON t_register(change)"};
  return sql;
}

std::string undo_upgrade() {
  std::vector<std::string> steps = {
      taken_back_table(), arrival_table(), former_table(), issue_table(),
      // Earlier changes did not keep how things were, so they cannot be taken back.
      "INSERT INTO t_former(change, kind, id, row) SELECT max(change), 'upgrade', 0, '' FROM t_change HAVING "
      "max(change) > 0",
      "ALTER TABLE t_unit ADD COLUMN taken_back INTEGER",
      "ALTER TABLE t_import ADD COLUMN change INTEGER REFERENCES t_change",
      "CREATE TEMP TABLE kept_registers AS SELECT day, class, by, recorded, change FROM t_register",
      "DROP TABLE t_register", register_table(),
      "INSERT INTO t_register(day, class, by, recorded, change) SELECT day, class, by, recorded, change FROM "
      "kept_registers",
      "DROP TABLE kept_registers"};
  const auto add = [&](const std::vector<std::string>& more) { steps.insert(steps.end(), more.begin(), more.end()); };
  add(register_indexes());
  for (const char* table : {"t_register", "t_taken_back", "t_arrival", "t_former"}) add(append_only_triggers(table));
  return join(steps, ";\n") + ";\n";
}

}  // namespace ksbx
