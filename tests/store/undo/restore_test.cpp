#include "store/undo/restore.h"

#include <sys/stat.h>

#include "store/journal/health.h"
#include "store/store_fixture.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

const Moment evening = at("2026-09-22T20:00:00");

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
  const Restored restored = restore(backed.backup, backed.path, evening);
  CHECK(backed.pupils() == 1);
  CHECK(restored.kept == backed.path + ".2026-09-22T200000.replaced");
  CHECK(open_store(restored.kept, Access::read, at_once).number("SELECT count(*) FROM t_student") == 2);
  CHECK(restore(backed.backup, backed.path, evening).kept == backed.path + ".2026-09-22T200000-2.replaced");
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
  const Restored restored = restore(backed.backup, backed.path, evening);
  CHECK(backed.pupils() == 1);
  Database now = open_store(backed.path, Access::write, at_once);
  CHECK(check_health(now).empty());
  CHECK(bytes_of(restored.kept + "-journal") == journal);
  CHECK(open_store(restored.kept, Access::read, at_once).was_rolled_back());
}

TEST_CASE("a store that is damaged or gone is restored as well") {
  Backed backed;
  backed.close();
  write_bytes(backed.path, "nothing of a store");
  restore(backed.backup, backed.path, evening);
  CHECK(backed.pupils() == 1);
  fs::remove(backed.path);
  write_bytes(backed.path + "-journal", "of the store that is gone");
  CHECK(restore(backed.backup, backed.path, evening).kept.empty());
  CHECK(backed.pupils() == 1);
}

TEST_CASE("what is no whole backup takes no place, and nothing is left next to the store") {
  Backed backed;
  backed.close();
  const std::string bytes = bytes_of(backed.backup);
  for (const std::string& bad : {std::string("letter"), bytes.substr(0, bytes.size() / 2)}) {
    write_bytes(backed.backup, bad);
    CHECK(refusal([&] { restore(backed.backup, backed.path, evening); }).starts_with("database-"));
  }
  CHECK(backed.pupils() == 2);
  for (const auto& entry : fs::directory_iterator(fs::path(backed.path).parent_path()))
    CHECK_FALSE(entry.path().filename().string().starts_with(".ksbx-"));
}

TEST_CASE("analysts who may read the store may read the restored one") {
  Backed backed;
  backed.close();
  ::chmod(backed.path.c_str(), 0640);
  restore(backed.backup, backed.path, evening);
  struct stat status {};
  REQUIRE(::stat(backed.path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0640);
}
