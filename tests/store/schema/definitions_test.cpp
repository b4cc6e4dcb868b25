#include "store/schema/definitions.h"

#include <set>

#include "store/journal/reverted.h"
#include "store/roster/student_row.h"
#include "store/schema/code_words.h"
#include "store/schema/sql_scanner.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

const Definition& definition(std::string_view name) {
  for (const Definition& one : definitions())
    if (one.name == name) return one;
  FAIL(name, " is not defined");
  std::abort();
}

}  // namespace

TEST_CASE("a new store consists of what the files of SQL define") {
  School school;
  std::set<std::string> found, wanted;
  Statement rows(school.database, "SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL");
  while (rows.step()) found.insert(rows.text(0) + " " + rows.text(1));
  for (const Definition& one : definitions()) wanted.insert(one.kind + " " + one.name);
  CHECK(found == wanted);
  CHECK(wanted.size() == definitions().size());
}

TEST_CASE("codes are shown by the words of the model") {
  const std::string absences = definition("absences").sql;
  CHECK(absences.find("CASE x.session WHEN 0 THEN 'am' WHEN 1 THEN 'pm' END AS session") != std::string::npos);
  CHECK(absences.find("WHEN 4 THEN 'late' WHEN 5 THEN 'left_early' WHEN 6 THEN 'unknown' END AS presence") !=
        std::string::npos);
  CHECK(refusal([] { with_code_words("SELECT {colour:x.colour}"); }) == "database-internal");
}

TEST_CASE("views leave out as undone what the program leaves out") {
  CHECK(definition("students").sql.find(formatted("WHERE s.{}", on_the_books)) != std::string::npos);
  CHECK(definition("data_issues").sql.find(formatted("WHERE s.{}", on_the_books)) != std::string::npos);
  for (const char* view : {"absences", "registers", "records"}) {
    CAPTURE(view);
    CHECK(definition(view).sql.find(holds("x.change")) != std::string::npos);
  }
  CHECK(definition("documents").sql.find(holds("r.change")) != std::string::npos);
}
