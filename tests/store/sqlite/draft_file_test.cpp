#include "store/sqlite/draft_file.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "store/store_fixture.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

long files_in(const std::string& folder) {
  return std::distance(fs::directory_iterator(folder), {});
}

// The number of a process that is no longer there.
pid_t ended_process() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);
  return child;
}

}  // namespace

TEST_CASE("a file appears when it is whole, for its owner only, and replaces an older one") {
  const Folder folder;
  const std::string path = folder.file("duties.csv");
  write_bytes(path, "of yesterday");
  {
    DraftFile draft(path);
    draft.write("of to");
    CHECK(bytes_of(path) == "of yesterday");
    draft.write("day");
    draft.keep();
  }
  CHECK(bytes_of(path) == "of today");
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
  CHECK(files_in(folder.file("")) == 1);
}

TEST_CASE("a file that is not kept has never been there") {
  const Folder folder;
  { DraftFile(folder.file("duties.csv")).write("half"); }
  CHECK(files_in(folder.file("")) == 0);
}

TEST_CASE("what came meanwhile is not replaced where that was not asked for") {
  const Folder folder;
  const std::string path = folder.file("mend.csv");
  DraftFile draft(path);
  draft.write("rows");
  write_bytes(path, "somebody's");
  CHECK_FALSE(draft.keep_if_free());
  CHECK(draft.keep_if_free(folder.file("mend-2.csv")));
  CHECK(bytes_of(path) == "somebody's");
  CHECK(bytes_of(folder.file("mend-2.csv")) == "rows");
}

TEST_CASE("what a killed program left is removed, what a running one or a person made is not") {
  const Folder folder;
  std::array<char, 256> machine{};
  REQUIRE(::gethostname(machine.data(), machine.size() - 1) == 0);
  const std::string begins = formatted(".ksbx-{}-", machine.data());
  const std::string left = begins + formatted("{}-1", ended_process()),
                    running = begins + formatted("{}-1", ::getppid());
  for (const std::string& name :
       {left, left + "-journal", running, std::string("notes.part"), std::string(".ksbx-notes")})
    write_bytes(folder.file(name), "x");
  draft_name_beside(folder.file("backup.db"));
  CHECK_FALSE(fs::exists(folder.file(left)));
  CHECK_FALSE(fs::exists(folder.file(left + "-journal")));
  CHECK(files_in(folder.file("")) == 3);
}

TEST_CASE("what cannot be written is said before there is anything to write") {
  const Folder folder;
  CHECK(refusal([&] { DraftFile draft(folder.file("missing/a.csv")); }) == "unwritable");
  CHECK(refusal([&] { DraftFile draft(folder.file("")); }) == "unwritable");
}
