#include "store/journal/health.h"

#include <sys/stat.h>

#include <set>

#include "store/schema/open_store.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

std::vector<std::string> codes(const Problems& problems) {
  std::vector<std::string> all;
  for (const Problem& problem : problems) all.push_back(problem.code);
  return all;
}

}  // namespace

TEST_CASE("a store that no one tampered with is healthy") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  school.mark({pupil, day("2026-09-22"), Session::morning, Presence::unexcused, "", "", at("2026-09-22T18:00:00")});
  school.in_transaction("2026-09-22T18:00:00", [&](Transaction& transaction) {
    AttendanceLoad load(transaction);
    load.add(Register{school.class_one, day("2026-09-22"), "", at("2026-09-22T18:00:00")});
    load.finish();
  });
  CHECK(codes(check_health(school.database)).empty());
}

TEST_CASE("a row that points to nothing and an entry that was altered are found") {
  School school;
  school.enrol(school.pupil("王小明"));
  school.database.execute("PRAGMA foreign_keys = OFF");
  school.database.execute("UPDATE t_student SET residence = 999");
  CHECK(codes(check_health(school.database)) == std::vector<std::string>{"broken-references"});
  school.database.execute("DROP TRIGGER t_journal_no_UPDATE");
  school.database.execute("UPDATE t_journal SET actor = 'li' WHERE seq = 2");
  CHECK(codes(check_health(school.database)) == std::vector<std::string>{"broken-references", "journal-broken"});
}

TEST_CASE("a page that the disk spoiled is found") {
  School school;
  for (int n = 0; n < 200; ++n) school.enrol(school.pupil("王小明"));
  std::string bytes = bytes_of(school.database.path());
  const std::string copy = school.folder.file("spoiled.db");
  constexpr std::size_t page = 4096;
  const std::size_t of_pupils = bytes.rfind("王小明") / page * page;
  for (std::size_t at = of_pupils; at < of_pupils + 100; ++at) bytes[at] = '\x5a';
  write_bytes(copy, bytes);
  std::string found;
  try {
    Database database = open_store(copy, Access::read, at_once);
    found = codes(check_health(database)).empty() ? "" : "found";
  } catch (const Error&) {
    found = "found";
  }
  CHECK(found == "found");
}

TEST_CASE("a backup is a whole copy for its owner only, and replaces nothing") {
  School school;
  school.enrol(school.pupil("王小明"));
  const std::string target = school.folder.file("backup.db");
  Database reader = open_store(school.database.path(), Access::read, at_once);
  back_up(reader, target);
  struct stat status {};
  REQUIRE(::stat(target.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  Database copy = open_store(target, Access::read, at_once);
  CHECK(journal_head(copy) == journal_head(school.database));
  CHECK(copy.number("SELECT count(*) FROM students") == 1);
  CHECK(refusal([&] { back_up(reader, target); }) == "database-exists");
  CHECK(refusal([&] { back_up(reader, school.folder.file("nowhere/backup.db")); }) == "unwritable");
}

TEST_CASE("a backup touches no file but its own, and leaves nothing else") {
  School school;
  write_bytes(school.folder.file("notes.part"), "somebody's notes");
  back_up(school.database, school.folder.file("notes"));
  CHECK(bytes_of(school.folder.file("notes.part")) == "somebody's notes");
  std::set<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::filesystem::path(school.database.path()).parent_path()))
    names.insert(entry.path().filename().string());
  CHECK(names == std::set<std::string>{"ksbx.db", "ksbx.db-journal", "notes", "notes.part"});
}

TEST_CASE("a backup made while someone writes is good, and says which entry is its last") {
  School school;
  Database writer = open_store(school.database.path(), Access::write, at_once);
  Database reader = open_store(school.database.path(), Access::read, at_once);
  const JournalHead before = journal_head(reader);
  school.enrol(school.pupil("王小明"));  // after someone looked, before the copy
  const JournalHead copied = back_up(reader, school.folder.file("copy.db"));
  CHECK(copied.entries > before.entries);
  CHECK(copied == journal_head(school.database));
}
