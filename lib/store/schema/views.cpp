#include "store/schema/views.h"

#include <map>
#include <set>

#include "base/placeholders.h"
#include "base/text.h"
#include "store/schema/code_words.h"
#include "store/schema/sql_files.h"
#include "store/schema/sql_scanner.h"

namespace ksbx {
namespace {

// The column of a record view for one field, with the type that it has in JSON. json_extract would be shorter, but
// SQLite 3.40 takes it for unsafe in a view where schemas are not trusted; json_each is safe.
std::string field_column(const Field& field) {
  const std::string path = field.type.kind == Type::Kind::date ? field.name + ".day" : field.name;
  return formatted(",\n  (SELECT atom FROM json_each(x.fields, '$.{}')) AS \"{}\"", path, field.name);
}

// A field that is named like a column of every record view has none of its own.
std::string field_columns(const RecordKind& kind) {
  const std::set<std::string> taken = {"record",    "day",      "student_code", "student_name", "school",
                                       "grade",     "class",    "class_code",   "school_code",  "unit_code",
                                       "unit_name", "document", "by",           "roles",        "recorded"};
  std::string columns;
  for (const Field& field : kind.fields)
    if (!taken.contains(field.name)) columns += field_column(field);
  return columns;
}

// record_view.sql for one kind.
std::string record_view(std::string_view name, const RecordKind& kind) {
  static const std::string_view definition = statements_in(sql_file("record_view.sql")).front();
  return filled(definition, [&](std::string_view placeholder) {
    if (placeholder == "view") return formatted("\"{}\"", name);
    if (placeholder == "kind") return formatted("'{}'", kind.kind);
    return field_columns(kind);
  });
}

using RecordViews = std::map<std::string, std::string>;  // the statement of each, by name

RecordViews record_views(const Rulebook& rulebook) {
  RecordViews all;
  for (const RecordKind& kind : rulebook.records) {
    const std::string name = "record_" + kind.kind;
    all[name] = record_view(name, kind);
  }
  return all;
}

// Takes those that the schema, main or temp, has just so out of `wanted`; returns the names of others that it has.
std::vector<std::string> take_out_known(Database& database, std::string_view schema, RecordViews& wanted) {
  std::vector<std::string> outdated;
  Statement found(
      database,
      formatted("SELECT name, sql FROM {}.sqlite_schema WHERE type = 'view' AND substr(name, 1, 7) = 'record_'",
                schema));
  while (found.step()) {
    const auto view = wanted.find(found.text(0));
    if (view != wanted.end() && same_sql(view->second, found.view(1)))
      wanted.erase(view);
    else
      outdated.push_back(found.text(0));
  }
  return outdated;
}

}  // namespace

Effect refresh_record_views(Transaction& transaction, const Rulebook& rulebook) {
  Database& database = transaction.database();
  RecordViews wanted = record_views(rulebook);
  const std::vector<std::string> outdated = take_out_known(database, "main", wanted);
  for (const std::string& name : outdated) database.execute(formatted("DROP VIEW main.\"{}\"", name));
  for (const auto& [name, statement] : wanted) database.execute(statement);
  return outdated.empty() && wanted.empty() ? Effect::unchanged : Effect::written;
}

void supply_record_views(Database& database, const Rulebook& rulebook) {
  RecordViews wanted = record_views(rulebook);
  take_out_known(database, "main", wanted);
  const std::vector<std::string> outdated = take_out_known(database, "temp", wanted);
  if (outdated.empty() && wanted.empty()) return;
  const WriteElsewhere allowed(database);
  for (const std::string& name : outdated) database.execute(formatted("DROP VIEW temp.\"{}\"", name));
  for (const auto& [name, statement] : wanted) database.execute(temporary_view(statement));
}

std::string temporary_view(std::string_view statement) {
  constexpr std::string_view begins = "CREATE VIEW ";
  return formatted("CREATE TEMP VIEW {}", statement.substr(begins.size()));
}

}  // namespace ksbx
