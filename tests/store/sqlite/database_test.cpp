#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "faulty_files.h"
#include "store/schema/open_store.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

std::string open_for_writing(const std::string& path) {
  return refusal([&] { open_store(path, Access::write, at_once); });
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777;
}

// Another process changes the store and is killed in the middle, when half of the change is in the file already.
void change_and_be_killed(const std::string& path) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    Database database = open_store(path, Access::write, at_once);
    database.execute(
        "PRAGMA cache_size=1; BEGIN IMMEDIATE; CREATE TABLE half(row); INSERT INTO half SELECT randomblob(900) FROM "
        "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) SELECT i FROM n)");
    ::raise(SIGKILL);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  REQUIRE(std::filesystem::file_size(path + "-journal") > 0);
}

}  // namespace

TEST_CASE("after a kill the next reader rolls the half change back and says so, and the one after has nothing to do") {
  const Folder folder;
  const std::string path = folder.file("ksbx.db");
  create_store(path);
  change_and_be_killed(path);
  {
    Database reader = open_store(path, Access::read, at_once);
    CHECK(reader.was_rolled_back());
    CHECK(reader.number("SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == 0);
  }
  CHECK_FALSE(open_store(path, Access::read, at_once).was_rolled_back());
  change_and_be_killed(path);
  CHECK(open_store(path, Access::write, at_once).was_rolled_back());
}

TEST_CASE("while someone is writing a reader takes nothing back") {
  School school;
  school.database.execute("PRAGMA cache_size=1; BEGIN IMMEDIATE; UPDATE t_unit SET name = name || ' '");
  Database reader = open_store(school.database.path(), Access::read, at_once);
  CHECK_FALSE(reader.was_rolled_back());
  school.database.execute("COMMIT");
}

TEST_CASE("whoever may not write learns who can roll the half change back, and by what") {
  if (::geteuid() != 0) return;  // only root can become someone else
  const Folder folder;
  const std::string path = folder.file("ksbx.db");
  create_store(path);
  change_and_be_killed(path);
  std::filesystem::permissions(std::filesystem::path(path).parent_path(), std::filesystem::perms(0755));
  ::chmod(path.c_str(), 0644);
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const pid_t child = ::fork();
  if (child == 0) {
    std::string said = ::setuid(65534) == 0 ? "opened" : "not allowed";
    try {
      open_store(path, Access::read, at_once);
    } catch (const Error& error) {
      said = error.problems().front().code + " " + error.problems().front().remedy.en;
    }
    ::_exit(::write(ends[1], said.data(), said.size()) > 0 ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  std::array<char, 1000> block{};
  const std::string said(block.data(), static_cast<std::size_t>(::read(ends[0], block.data(), block.size())));
  CHECK(said.starts_with("database-unfinished-write let its owner root run ksbx status --db " + path));
}

TEST_CASE("a second look at a store that is open drops no lock: others still cannot write") {
  School school;
  const std::string path = school.database.path();
  school.database.execute("BEGIN IMMEDIATE");
  open_store(path, Access::read, at_once);  // looks at the first bytes, and is closed again
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    const std::string end = refusal([&] { open_store(path, Access::write, at_once).execute("BEGIN IMMEDIATE"); });
    ::_exit(end == "database-busy" ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("a change too big for memory that a reader keeps out waits once, and says that it is a reader") {
  School school;
  const std::string path = school.database.path();
  Database reader = open_store(path, Access::read, at_once);
  const Snapshot reading(reader);
  Database writer = open_store(path, Access::write, std::chrono::milliseconds(200));
  const auto begin = std::chrono::steady_clock::now();
  std::string said;
  try {
    AtomicWrite change(writer);
    writer.execute(
        "PRAGMA cache_size=1; CREATE TABLE big(row); INSERT INTO big SELECT randomblob(900) FROM (WITH RECURSIVE n(i) "
        "AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) SELECT i FROM n)");
    change.commit();
  } catch (const Error& error) {
    said = error.problems().front().code + ": " + error.problems().front().what.en;
  }
  CHECK(said == "database-busy: another program is reading database " + path +
                    " and keeps the change out: nothing was written.");
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(2));
}

TEST_CASE("who writes does so into his own store only, and not where others can replace it") {
  const Folder folder;
  const std::string path = folder.file("ksbx.db");
  create_store(path);
  ::chmod(folder.file("").c_str(), 0777);
  CHECK(open_for_writing(path) == "database-permission");
  ::chmod(folder.file("").c_str(), 01777);
  CHECK(open_for_writing(path) == "");
  ::chmod(folder.file("").c_str(), 0755);
  if (::geteuid() != 0 || ::chmod(path.c_str(), 0644) != 0 || ::seteuid(65534) != 0) return;
  CHECK(open_for_writing(path) == "database-permission");  // an analyst hears that he may only read
  CHECK(refusal([&] { open_store(path, Access::read, at_once); }) == "");
  REQUIRE(::seteuid(0) == 0);
  if (::chown(path.c_str(), 65534, 65534) != 0) return;  // only root can give files away
  CHECK(open_for_writing(path) == "database-owner");
  CHECK(refusal([&] { open_store(path, Access::read, at_once); }) == "");
}

TEST_CASE("a disk that does not answer is not called a damaged store") {
  FaultyFiles files;
  School school;
  Database reader = open_store(school.database.path(), Access::read, at_once);
  school.enrol(school.pupil("王小明"));  // so that pages have to be read again
  files.refuse_reads(true);
  try {
    load_organisation(reader);
    FAIL("read without a disk");
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::io);
    CHECK(error.problems().front().code == "database-io");
  }
  files.refuse_reads(false);
  CHECK(load_organisation(reader).find_code("990181001") != nullptr);
}

TEST_CASE("making a store again after a kill works, and a journal without its store is not mixed in") {
  const Folder folder;
  const std::string path = folder.file("ksbx.db");
  write_bytes(path, "");
  CHECK(refusal([&] { create_store(path); }) == "");
  CHECK(open_for_writing(path) == "");
  CHECK(refusal([&] { create_store(path); }) == "database-exists");
  write_bytes(folder.file("gone.db-journal"), "half of a change");
  CHECK(refusal([&] { create_store(folder.file("gone.db")); }) == "database-journal-left");
  CHECK_FALSE(std::filesystem::exists(folder.file("gone.db")));
}

TEST_CASE("a new store can be read and written by its owner only, whatever the umask") {
  const Folder folder;
  const mode_t before = ::umask(0);
  create_store(folder.file("ksbx.db"));
  ::umask(before);
  CHECK(mode_of(folder.file("ksbx.db")) == 0600);
}

TEST_CASE("creating a store never touches what is there already") {
  const Folder folder;
  write_bytes(folder.file("ksbx.db"), "a letter");
  CHECK(refusal([&] { create_store(folder.file("ksbx.db")); }) == "database-exists");
  CHECK(bytes_of(folder.file("ksbx.db")) == "a letter");
}

TEST_CASE("what is not a ksbx store is refused, with the reason") {
  const Folder folder;
  create_store(folder.file("good.db"));
  const std::string good = bytes_of(folder.file("good.db"));
  std::string other_program = good;
  other_program[68] = 'X';
  struct Case {
    std::string what;
    std::string bytes;
    std::string code;
  };
  const std::vector<Case> cases = {
      {"an empty file", "", "database-empty"},
      {"a roster", "姓名,性别\n王小明,男\n" + std::string(200, 'x'), "database-foreign"},
      {"half a header", good.substr(0, 50), "database-foreign"},
      {"another program's database", other_program, "database-foreign"},
      {"a store cut short", good.substr(0, 8192), "database-damaged"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.what);
    write_bytes(folder.file("other.db"), one.bytes);
    CHECK(open_for_writing(folder.file("other.db")) == one.code);
    CHECK(bytes_of(folder.file("other.db")) == one.bytes);
  }
}

TEST_CASE("a store that is missing, a link or open to others is refused") {
  const Folder folder;
  CHECK(open_for_writing(folder.file("none.db")) == "database-missing");
  CHECK(open_for_writing(folder.file("no/such/folder.db")) == "database-folder");
  create_store(folder.file("ksbx.db"));
  std::filesystem::create_symlink(folder.file("ksbx.db"), folder.file("link.db"));
  CHECK(open_for_writing(folder.file("link.db")) == "database-foreign");
  ::chmod(folder.file("ksbx.db").c_str(), 0622);
  CHECK(open_for_writing(folder.file("ksbx.db")) == "database-permission");
}

TEST_CASE("refusals of a store are failures of the database, being busy is its own") {
  const Folder folder;
  try {
    open_store(folder.file("none.db"), Access::read, at_once);
    FAIL("opened nothing");
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::database);
    CHECK_FALSE(error.problems().front().remedy.zh.empty());
  }
}

TEST_CASE("while someone writes, another writer is asked to try later and nothing is lost") {
  School school;
  Database second = open_store(school.database.path(), Access::write, at_once);
  Transaction first(school.database, noon);
  try {
    Transaction other(second, noon);
    FAIL("two writers at once");
  } catch (const Error& error) {
    CHECK(error.failure() == Failure::busy);
  }
  add(first, Unit{{}, UnitKind::town, "990181002", "柳河镇", school.city, {}, 0}, day("2026-09-01"));
  first.commit();
  Transaction later(second, noon);
  CHECK(load_organisation(second).find_code("990181002") != nullptr);
}

TEST_CASE("a transaction that is not committed leaves nothing behind") {
  School school;
  const auto units = school.count("t_unit");
  const auto entries = school.entries();
  {
    Transaction transaction(school.database, noon);
    add(transaction, Unit{{}, UnitKind::town, "990181002", "柳河镇", school.city, {}, 0}, day("2026-09-01"));
  }
  CHECK(school.count("t_unit") == units);
  CHECK(school.entries() == entries);
}

TEST_CASE("a store opened for reading cannot be written") {
  School school;
  Database reader = open_store(school.database.path(), Access::read, at_once);
  CHECK(refusal([&] { reader.execute("DELETE FROM t_doubt"); }) == "database-permission");
}

TEST_CASE("the store is written in the mode that survives a power cut") {
  School school;
  Statement mode(school.database, "PRAGMA journal_mode");
  REQUIRE(mode.step());
  CHECK(mode.text(0) == "truncate");
  CHECK(school.database.number("PRAGMA synchronous") == 2);
  CHECK(school.database.number("PRAGMA foreign_keys") == 1);
  CHECK(school.database.number("PRAGMA secure_delete") == 1);
}

TEST_CASE("a double-quoted slip is an error and not a text") {
  School school;
  CHECK(refusal([&] { Statement(school.database, "SELECT \"slip\" FROM t_unit"); }) == "database-internal");
}

TEST_CASE("a page that was overwritten is found when it is read, and named as damage") {
  School school;
  const std::string path = school.database.path();
  std::string bytes = bytes_of(path);
  for (std::size_t at = 4096; at < bytes.size(); ++at) bytes[at] = 'x';
  write_bytes(path, bytes);
  CHECK(refusal([&] {
          Database damaged = open_store(path, Access::write, at_once);
          load_organisation(damaged);
        }) == "database-damaged");
}
