#include "store/schema/keys.h"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/placeholders.h"
#include "base/says_nothing.h"
#include "base/text.h"
#include "store/schema/sql_files.h"
#include "store/schema/sql_scanner.h"
#include "store/schema/views.h"
#include "store/sqlite/database_confinement.h"

namespace ksbx {
namespace {

std::function<std::string(std::string_view)> key_of_text() {
  return [salt = new_salt()](std::string_view words) {
    constexpr std::size_t digits = 16;
    if (words.empty()) return std::string();
    return (says_nothing(words) ? "?" : "") + sha256_hex(salt + std::string(words)).substr(0, digits);
  };
}

}  // namespace

void supply_keys(Database& database, Day day, std::string_view store) {
  std::vector<std::string> wanted;
  for (const std::string_view statement : statements_in(sql_file("keys.sql")))
    wanted.push_back(filled(statement, [&](std::string_view placeholder) {
      return placeholder == "day" ? formatted("'{}'", day.iso()) : std::string(store);
    }));
  bool is_there = false;
  {
    Statement found(database, "SELECT sql FROM sqlite_temp_schema WHERE type = 'view' AND name = 'student_keys'");
    is_there = found.step();
    if (is_there && same_sql(found.view(0), wanted.front())) return;
  }
  const WriteElsewhere allowed(database);
  if (is_there)
    database.execute("DROP VIEW temp.student_keys; DROP VIEW temp.text_keys");
  else
    define_function(database, "ksbx_key", key_of_text());
  for (const std::string& view : wanted) database.execute(temporary_view(view));
}

}  // namespace ksbx
