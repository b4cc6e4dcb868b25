#include "store/schema/upgrade.h"

#include "store/ledger/night_store.h"
#include "store/store_fixture.h"
#include "store/undo/undo_store.h"

using namespace ksbx;

namespace {

std::string reopened(School& school) {
  return refusal([&] { open_store(school.database.path(), Access::write, at_once); });
}

// An empty store as ksbx made it when the schema stood as in that file of this folder.
void make_store(const char* schema, const std::string& path, const std::string& content = {}) {
  Database store = create_store(path);
  store.execute("PRAGMA foreign_keys = OFF");
  for (const char* kind : {"view", "trigger", "index", "table"}) {
    std::vector<std::string> names;
    Statement rows(store, "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL");
    rows.start(std::string_view(kind));
    while (rows.step()) names.push_back(rows.text(0));
    rows.reset();
    for (const std::string& name : names) store.execute(formatted("DROP {} {}", kind, name));
  }
  store.execute(bytes_of(std::string(KSBX_SOURCE_DIR "/tests/store/") + schema));
  if (!content.empty()) store.execute(content);
}

}  // namespace

TEST_CASE("a store that was made when its tables and views were laid out otherwise is opened") {
  Folder folder;
  const std::string path = folder.file("old.db");
  make_store("format_4.sql", path);
  CHECK(refusal([&] { open_store(path, Access::write, at_once); }) == "");
  CHECK(refusal([&] { open_store(path, Access::read, at_once); }) == "");
}

TEST_CASE("a store of a newer ksbx is refused and left alone") {
  School school;
  school.database.execute(formatted("PRAGMA user_version = {}", schema_version + 1));
  CHECK(reopened(school) == "database-newer");
  CHECK(school.database.number("PRAGMA user_version") == schema_version + 1);
}

TEST_CASE("a store of an older ksbx that no one can upgrade is refused") {
  School school;
  school.database.execute("PRAGMA user_version = 0");
  CHECK(reopened(school) == "database-older");
}

TEST_CASE("a store of version 1 is upgraded when someone writes; whoever only reads is informed") {
  Folder folder;
  const std::string path = folder.file("old.db");
  make_store("format_1.sql", path);
  CHECK(refusal([&] { open_store(path, Access::read, at_once); }) == "database-older");
  CHECK(refusal([&] { open_store(path, Access::write, at_once); }) == "");
  Database upgraded = open_store(path, Access::read, at_once);  // which looks at every table and view
  CHECK(upgraded.number("PRAGMA user_version") == schema_version);
  CHECK(upgraded.number("SELECT count(*) FROM storms") == 0);
  CHECK(upgraded.number("SELECT count(*) FROM exports") == 0);
  CHECK(upgraded.number("SELECT count(*) FROM deferrals") == 0);
  CHECK(std::filesystem::exists(path + ".v1.backup"));
}

TEST_CASE(
    "registers outlive an upgrade; what an older ksbx wrote is not undone, because it did not keep the earlier state") {
  Folder folder;
  const std::string path = folder.file("old.db");
  make_store("format_1.sql", path,
             "INSERT INTO t_change(change, at, command, actor) VALUES (1, 1000, 'import', 'zhang');"
             "INSERT INTO t_unit(id, kind, code, name, year, since) VALUES (1, 'class', 'c', '1班', 7, 0);"
             "INSERT INTO t_register(day, class, by, recorded, change) VALUES (20000, 1, '', 1000, 1)");
  Database upgraded = open_store(path, Access::write, at_once);
  CHECK(upgraded.number("SELECT count(*) FROM t_register WHERE day = 20000 AND class = 1 AND change = 1") == 1);
  const auto objections = built_on(upgraded, 1);
  REQUIRE(objections.size() == 1);
  CHECK(objections.front().what == BuiltOn::What::too_old);
}

TEST_CASE("documents outlive an upgrade and say what they are; a correction without a note counts as a withdrawal") {
  Folder folder;
  const std::string path = folder.file("old.db");
  const auto document = [](const char* number, const char* corrects, const char* content) {
    return formatted(
        "INSERT INTO t_document(duty, number, form, line, issued, content, hash, corrects, missing) VALUES "
        "(1, '{}', 'f', 'education', 20000, '{}', '', '{}', '[]');",
        number, content, corrects);
  };
  const std::string duty =
      "INSERT INTO t_duty(id, rule, item, subject_kind, period, action, clauses, stage, role, person, assigned, "
      "others, "
      "opened, detected, state, why, note, rulebook) VALUES (1, 'r', '1', 'city', '2026', 'plan', '[]', '', 'city', "
      "'', "
      "1, '[]', 20000, 20000, 'open', '', '', '');";
  make_store("format_1.sql", path,
             duty + document("1", "", "报告") +
                 document("2", "1", "报告\n补报：2026年9月1日报送的本报告有尚未查明的内容，现补报全文。") +
                 document("3", "2", "报告\n更正：2026年9月2日报送的本报告予以撤回。请假。") +
                 document("4", "3", "没有说明的更正"));
  Database upgraded = open_store(path, Access::write, at_once);
  Statement rows(upgraded, "SELECT kind FROM t_document ORDER BY id");
  std::string kinds;
  while (rows.step()) kinds += rows.text(0) + " ";
  CHECK(kinds == "original supplement withdrawal withdrawal ");
  CHECK(refusal([&] { upgraded.execute("UPDATE t_document SET kind = 'original'"); }) == "database-internal");
}

TEST_CASE("a store of any older format has the structure of a new one after its upgrade") {
  for (int format_of_store = 1; format_of_store < schema_version; ++format_of_store) {
    CAPTURE(format_of_store);
    Folder folder;
    const std::string path = folder.file("old.db");
    std::string steps;
    for (const UpgradeStep& step : upgrade_steps())
      if (step.from < format_of_store) steps += step.sql;
    make_store("format_1.sql", path, formatted("{}; PRAGMA user_version = {}", steps, format_of_store));
    CHECK(refusal([&] { open_store(path, Access::write, at_once); }) == "");
    CHECK(refusal([&] { open_store(path, Access::read, at_once); }) == "");
  }
}

TEST_CASE("there is a step from each format to the next, up to that of this program") {
  REQUIRE(upgrade_steps().size() == schema_version - 1);
  for (int from = 1; from < schema_version; ++from)
    CHECK(upgrade_steps()[static_cast<std::size_t>(from - 1)].from == from);
}

TEST_CASE("documents outlive an upgrade; what nights of an older ksbx changed cannot be set back, and that is known") {
  Folder folder;
  const std::string path = folder.file("old.db");
  make_store(
      "format_1.sql", path,
      "INSERT INTO t_unit(id, kind, code, name, year, since) VALUES (1, 'city', 'c', '石桥市', 0, 0);"
      "INSERT INTO t_duty(id, rule, item, subject_kind, unit, period, action, clauses, stage, role, person, assigned, "
      "others, opened, detected, state, why, note, rulebook) VALUES (7, 'plan', '1', 'city', 1, '2026', 'plan', '[]', "
      "'', 'city', '', 1, '[]', 20700, 20700, 'open', '', '', '');"
      "INSERT INTO t_document(id, duty, number, form, line, issued, content, hash, corrects, missing) VALUES "
      "(3, 7, '控辍〔2026〕政-0003', 'plan', 'government', 20700, 'text', 'hash', '', '[]');"
      "INSERT INTO t_run(id, through, today, provisional, rulebook, calendar, seen_change, seen_student, recorded, "
      "checked, opened, amended, withdrawn, done, overdue, doubts) VALUES (5, 20700, 20700, 0, 'r', 'c', 0, 0, 1000, "
      "1, 1, 0, 0, 0, 0, 0)");
  Database upgraded = open_store(path, Access::write, at_once);
  CHECK(upgraded.number("SELECT duty FROM documents WHERE number = '控辍〔2026〕政-0003'") == 7);
  CHECK(upgraded.number("SELECT count(*) FROM void_documents") == 0);
  CHECK(upgraded.number("SELECT count(*) FROM runs WHERE undone IS NULL") == 1);
  const std::vector<Run> nights = nights_since(upgraded, Day::from_serial(20700));
  REQUIRE(nights.size() == 1);
  CHECK(on_nights(upgraded, nights).is_too_old);
  CHECK(nights_since(upgraded, Day::from_serial(20701)).empty());
}

TEST_CASE("an upgrade runs its steps in order and leaves the older store next to it") {
  School school;
  const std::vector<UpgradeStep> steps = {{schema_version + 1, "INSERT INTO t_person(name, unit) SELECT 'second', 1"},
                                          {schema_version,
                                           "CREATE TABLE t_extra (x INTEGER) STRICT;"
                                           "INSERT INTO t_person(name, unit) SELECT 'first', 1"}};
  upgrade(school.database, steps, schema_version + 2);
  CHECK(school.database.number("PRAGMA user_version") == schema_version + 2);
  CHECK(school.database.number("SELECT group_concat(name) = 'first,second' FROM t_person") == 1);
  const std::string backup = formatted("{}.v{}.backup", school.database.path(), schema_version);
  Database before = open_store(backup, Access::write, at_once);
  CHECK(before.number("SELECT count(*) FROM t_unit") == school.count("t_unit"));
  upgrade(school.database, steps, schema_version + 2);  // nothing is left to do
  CHECK(school.database.number("SELECT count(*) FROM t_person") == 2);
}

TEST_CASE("an upgrade that fails half-way leaves the store as it was, and can be tried again") {
  School school;
  const std::vector<UpgradeStep> broken = {{schema_version, "CREATE TABLE t_extra (x INTEGER) STRICT"},
                                           {schema_version + 1, "SELECT nonsense"}};
  CHECK(refusal([&] { upgrade(school.database, broken, schema_version + 2); }) == "database-internal");
  CHECK(reopened(school) == "");
  const std::vector<UpgradeStep> mended = {{schema_version, "CREATE TABLE t_extra (x INTEGER) STRICT"},
                                           {schema_version + 1, "SELECT 1"}};
  upgrade(school.database, mended, schema_version + 2);
  CHECK(school.database.number("PRAGMA user_version") == schema_version + 2);
}

TEST_CASE("what was said once is never changed or deleted") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  school.mark({pupil, day("2026-09-21"), Session::morning, Presence::unexcused, "", "", at("2026-09-21T12:00:00")});
  for (const std::string& sql : std::vector<std::string>{"UPDATE t_mark SET presence = 0", "DELETE FROM t_mark",
                                                         "UPDATE t_journal SET detail = '{}'", "DELETE FROM t_journal",
                                                         "DELETE FROM t_change"}) {
    CAPTURE(sql);
    CHECK(refusal([&] { school.database.execute(sql); }) == "database-internal");
  }
  CHECK(school.count("t_mark") == 1);
}
