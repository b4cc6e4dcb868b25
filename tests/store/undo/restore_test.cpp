#include "store/undo/restore.h"

#include <sys/stat.h>
#include <unistd.h>

#include "store/journal/health.h"
#include "store/store_fixture.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

const Occasion evening{at("2026-09-22T20:00:00"), "restore", "zhang"};

// A school with a backup from before its second pupil.
struct Backed {
  School school;
  std::string path = school.database.path();
  std::string backup = school.folder.file("backup.db");

  Backed() {
    school.enrol(school.pupil("王小明"));
    back_up(school.database, backup);
    school.enrol(school.pupil("李小红"));
  }
  // As the end of the process does.
  void close() { school.database = store_in_memory(); }
  std::int64_t pupils() const {
    return open_store(path, Access::read, at_once).number("SELECT count(*) FROM t_student");
  }
};

}  // namespace

TEST_CASE("a backup takes the place of the store, and the old file stays with the time in its name") {
  Backed backed;
  backed.close();
  const Restored restored = restore(backed.backup, backed.path, evening, at_once);
  CHECK(backed.pupils() == 1);
  CHECK(restored.kept == backed.path + ".2026-09-22T200000.replaced");
  CHECK(open_store(restored.kept, Access::read, at_once).number("SELECT count(*) FROM t_student") == 2);
  CHECK(restore(backed.backup, backed.path, evening, at_once).kept == backed.path + ".2026-09-22T200000-2.replaced");
}

TEST_CASE("the journal of a change that was cut short goes away with the old file and does not spoil the backup") {
  Backed backed;
  backed.school.database.execute(
      "PRAGMA cache_size=1; BEGIN IMMEDIATE; CREATE TABLE half(row); INSERT INTO half SELECT randomblob(900) FROM "
      "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) SELECT i FROM n)");
  const std::string half = bytes_of(backed.path), journal = bytes_of(backed.path + "-journal");
  backed.close();
  write_bytes(backed.path, half);
  write_bytes(backed.path + "-journal", journal);
  const Restored restored = restore(backed.backup, backed.path, evening, at_once);
  CHECK(backed.pupils() == 1);
  Database now = open_store(backed.path, Access::write, at_once);
  CHECK(check_health(now).empty());
  CHECK(bytes_of(restored.kept + "-journal") == journal);
  CHECK(open_store(restored.kept, Access::read, at_once).was_rolled_back());
}

TEST_CASE("a store that is damaged or gone is restored as well") {
  Backed backed;
  backed.close();
  write_bytes(backed.path, std::string(5000, '\0') + "nothing of a store");
  restore(backed.backup, backed.path, evening, at_once);
  CHECK(backed.pupils() == 1);
  fs::remove(backed.path);
  write_bytes(backed.path + "-journal", "of the store that is gone");
  CHECK(restore(backed.backup, backed.path, evening, at_once).kept.empty());
  CHECK(backed.pupils() == 1);
}

TEST_CASE("a restore that was killed is run again: the old store keeps its journal, and its numbers are barred") {
  Backed backed;
  Database& store = backed.school.database;
  store.execute("INSERT INTO t_document_number(year, unit, line, last) VALUES (2026, 0, 'government', 9)");
  backed.close();
  const std::string kept = backed.path + ".2026-11-23T200000.replaced";
  write_bytes(backed.path + "-journal", std::string(512, '\0'));  // of a write that was cut short before
  write_bytes(backed.path + ".restoring", fs::path(kept).filename().string());
  fs::rename(backed.path, kept);
  write_bytes(backed.path + ".2030-01-01T000000.replaced", "of another restore");
  CHECK(refusal([&] { open_store(backed.path, Access::read, at_once); }) == "database-moved");
  CHECK(refusal([&] { create_store(backed.path); }) == "database-moved");
  const Restored again = restore(backed.backup, backed.path, evening, at_once);
  CHECK(again.kept == kept);
  CHECK(fs::exists(kept + "-journal"));
  CHECK_FALSE(fs::exists(backed.path + "-journal"));
  CHECK_FALSE(fs::exists(backed.path + ".restoring"));
  CHECK(open_store(backed.path, Access::read, at_once).number("SELECT last FROM t_document_number") == 9);
}

TEST_CASE("numbers of documents that went out after the backup are said and not given again") {
  Backed backed;
  backed.school.database.execute(
      "PRAGMA foreign_keys=OFF; INSERT INTO t_document_number(year, unit, line, last) SELECT 2026, id, 'government', 7 "
      "FROM t_unit WHERE kind = 'school'; INSERT INTO t_document(duty, number, form, line, issued, content, hash, "
      "corrects, missing) VALUES (1, '控辍〔2026〕9990180001-政-0007', 'f', 'government', 20000, '', '', '', '[]')");
  backed.close();
  const Restored restored = restore(backed.backup, backed.path, evening, at_once);
  REQUIRE(restored.barred);
  CHECK(*restored.barred == std::vector<std::string>{"控辍〔2026〕9990180001-政-0007"});
  Database now = open_store(backed.path, Access::read, at_once);
  CHECK(now.number("SELECT last FROM t_document_number") == 7);
  CHECK(now.number("SELECT count(*) FROM t_barred_number WHERE number = '控辍〔2026〕9990180001-政-0007'") == 1);
  CHECK(now.number("SELECT count(*) FROM t_journal WHERE event = 'numbers.barred'") == 1);
}

TEST_CASE("numbers stay barred when the same backup is restored once more") {
  Backed backed;
  backed.school.database.execute(
      "PRAGMA foreign_keys=OFF; INSERT INTO t_document_number(year, unit, line, last) SELECT 2026, id, 'government', 7 "
      "FROM t_unit WHERE kind = 'school'; INSERT INTO t_document(duty, number, form, line, issued, content, hash, "
      "corrects, missing) VALUES (1, '控辍〔2026〕9990180009-政-0001', 'f', 'government', 20000, '', '', '', '[]')");
  backed.close();
  for (int i = 0; i < 3; ++i) restore(backed.backup, backed.path, evening, at_once);
  Database now = open_store(backed.path, Access::read, at_once);
  CHECK(now.number("SELECT last FROM t_document_number") == 7);
  CHECK(now.number("SELECT count(*) FROM t_barred_number WHERE number = '控辍〔2026〕9990180009-政-0001'") == 1);
}

TEST_CASE("a text, a link, a folder or a pipe that was named by mistake stays, and so does someone else's store") {
  Backed backed;
  backed.close();
  const std::string text = backed.school.folder.file("roster.csv"), link = backed.school.folder.file("link.db"),
                    folder = backed.school.folder.file("folder"), pipe = backed.school.folder.file("pipe");
  write_bytes(text, "学校名称,年级,班级,姓名\n");
  fs::create_symlink(backed.path, link);
  fs::create_directory(folder);
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  for (const std::string& path : {text, link, folder, pipe}) {
    CAPTURE(path);
    CHECK(refusal([&] { restore(backed.backup, path, evening, at_once); }) == "database-foreign");
  }
  CHECK(refusal([&] { restore(backed.backup, backed.path + "-journal", evening, at_once); }) == "database-name");
  CHECK(bytes_of(text) == "学校名称,年级,班级,姓名\n");
  CHECK(fs::is_symlink(link));
  if (::geteuid() == 0 && ::chown(backed.path.c_str(), 65534, 65534) == 0)
    CHECK(refusal([&] { restore(backed.backup, backed.path, evening, at_once); }) == "database-owner");
  for (const auto& entry : fs::directory_iterator(backed.school.folder.file("")))
    CHECK_FALSE(entry.path().string().ends_with(".replaced"));
}

TEST_CASE("what is no whole backup takes no place, and nothing is left next to the store") {
  Backed backed;
  backed.close();
  const std::string bytes = bytes_of(backed.backup);
  for (const std::string& bad : {std::string("letter"), bytes.substr(0, bytes.size() / 2)}) {
    write_bytes(backed.backup, bad);
    const std::string code = refusal([&] { restore(backed.backup, backed.path, evening, at_once); });
    CHECK(code == "backup-unusable");
  }
  CHECK(backed.pupils() == 2);
  for (const auto& entry : fs::directory_iterator(fs::path(backed.path).parent_path()))
    CHECK_FALSE(entry.path().filename().string().starts_with(".ksbx-"));
}

TEST_CASE("analysts who may read the store may read the restored one") {
  Backed backed;
  backed.close();
  ::chmod(backed.path.c_str(), 0640);
  restore(backed.backup, backed.path, evening, at_once);
  struct stat status {};
  REQUIRE(::stat(backed.path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0640);
}
