#include "store/journal/facts.h"

#include <random>

#include "store/history/record_store.h"
#include "store/journal/health.h"
#include "store/ledger/document_store.h"
#include "store/ledger/duty_store.h"
#include "store/schema/upgrade.h"
#include "store/sqlite/savepoint.h"
#include "store/store_fixture.h"
#include "store/undo/undo_store.h"

using namespace ksbx;

namespace {

// What `verify --facts` says, one line for each problem: "fact-changed t_mark …"; "journal", if that was changed.
std::vector<std::string> said(Database& store) {
  if (verify_journal(store).first_broken) return {"journal"};
  std::vector<std::string> all;
  for (const Problem& problem : verify_facts(store).problems) all.push_back(problem.code + " " + problem.what.en);
  return all;
}

bool says(Database& store, const std::string& words) {
  std::string all;
  for (const std::string& one : said(store)) all += one + "\n";
  CAPTURE(all);
  CHECK(all.find(words) != std::string::npos);
  return all.find(words) != std::string::npos;
}

// What someone with the sqlite3 shell does: the guards away, the change, the guards back.
void tamper(Database& store, const std::string& sql) {
  std::vector<std::string> names, guards;
  Statement triggers(store, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
  while (triggers.step()) {
    names.push_back(triggers.text(0));
    guards.push_back(triggers.text(1));
  }
  triggers.reset();
  store.execute("PRAGMA foreign_keys = OFF");
  for (const std::string& name : names) store.execute("DROP TRIGGER " + name);
  store.execute(sql);
  for (const std::string& guard : guards) store.execute(guard);
  store.execute("PRAGMA foreign_keys = ON");
}

// A school with a pupil who was away, a register, a record, a duty and its document.
struct Town : School {
  StudentId pupil_id, other;

  Town() {
    pupil_id = enrol(pupil("王小明", "990181201302040012"));
    other = enrol(pupil("周安平"));
    mark({pupil_id, day("2026-09-22"), Session::morning, Presence::unexcused, "", "zhang", at("2026-09-22T18:00:00")});
    mark(
        {pupil_id, day("2026-09-22"), Session::afternoon, Presence::unexcused, "", "zhang", at("2026-09-22T18:00:00")});
    in_transaction("2026-09-22T18:30:00", [&](Transaction& transaction) {
      AttendanceLoad load(transaction);
      load.add(Register{class_one, day("2026-09-22"), "", at("2026-09-22T18:30:00")});
      load.finish();
      Record visit;
      visit.kind = "home_visit";
      visit.student = pupil_id;
      visit.day = day("2026-09-22");
      visit.recorded = at("2026-09-22T18:30:00");
      visit.by = "li";
      add(transaction, visit);
      Duty duty;
      duty.key = {"visit", "1", {SubjectKind::student, pupil_id, class_one}, "2026"};
      duty.who = {"school_leader", school, "李副校长", true};
      duty.opened = duty.detected = day("2026-09-22");
      duty.why = "{}";
      Plan plan;
      plan.opened = {duty};
      Document document;
      document.duty = apply(transaction, plan).front();
      document.form = "dropout-report";
      document.issuer = town;
      document.issued = day("2026-09-22");
      document.content = "报告";
      document.hash = "hash";
      issue(transaction, document);
    });
  }
};

}  // namespace

TEST_CASE("a store that only ksbx wrote is what its journal says") {
  Town town;
  const FactsCheck check = verify_facts(town.database);
  CHECK(check.problems.empty());
  CHECK(check.since == 1);
  CHECK(check.rows > 15);
  CHECK(check_health(town.database).empty());
}

TEST_CASE("an absence made a presence is found, with the day, the pupil and the entry that wrote it") {
  Town town;
  tamper(town.database, "UPDATE t_mark SET presence = 0 WHERE session = 0");
  const std::vector<std::string> all = said(town.database);
  REQUIRE(all.size() == 1);
  CHECK(all.front().starts_with("fact-changed t_mark was changed: day=2026-09-22 student=" + short_code(town.pupil_id) +
                                " session=am seq=1; entry "));
  CHECK(all.front().find("(attendance.added, test, zhang, 2026-09-22T18:00:00) wrote it otherwise") !=
        std::string::npos);
}

TEST_CASE("every way to change, remove or add facts outside ksbx is found, and what it was is named") {
  const std::vector<std::pair<const char*, const char*>> tamperings = {
      {"UPDATE t_mark SET presence = 0", "fact-changed t_mark"},
      {"DELETE FROM t_mark WHERE student = 1", "fact-missing t_mark lacks a row: day=2026-09-22"},
      {"INSERT INTO t_mark SELECT day + 1, student, session, seq, presence, reason, by, recorded, change FROM t_mark",
       "fact-foreign t_mark has a row that ksbx did not write: day=2026-09-23"},
      {"UPDATE t_duty SET state = 'done', done = 20720", "fact-changed t_duty"},
      {"DELETE FROM t_duty; DELETE FROM t_document", "fact-missing t_document"},
      {"UPDATE t_document SET content = '另一份'", "fact-changed t_document was changed: id=1 number=控辍"},
      {"UPDATE t_document SET content = '另一份', hash = 'other'", "fact-changed t_document"},
      {"UPDATE t_record SET day = day - 1", "fact-changed t_record"},
      {"DELETE FROM t_record", "fact-missing t_record lacks a row: id=1"},
      {"DELETE FROM t_register", "fact-missing t_register lacks a row: day=2026-09-22 class=9990180001/7/1"},
      {"UPDATE t_student SET id_number = id_number + 11 WHERE id = 1", "fact-changed t_student"},
      {"UPDATE t_student_change SET after = 'x'; UPDATE t_student SET since = since - 1", "fact-changed t_student"},
      {"UPDATE t_unit SET name = '2班' WHERE code = '9990180001/7/1'",
       "fact-changed t_unit was changed: id=6 kind=class code=9990180001/7/1"},
      {"INSERT INTO t_taken_back SELECT max(change), 0, max(change) FROM t_change", "fact-foreign t_taken_back"},
      {"UPDATE t_change SET actor = 'li'", "fact-changed t_change"},
      {"DELETE FROM t_arrival", "fact-missing t_arrival"},
      {"UPDATE t_mark SET by = CAST(by AS TEXT) || char(0)", "fact-changed t_mark"},
      {"DELETE FROM t_facts WHERE id = 5", "facts-broken what entry 5"},
      {"UPDATE t_facts SET salt = randomblob(16) WHERE id = 5", "facts-broken what entry 5"},
      {"DELETE FROM t_facts", "facts-broken"},
      {"DELETE FROM t_facts; INSERT INTO t_facts(entry, salt, rows) VALUES (0, x'', x'')", "facts-broken"},
      {"DELETE FROM t_journal WHERE seq = (SELECT max(seq) FROM t_journal)", "facts-broken"},
      {"DELETE FROM t_journal", "facts-broken"},
      {"UPDATE t_journal SET facts = '' WHERE seq = 5", "journal"}};
  for (const auto& [sql, words] : tamperings) {
    CAPTURE(sql);
    Town town;
    tamper(town.database, sql);
    says(town.database, words);
  }
}

TEST_CASE("of many rows that were changed ten are named and all counted") {
  School school;
  for (int n = 0; n < 12; ++n) school.enrol(school.pupil("王小明"));
  tamper(school.database, "UPDATE t_student SET phone = '1'");
  CHECK(said(school.database).size() == 11);
  says(school.database, "t_student has 12 such rows; the first 10 are above");
}

TEST_CASE("undoing a change leaves a store that is what its journal says") {
  Town town;
  const std::int64_t last = town.database.number("SELECT max(change) FROM t_change");
  town.in_transaction("2026-09-23T12:00:00", [&](Transaction& transaction) { revert(transaction, last); });
  CHECK(said(town.database).empty());
}

TEST_CASE("a part that failed alone leaves no digests of rows that are not there") {
  Town town;
  town.in_transaction("2026-09-23T12:00:00", [&](Transaction& transaction) {
    town.database.execute("INSERT INTO t_person(name, unit) VALUES ('kept', 1)");
    {
      const Savepoint part(transaction);
      town.database.execute("INSERT INTO t_person(name, unit) VALUES ('lost', 1)");
      append(transaction, "lost", {}, "{}");
      town.database.execute("UPDATE t_person SET name = 'lost too' WHERE name = 'kept'");
    }
    append(transaction, "kept", {}, "{}");
  });
  CHECK(town.database.number("SELECT group_concat(name) = 'kept' FROM t_person") == 1);
  CHECK(said(town.database).empty());
}

TEST_CASE("a row that is removed and written again by ksbx is what was written last") {
  Town town;
  town.in_transaction("2026-09-23T12:00:00", [&](Transaction& transaction) {
    town.database.execute("INSERT INTO t_person(id, name, unit) VALUES (3, 'a', 1), (4, 'b', 1)");
    append(transaction, "test", {}, "{}");
    town.database.execute("UPDATE t_person SET name = 'c' WHERE id = 4; UPDATE t_person SET id = 7 WHERE id = 4");
    town.database.execute("DELETE FROM t_person WHERE id = 3; INSERT INTO t_person(id, name, unit) VALUES (3, 'd', 1)");
    town.database.execute("REPLACE INTO t_person(id, name, unit) VALUES (8, 'd', 1)");
  });
  CHECK(said(town.database).empty());
  tamper(town.database, "UPDATE t_person SET id = 4 WHERE id = 7");
  says(town.database, "fact-missing t_person lacks a row: id=7");
  says(town.database, "fact-foreign t_person has a row that ksbx did not write: id=4");
}

TEST_CASE("a store of an older ksbx is sealed by the first change after its upgrade, and says so") {
  Folder folder;
  const std::string path = folder.file("old.db");
  {
    Database store = create_store(path);
    std::string sql = "PRAGMA foreign_keys = OFF;";
    for (const char* kind : {"view", "trigger", "index", "table"}) {
      Statement rows(store, "SELECT name FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL");
      rows.start(std::string_view(kind));
      while (rows.step()) sql += formatted("DROP {} {};", kind, rows.text(0));
    }
    store.execute(sql + bytes_of(KSBX_SOURCE_DIR "/tests/store/format_1.sql"));
    store.execute(
        "INSERT INTO t_unit(id, kind, code, name, year, since) VALUES (1, 'city', 'c', '石桥市', 0, 0);"
        "INSERT INTO t_journal(seq, at, command, actor, event, subject, detail, hash) VALUES (1, 1, 'import', 'li', "
        "'unit.added', 'c', '{}', 'of old')");
  }
  Database upgraded = open_store(path, Access::write, at_once);
  const FactsCheck before = verify_facts(upgraded);
  CHECK(before.problems.empty());
  CHECK_FALSE(before.since);
  {
    Transaction transaction(upgraded, noon);
    add(transaction, Unit{{}, UnitKind::town, "t", "青石镇", UnitId{1}, {}, 0}, day("2026-09-01"));
    transaction.commit();
  }
  CHECK(verify_facts(upgraded).problems.empty());
  CHECK(verify_facts(upgraded).since == 2);
  CHECK(upgraded.number("SELECT event = 'facts.sealed' AND detail = '{\"format\":8}' FROM t_journal WHERE seq = 2") ==
        1);
  tamper(upgraded, "UPDATE t_unit SET name = 'x' WHERE id = 1");
  const Problems found = verify_facts(upgraded).problems;
  REQUIRE(found.size() == 1);
  CHECK(found.front().what.en.find("entry 2 (facts.sealed") != std::string::npos);
  tamper(upgraded, "DELETE FROM t_facts");  // and hope that all is sealed anew
  {
    Transaction transaction(upgraded, noon);
    add(transaction, Unit{{}, UnitKind::town, "u", "河口镇", UnitId{1}, {}, 0}, day("2026-09-01"));
    transaction.commit();
  }
  CHECK_FALSE(verify_facts(upgraded).problems.empty());
}

TEST_CASE("a later format whose step touches rows has everything sealed anew, once") {
  Town town;
  const std::vector<UpgradeStep> steps = {
      {schema_version,
       "ALTER TABLE t_person ADD COLUMN note TEXT NOT NULL DEFAULT ''; UPDATE t_unit SET name = 'x';"
       "DROP TRIGGER t_facts_no_DELETE; DELETE FROM t_facts; INSERT INTO t_facts(entry, salt, rows) VALUES (0, x'', "
       "x'')"}};
  upgrade(town.database, steps, schema_version + 1);
  Database later = Database::connect(town.database.path(), Access::write, at_once);
  CHECK(verify_facts(later).problems.empty());
  const auto add_unit = [&](const char* code) {
    Transaction transaction(later, noon);
    add(transaction, Unit{{}, UnitKind::town, code, code, town.city, {}, 0}, day("2026-09-01"));
    transaction.commit();
  };
  const std::int64_t entries = journal_head(later).entries;
  add_unit("t");
  CHECK(verify_facts(later).problems.empty());
  CHECK(verify_facts(later).since == entries + 1);
  tamper(later, "DELETE FROM t_facts WHERE entry > 0");
  add_unit("u");
  CHECK_FALSE(verify_facts(later).problems.empty());
}

// Of a small store, some thousand bytes at random: whatever SQL then reads otherwise must be found. A byte that is part
// of no row says nothing, and nothing need be said of it.
TEST_CASE("every single byte that is flipped in rows of facts is found") {
  Town town;
  const std::string whole = bytes_of(town.database.path());
  const std::string copy = town.folder.file("flipped.db");
  const auto content = [](Database& store) {
    std::string all;
    std::vector<std::string> names;
    Statement tables(store,
                     "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 't_wake%' AND name <> "
                     "'t_roster_row' AND name NOT LIKE 'sqlite%' ORDER BY name");
    while (tables.step()) names.push_back(tables.text(0));
    for (const std::string& name : names) {
      Statement rows(store, "SELECT * FROM " + name + " NOT INDEXED");
      while (rows.step())
        for (int column = 0; column < rows.columns(); ++column)
          all += formatted("{}{}{}|", rows.is_null(column), rows.is_number(column), rows.view(column));
      all += '\n';
    }
    return all;
  };
  write_bytes(copy, whole);
  std::string right;
  {
    Database store = open_store(copy, Access::read, at_once);
    right = content(store);
  }
  std::mt19937 random(20261129);
  int effective = 0;
  for (int n = 0; n < 1000; ++n) {
    std::string bytes = whole;
    std::size_t place = random() % bytes.size();
    while (bytes[place] == '\0') place = random() % bytes.size();  // most of the file is empty room
    const char flip = static_cast<char>(1 << random() % 8);
    bytes[place] = static_cast<char>(bytes[place] ^ flip);
    write_bytes(copy, bytes);
    bool differs = true, found = false;
    try {
      Database store = open_store(copy, Access::read, at_once);
      found =
          verify_journal(store).first_broken || !check_health(store).empty() || !verify_facts(store).problems.empty();
      if (!found) differs = content(store) != right;
    } catch (const Error&) {
      found = true;
    }
    CAPTURE(place);
    CHECK((found || !differs));
    if (found) ++effective;
  }
  CHECK(effective > 200);
}
