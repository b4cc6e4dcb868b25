#include "store/schema/structure.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "base/ascii.h"
#include "base/problem.h"
#include "store/schema/sql_files.h"
#include "store/schema/sql_scanner.h"

namespace ksbx {
namespace {

enum class Fault { missing, altered, foreign };

using Objects = std::map<std::pair<std::string, std::string>, std::string>;  // statements by kind and name

// Without SQLite's own: what ANALYZE counted, and the indexes of UNIQUE and PRIMARY KEY, which belong to a table. A
// flipped bit can make a word of the schema a blob of the same bytes: then the object is not found by its name.
Objects objects_of(Database& database) {
  Objects all;
  Statement rows(database,
                 "SELECT type, name, sql FROM sqlite_schema WHERE substr(name, 1, 7) <> 'sqlite_' "
                 "AND NOT (type = 'view' AND substr(name, 1, 7) = 'record_') "
                 "AND typeof(type) || typeof(name) || typeof(sql) = 'texttexttext'");
  while (rows.step()) all[{rows.text(0), rows.text(1)}] = rows.text(2);
  return all;
}

// One column or constraint a line (shape_of_table.sql).
std::string shape_of_table(Database& database, const std::string& table) {
  static const std::vector<std::string_view> queries = statements_in(sql_file("shape_of_table.sql"));
  std::string shape;
  for (std::string_view query : queries) {
    Statement rows(database, query);
    rows.start(table);
    while (rows.step()) {
      for (int column = 0; column < rows.columns(); ++column) shape.append(rows.view(column)).append("|");
      shape += '\n';
    }
  }
  return shape;
}

// What those queries do not show, by the words that say it. (PRAGMA table_list shows STRICT and WITHOUT ROWID, but it
// compiles every view first, which takes longer than all the rest.)
std::string further_words(std::string_view sql) {
  constexpr std::array words = {"AUTOINCREMENT", "CHECK",     "COLLATE", "CONFLICT", "DEFERRABLE",
                                "DEFERRED",      "GENERATED", "STRICT",  "WITHOUT"};
  std::vector<std::string> found;
  SqlScanner scanner(sql);
  for (std::string_view token = scanner.next(); !token.empty(); token = scanner.next()) {
    std::string word = ascii_upper(std::string(token));
    if (std::ranges::find(words, word) != words.end()) found.push_back(std::move(word));
  }
  std::ranges::sort(found);
  std::string all;
  for (const std::string& word : found) all += word + ' ';
  return all;
}

struct Rewritten {
  const Definition* wanted;
  std::string found;  // its statement in the store
};

// Those of these tables that are not what their definitions make of an empty database.
std::vector<const Definition*> altered_tables(Database& store, const std::vector<Rewritten>& tables) {
  std::vector<const Definition*> altered;
  if (tables.empty()) return altered;
  Database fresh = Database::empty_in_memory();
  for (const Rewritten& table : tables) fresh.execute(table.wanted->sql);
  for (const auto& [wanted, found] : tables)
    if (further_words(wanted->sql) != further_words(found) ||
        shape_of_table(fresh, wanted->name) != shape_of_table(store, wanted->name))
      altered.push_back(wanted);
  return altered;
}

Text name_of_kind(std::string_view kind) {
  if (kind == "table") return text("表", "table");
  if (kind == "index") return text("索引", "index");
  if (kind == "trigger") return text("触发器", "trigger");
  return text("视图", "view");
}

Text words_of(Fault fault, const std::string& path, const Text& kind, const std::string& name) {
  switch (fault) {
    case Fault::missing:
      return text("数据库 {} 缺少{} {}。", "{1} {2} is missing from database {0}.", path, kind, name);
    case Fault::altered:
      return text("数据库 {} 的{} {} 被改动过。", "{1} {2} of database {0} has been altered.", path, kind, name);
    case Fault::foreign:
      return text("数据库 {} 里的{} {} 不是 ksbx 的。", "{1} {2} in database {0} is not ksbx's.", path, kind, name);
  }
  return {};
}

Problem problem_of(Fault fault, const std::string& path, const std::string& kind, const std::string& name) {
  const Text remedy =
      fault == Fault::foreign
          ? text("自己的表和视图请放在别的数据库里，并从这里删去（DROP {0} {1}）。",
                 "keep tables and views of your own in another database and remove this one (DROP {0} {1}).", kind,
                 name)
          : text("请用最近的备份恢复。", "restore the latest backup.");
  return {Severity::error, "database-schema", {}, words_of(fault, path, name_of_kind(kind), name), remedy};
}

}  // namespace

void verify_structure(Database& database, const std::vector<Definition>& wanted) {
  Problems problems;
  const auto note = [&](Fault fault, const std::string& kind, const std::string& name) {
    problems.push_back(problem_of(fault, database.path(), kind, name));
  };
  Objects rest = objects_of(database);
  std::vector<Rewritten> tables;
  for (const Definition& one : wanted) {
    const auto found = rest.find({one.kind, one.name});
    if (found == rest.end()) {
      note(Fault::missing, one.kind, one.name);
      continue;
    }
    if (!same_sql(one.sql, found->second)) {
      if (one.kind == "table")
        tables.push_back({&one, found->second});
      else
        note(Fault::altered, one.kind, one.name);
    }
    rest.erase(found);
  }
  for (const Definition* table : altered_tables(database, tables)) note(Fault::altered, table->kind, table->name);
  for (const auto& [object, statement] : rest) note(Fault::foreign, object.first, object.second);
  if (!problems.empty()) throw Error(Failure::database, std::move(problems));
}

}  // namespace ksbx
