#include "store/schema/structure.h"

#include <algorithm>

#include "store/store_fixture.h"

using namespace ksbx;

namespace {

// What opening the store says, in English; nothing if it is opened.
std::vector<std::string> refusals(const School& school) {
  std::vector<std::string> all;
  try {
    open_store(school.database.path(), Access::read, at_once);
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::database);
    for (const Problem& problem : error.problems()) {
      CHECK(problem.code == "database-schema");
      CHECK_FALSE(problem.remedy.empty());
      all.push_back(problem.what.en);
    }
  }
  return all;
}

std::string with_path(std::string words, const School& school) {
  return words.replace(words.find("{}"), 2, school.database.path());
}

// Puts a table made by these words in the place of the one of that name, as an
// upgrade might.
void rebuild(Database& database, const std::string& table, const std::string& body) {
  std::vector<std::string> indexes;
  Statement rows(database,
                 "SELECT sql FROM sqlite_schema WHERE type = 'index' "
                 "AND tbl_name = ? AND sql IS NOT NULL");
  rows.start(table);
  while (rows.step()) indexes.push_back(rows.text(0));
  rows.reset();
  database.execute("PRAGMA legacy_alter_table = ON");
  database.execute(
      formatted("CREATE TABLE t_new ({}; DROP TABLE {}; ALTER TABLE t_new RENAME TO {}", body, table, table));
  for (const std::string& index : indexes) database.execute(index);
}

constexpr const char* doubt =
    "leaves TEXT NOT NULL, problem TEXT NOT NULL DEFAULT '', sentence TEXT "
    "NOT NULL DEFAULT '', day INTEGER NOT NULL, rule TEXT NOT NULL, unit "
    "INTEGER REFERENCES t_unit, student INTEGER "
    "REFERENCES t_student, subject_kind TEXT NOT NULL, id INTEGER PRIMARY KEY) "
    "STRICT";

}  // namespace

TEST_CASE(
    "a store in which something is missing, altered or not ours is "
    "refused, and it is named") {
  struct Case {
    std::string sql;
    std::string named;
  };
  const std::vector<Case> cases = {
      {"CREATE TABLE mine (x)", "table mine in database {} is not ksbx's."},
      {"CREATE VIEW mine AS SELECT 1 AS x", "view mine in database {} is not ksbx's."},
      {"CREATE INDEX mine ON t_mark(by)", "index mine in database {} is not ksbx's."},
      {"CREATE TRIGGER mine AFTER INSERT ON t_mark BEGIN SELECT 1; END", "trigger mine in database {} is not ksbx's."},
      {"DROP TRIGGER t_journal_no_DELETE", "trigger t_journal_no_DELETE is missing from database {}."},
      {"DROP VIEW duties", "view duties is missing from database {}."},
      {"DROP INDEX t_mark_change", "index t_mark_change is missing from database {}."},
      {"DROP VIEW runs; CREATE VIEW runs AS SELECT id AS run FROM t_run", "view runs of database {} has been altered."},
      {"DROP INDEX t_mark_change; CREATE INDEX t_mark_change ON t_mark(by)",
       "index t_mark_change of database {} has been altered."},
      {"DROP INDEX t_record_document; CREATE INDEX t_record_document ON "
       "t_record(document)",
       "index t_record_document of database {} has been altered."},
      {"ALTER TABLE t_unit ADD COLUMN colour TEXT", "table t_unit of database {} has been altered."},
      {"DROP TABLE t_document_number", "table t_document_number is missing from database {}."},
  };
  for (const Case& one : cases) {
    CAPTURE(one.sql);
    School school;
    CHECK(refusals(school).empty());
    school.database.execute(one.sql);
    CHECK(refusals(school) == std::vector{with_path(one.named, school)});
  }
}

TEST_CASE("all that is wrong with the structure of a store is named at once") {
  School school;
  school.database.execute("CREATE TABLE mine (x); DROP VIEW duties");
  CHECK(refusals(school).size() == 2);
}

TEST_CASE(
    "it does not matter how a table came to its columns, nor in which "
    "order they stand") {
  School school;
  rebuild(school.database, "t_doubt", doubt);
  CHECK(refusals(school).empty());
}

TEST_CASE("a table that lost a constraint has been altered") {
  struct Case {
    const char* table;
    std::string body;
  };
  const auto without = [](std::string words, const std::string& part) {
    REQUIRE(words.find(part) != std::string::npos);
    return words.erase(words.find(part), part.size());
  };
  const std::vector<Case> cases = {
      {"t_doubt", without(doubt, " NOT NULL")},
      {"t_doubt", without(doubt, " REFERENCES t_unit")},
      {"t_doubt", without(doubt, " STRICT")},
      {"t_doubt", without(doubt, " PRIMARY KEY")},
      {"t_deferral",
       "id INTEGER PRIMARY KEY, fingerprint INTEGER NOT NULL, file TEXT NOT "
       "NULL, line INTEGER NOT NULL, doubt TEXT NOT "
       "NULL, candidates TEXT NOT NULL, header TEXT NOT NULL, cells TEXT NOT "
       "NULL, pupil TEXT NOT NULL, name TEXT NOT "
       "NULL, class INTEGER REFERENCES t_unit, recorded INTEGER NOT NULL, "
       "decision TEXT NOT NULL, student INTEGER "
       "REFERENCES t_student, settled INTEGER) STRICT"},  // the fingerprint is
                                                          // no longer UNIQUE
      {"t_issue",
       "student INTEGER NOT NULL REFERENCES t_student, code TEXT "
       "NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, "
       "change INTEGER NOT NULL REFERENCES t_change, PRIMARY KEY "
       "(student, code)) STRICT, WITHOUT ROWID"},  // DEFERRABLE
  };
  for (const Case& one : cases) {
    CAPTURE(one.body);
    School school;
    rebuild(school.database, one.table, one.body);
    CHECK(refusals(school) ==
          std::vector{formatted("table {} of database {} has been altered.", one.table, school.database.path())});
  }
}

TEST_CASE("statistics that an administrator lets SQLite count are no alteration") {
  School school;
  school.enrol(school.pupil("王小明"));
  school.database.execute("ANALYZE");
  CHECK(school.count("sqlite_stat1") > 0);
  CHECK(refusals(school).empty());
}
