// What a new store consists of: the statements of tables.sql, append_only.sql and views.sql.
#pragma once

#include <string>
#include <vector>

namespace ksbx {

// One object of the schema.
struct Definition {
  std::string kind;  // as sqlite_schema.type says it: "table", "index", "trigger", "view"
  std::string name;
  std::string sql;  // CREATE …, without a semicolon
};

// All of them, in the order in which they can be executed; code words are filled in (code_words.h).
const std::vector<Definition>& definitions();

}  // namespace ksbx
