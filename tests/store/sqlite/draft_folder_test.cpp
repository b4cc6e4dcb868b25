#include "store/sqlite/draft_folder.h"

#include <sys/stat.h>

#include "base/problem.h"
#include "store/store_fixture.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

long names_in(const std::string& folder) {
  return std::distance(fs::directory_iterator(folder), {});
}

}  // namespace

TEST_CASE("a folder appears when all of its files are written, for its owner only") {
  const Folder folder;
  const std::string path = folder.file("out");
  {
    DraftFolder draft(path + "/");
    draft.write("投递清单.html", "list");
    draft.write("青石镇/交办单.html", "slip");
    draft.write("青石镇/提醒.ics", "calendar");
    CHECK_FALSE(fs::exists(path));
    draft.keep();
  }
  CHECK(bytes_of(path + "/青石镇/交办单.html") == "slip");
  CHECK(bytes_of(path + "/投递清单.html") == "list");
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0700);
  CHECK(names_in(folder.file("")) == 1);
}

TEST_CASE("a folder that is not kept has never been there") {
  const Folder folder;
  { DraftFolder(folder.file("out")).write("青石镇/交办单.html", "half"); }
  CHECK(names_in(folder.file("")) == 0);
}

TEST_CASE("where the disk refuses a file in the middle, nothing of the folder is there and the old one stays") {
  const Folder folder;
  const std::string path = folder.file("out");
  fs::create_directory(path);
  write_bytes(path + "/yesterday.html", "old");
  {
    DraftFolder draft(path);
    draft.write("青石镇/交办单.html", "slip");
    CHECK_THROWS_AS(draft.write("青石镇/" + std::string(300, 'x'), "a name that no disk takes"), Error);
  }
  CHECK(bytes_of(path + "/yesterday.html") == "old");
  CHECK(names_in(path) == 1);
  CHECK(names_in(folder.file("")) == 1);
}

TEST_CASE("a file whose bytes did not change stays the file that it was, and another is written") {
  const Folder folder;
  const std::string path = folder.file("out");
  fs::create_directories(path + "/pupil");
  write_bytes(path + "/pupil/same.html", "same");
  write_bytes(path + "/other.html", "old");
  const auto before = fs::last_write_time(path + "/pupil/same.html") - std::chrono::hours(1);
  fs::last_write_time(path + "/pupil/same.html", before);
  DraftFolder draft(path);
  CHECK_FALSE(draft.write_if_new("pupil/same.html", "same"));
  CHECK(draft.write_if_new("other.html", "new"));
  CHECK(draft.write_if_new("first.html", ""));
  CHECK(bytes_of(path + "/other.html") == "old");  // not before the folder is kept
  draft.keep();
  CHECK(fs::last_write_time(path + "/pupil/same.html") == before);
  CHECK(bytes_of(path + "/pupil/same.html") == "same");
  CHECK(bytes_of(path + "/other.html") == "new");
  CHECK(bytes_of(path + "/first.html").empty());
}

TEST_CASE("what a folder replaces stays until it is whole, and is gone then") {
  const Folder folder;
  const std::string path = folder.file("out");
  fs::create_directory(path);
  write_bytes(path + "/yesterday.html", "old");
  {
    DraftFolder draft(path);
    draft.write("today.html", "new");
    CHECK(bytes_of(path + "/yesterday.html") == "old");
    draft.keep();
  }
  CHECK(bytes_of(path + "/today.html") == "new");
  CHECK_FALSE(fs::exists(path + "/yesterday.html"));
  CHECK(names_in(folder.file("")) == 1);
}

TEST_CASE("no file is written twice, nothing replaces a file, and a folder that is not there takes none") {
  const Folder folder;
  DraftFolder draft(folder.file("out"));
  draft.write("a.html", "one");
  CHECK_THROWS_AS(draft.write("a.html", "two"), Error);
  write_bytes(folder.file("file"), "somebody's");
  CHECK_THROWS_AS(DraftFolder(folder.file("file")), Error);
  CHECK_THROWS_AS(DraftFolder(folder.file("nowhere/out")), Error);
}
