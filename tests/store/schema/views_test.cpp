#include "store/schema/views.h"

#include "store/history/record_store.h"
#include "store/journal/reverted.h"
#include "store/journal/undone_nights.h"
#include "store/query/query.h"
#include "store/schema/definitions.h"
#include "store/schema/sql_scanner.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

std::string cell_of(Database& database, const std::string& sql) {
  const Table table = query(database, "test", sql);
  if (table.rows.size() != 1) return "rows: " + std::to_string(table.rows.size());
  std::string line;
  for (const Cell& cell : table.rows[0]) {
    if (!line.empty()) line += "|";
    if (const auto* number = std::get_if<std::int64_t>(&cell)) line += std::to_string(*number);
    if (const auto* words = std::get_if<std::string>(&cell)) line += *words;
  }
  return line;
}

Rulebook rulebook_with_visits() {
  Rulebook rulebook;
  RecordKind kind;
  kind.kind = "visit";
  kind.fields = {{"reached", {}, {Type::Kind::boolean}, {}, false},
                 {"promised_for", {}, {Type::Kind::date}, {}, false},
                 {"times", {}, {Type::Kind::integer}, {}, false}};
  rulebook.records = {kind};
  return rulebook;
}

// How often the words are in the statement, however it is laid out.
int times(const std::string& sql, const std::string& words) {
  const std::string all = normalised(sql), wanted = normalised(words);
  int found = 0;
  for (std::size_t at = all.find(wanted); at != std::string::npos; at = all.find(wanted, at + 1)) ++found;
  return found;
}

// How often the condition is there, of a column of any table with a short name.
template <class Condition>
int times_of_any(const std::string& sql, Condition condition, const std::string& column) {
  int found = 0;
  for (char name = 'a'; name <= 'z'; ++name) found += times(sql, condition(name + ("." + column)));
  return found;
}

}  // namespace

TEST_CASE("views leave out void documents and undone changes by the conditions that all other questions use") {
  int documents = 0, changes = 0;
  for (const Definition& view : definitions()) {
    if (view.kind != "view") continue;
    CAPTURE(view.name);
    const int valid = times_of_any(view.sql, is_valid, "id"), hold = times_of_any(view.sql, holds, "change");
    if (view.name != "void_documents") CHECK(times(view.sql, "t_void_document") == valid);
    CHECK(times(view.sql, "NOT EXISTS (SELECT 1 FROM t_taken_back") == hold);
    documents += valid;
    changes += hold;
  }
  CHECK(documents > 0);
  CHECK(changes > 0);
}

TEST_CASE("every view can be read") {
  School school;
  Statement names(school.database, "SELECT name FROM sqlite_schema WHERE type = 'view'");
  int views = 0;
  while (names.step()) {
    const std::string name = names.text(0);
    CAPTURE(name);
    CHECK(query(school.database, name, "SELECT * FROM " + name).columns.size() > 3);
    ++views;
  }
  CHECK(views == 27);
}

TEST_CASE("every column of every view has a heading in both languages and a description in the manual") {
  School school;
  const std::string manual = bytes_of(KSBX_SOURCE_DIR "/docs/data.md");
  Statement names(school.database, "SELECT name FROM sqlite_schema WHERE type = 'view'");
  while (names.step()) {
    const std::string view = names.text(0);
    CAPTURE(view);
    const std::size_t section = manual.find("\n## " + view + "\n");
    REQUIRE(section != std::string::npos);
    const std::string text_of_section = manual.substr(section, manual.find("\n## ", section + 1) - section);
    for (const Column& column : query(school.database, view, "SELECT * FROM " + view).columns) {
      CAPTURE(column.name);
      CHECK(column.label.zh != column.name);
      CHECK(text_of_section.find("`" + column.name + "`") != std::string::npos);
    }
  }
}

TEST_CASE("a pupil appears with school, class, village and readable dates") {
  School school;
  Student pupil = school.pupil("王小明", "99018120130204001X");
  pupil.sex = Sex::male;
  school.enrol(pupil);
  CHECK(cell_of(school.database,
                "SELECT student_name, id_number, sex, birth, school, grade, class, town, village, "
                "enrolment, provisional, "
                "since FROM students") ==
        "王小明|99018120130204001X|male|2013-02-04|石桥市第一初级中学|七年级|1班|青石镇|河口村|"
        "enrolled|0|2026-09-21");
}

TEST_CASE("absences show what holds now, the history shows all that was said, in local time") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  school.mark(
      {pupil, day("2026-09-21"), Session::afternoon, Presence::unexcused, "", "王老师", at("2026-09-21T17:30:00")});
  CHECK(cell_of(school.database, "SELECT day, session, presence, recorded FROM absences") ==
        "2026-09-21|pm|unexcused|2026-09-21 17:30:00");
  school.mark(
      {pupil, day("2026-09-21"), Session::afternoon, Presence::present, "", "王老师", at("2026-09-22T08:00:00")});
  CHECK(cell_of(school.database, "SELECT * FROM absences") == "rows: 0");
  CHECK(cell_of(school.database, "SELECT count(*), sum(latest) FROM attendance_history") == "2|1");
}

TEST_CASE("each record kind has a view with its fields in their types") {
  School school;
  const auto refresh = [&](const Rulebook& rulebook) {
    Effect effect = Effect::unchanged;
    school.in_transaction("2026-09-22", [&](Transaction& t) { effect = refresh_record_views(t, rulebook); });
    return effect;
  };
  CHECK(refresh(rulebook_with_visits()) == Effect::written);
  CHECK(refresh(rulebook_with_visits()) == Effect::unchanged);
  Record visit;
  visit.kind = "visit";
  visit.student = school.enrol(school.pupil("王小明"));
  visit.day = day("2026-09-22");
  visit.recorded = at("2026-09-22T18:00:00");
  visit.fields = {{"reached", true}, {"promised_for", day("2026-09-24")}, {"times", std::int64_t{2}}};
  school.in_transaction("2026-09-22", [&](Transaction& t) { add(t, visit); });
  CHECK(cell_of(school.database, "SELECT day, student_name, reached, promised_for, times FROM record_visit") ==
        "2026-09-22|王小明|1|2026-09-24|2");
  CHECK(refusal([&] { open_store(school.database.path(), Access::read, at_once); }) == "");
  CHECK(refresh({}) == Effect::written);
  CHECK(refusal([&] { query(school.database, "gone", "SELECT * FROM record_visit"); }) == "query");
}

TEST_CASE("who only reads has the views of this rulebook before anything was written with it") {
  School school;
  Rulebook rulebook = rulebook_with_visits();
  Database reader = open_store(school.database.path(), Access::read, at_once);
  const std::string before = bytes_of(school.database.path());
  supply_record_views(reader, rulebook);
  CHECK(cell_of(reader, "SELECT reached, times FROM record_visit") == "rows: 0");
  rulebook.records.front().fields.pop_back();
  supply_record_views(reader, rulebook);
  supply_record_views(reader, rulebook);
  CHECK(refusal([&] { query(reader, "gone", "SELECT times FROM record_visit"); }) == "query");
  CHECK(reader.number("PRAGMA query_only") == 1);
  CHECK(bytes_of(school.database.path()) == before);
}

TEST_CASE("views of another rulebook in the file are not in the way of a reader") {
  School school;
  Rulebook rulebook = rulebook_with_visits();
  school.in_transaction("2026-09-22", [&](Transaction& t) { refresh_record_views(t, rulebook); });
  rulebook.records.front().fields.front().name = "met";
  supply_record_views(school.database, rulebook);
  CHECK(cell_of(school.database, "SELECT met FROM record_visit") == "rows: 0");
  school.in_transaction("2026-09-22", [&](Transaction& t) { refresh_record_views(t, rulebook); });
  CHECK(cell_of(school.database, "SELECT met FROM main.record_visit") == "rows: 0");
}

TEST_CASE("a query binds its parameters by name and knows what each column says of a person") {
  School school;
  school.enrol(school.pupil("王小明"));
  const Table table = query(school.database, "found", "SELECT student_name, birth FROM students WHERE since = :day",
                            {{"day", std::string("2026-09-21")}, {"not_used", std::int64_t{1}}});
  CHECK(table.rows.size() == 1);
  CHECK(table.columns[0].label.zh == "姓名");
  CHECK(table.columns[0].privacy == Privacy::name);
  CHECK(query(school.database, "none", "SELECT student_name FROM students WHERE since = :day").rows.empty());
}

TEST_CASE("a query that is wrong or would write is the mistake of whoever wrote it") {
  School school;
  for (const std::string& sql :
       std::vector<std::string>{"SELECT nonsense FROM students", "SELEKT 1", "", "SELECT 1; SELECT 2",
                                "DELETE FROM t_doubt", "PRAGMA user_version = 7"}) {
    CAPTURE(sql);
    try {
      query(school.database, "test", sql);
      FAIL("accepted");
    } catch (const Error& error) {
      CHECK(error.failure() == Failure::usage);
    }
  }
}
