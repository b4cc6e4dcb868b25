#include "store/schema/definitions.h"

#include <algorithm>

#include "store/schema/code_words.h"
#include "store/schema/sql_files.h"
#include "store/schema/sql_scanner.h"

namespace ksbx {
namespace {

// CREATE UNIQUE INDEX t_unit_code ON … → {"index", "t_unit_code", …}
Definition definition_in(std::string statement) {
  SqlScanner scanner(statement);
  scanner.next();
  std::string kind(scanner.next());
  if (kind == "UNIQUE") kind = scanner.next();
  std::ranges::transform(kind, kind.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
  std::string name = bare(scanner.next());
  return {std::move(kind), std::move(name), std::move(statement)};
}

std::vector<Definition> all_definitions() {
  std::vector<Definition> all;
  for (const char* file : {"tables.sql", "append_only.sql", "views.sql"}) {
    for (std::string_view statement : statements_in(sql_file(file)))
      all.push_back(definition_in(with_code_words(statement)));
  }
  return all;
}

}  // namespace

const std::vector<Definition>& definitions() {
  static const std::vector<Definition> all = all_definitions();
  return all;
}

}  // namespace ksbx
