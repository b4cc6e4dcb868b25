// What `ksbx verify --facts` finds in a town after its nights.
#include <doctest/doctest.h>

#include <filesystem>

#include "cli/run_ksbx.h"
#include "store/schema/open_store.h"

using namespace ksbx;

namespace {

// The guards away, the change, the guards back, as with the sqlite3 shell.
void tamper(const std::string& path, const std::string& sql) {
  Database store = Database::connect(path, Access::write, std::chrono::milliseconds(0));
  std::string away = "PRAGMA foreign_keys = OFF;", back;
  {
    Statement triggers(store, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
    while (triggers.step()) {
      away += "DROP TRIGGER " + triggers.text(0) + ";";
      back += triggers.text(1) + ";";
    }
  }
  store.execute(away);
  store.execute(sql);
  store.execute(back);
}

}  // namespace

TEST_SUITE("verify --facts") {
  TEST_CASE("What someone changes in a town's database with another program is found and named") {
    const Folder folder;
    const std::string town = folder.file("ksbx.db"), copy = folder.file("copy.db"), heads = folder.file("heads.txt");
    const std::map<std::string, std::string> evening = {{"KSBX_CLOCK", "2026-10-15T20:00"}, {"KSBX_LANG", "en"}};
    const std::string rules = std::string(KSBX_SOURCE_DIR) + "/rules/";
    REQUIRE(run_ksbx({"demo", "--one-town", "-q", "--db", town}, evening).exit == ExitCode::done);
    REQUIRE(run_ksbx(
                {"escalate", "-q", "--db", town, "--rules", rules + "kongchuo-2016", "--calendar", rules + "calendars"},
                evening)
                .exit == ExitCode::done);
    const Ended whole = run_ksbx({"verify", "--facts", "--db", town}, evening);
    CHECK(whole.exit == ExitCode::done);
    CHECK(whole.talk.find("the facts are what the journal says: ") != std::string::npos);
    const std::vector<std::pair<const char*, const char*>> tamperings = {
        {"UPDATE t_mark SET presence = 0 WHERE presence = 1", "error[fact-changed]: t_mark was changed: day=2026-"},
        {"DELETE FROM t_mark WHERE student = (SELECT student FROM t_mark LIMIT 1)",
         "error[fact-missing]: t_mark lacks"},
        {"UPDATE t_duty SET state = 'done', done = opened", "error[fact-changed]: t_duty was changed: id="},
        {"DELETE FROM t_duty", "error[fact-missing]: t_duty lacks a row: id="},
        {"DELETE FROM t_sending; DELETE FROM t_document; DELETE FROM t_miss; DELETE FROM t_duty",
         "error[fact-missing]: t_document lacks a row: id=1; entry "},
        {"UPDATE t_document SET content = 'x' WHERE id = 3",
         "error[fact-changed]: t_document was changed: id=3 number="},
        {"UPDATE t_document SET content = 'x', hash = 'y' WHERE id = 3",
         "error[fact-changed]: t_document was changed: id=3"},
        {"UPDATE t_record SET fields = '{}'", "error[fact-changed]: t_record was changed: id="},
        {"DELETE FROM t_record", "error[fact-missing]: t_record lacks a row: id="},
        {"DELETE FROM t_register", "error[fact-missing]: t_register lacks a row: day=2026-"},
        {"UPDATE t_student SET id_number = id_number + 11 WHERE id = 7",
         "error[fact-changed]: t_student was changed: id=S-"},
        {"DELETE FROM t_journal WHERE seq > 500", "error[facts-broken]: what entry 501 of the journal wrote"},
        {"DELETE FROM t_journal", "error[facts-broken]: what entry 1 of the journal wrote"}};
    for (const auto& [sql, words] : tamperings) {
      CAPTURE(sql);
      std::filesystem::copy_file(town, copy, std::filesystem::copy_options::overwrite_existing);
      tamper(copy, sql);
      const Ended found = run_ksbx({"verify", "--facts", "--db", copy}, evening);
      CAPTURE(found.talk);
      CHECK(found.exit == ExitCode::database);
      CHECK(found.talk.find(words) != std::string::npos);
    }
  }
}
