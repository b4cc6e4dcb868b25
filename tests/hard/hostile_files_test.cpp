// Files that should not have been named, and processes that are in the way: each call ends with the exit code of the
// manual and a remedy, and every file is as it was.
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "hard/program.h"
#include "said.h"
#include "store/journal/health.h"
#include "store/schema/open_store.h"
#include "store/sqlite/transaction.h"
#include "temporary_folder.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

const char* const clock_of_tests = "2026-11-16T20:00";

std::string content(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void put(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
  ::chmod(path.c_str(), 0600);
}

// Two new stores, made once for all rooms.
const Folder& new_stores() {
  struct Made {
    Folder folder;
    Made() {
      create_store(folder.file("city.db"));
      create_store(folder.file("others.db"));
    }
  };
  static const Made made;
  return made.folder;
}

// A folder in which everything lies that may be named by mistake.
struct Room {
  Folder folder;
  bool has_device = false, has_others = false;

  Room() {
    fs::copy(new_stores().file(""), folder.file(""));
    put(folder.file("city.db-journal"), "");
    put(folder.file("roster.csv"), "学校名称,年级,班级,姓名\n");
    fs::create_directories(folder.file("rules"));
    put(folder.file("rules/mine.toml"), "[[rule]]\nid = 'mine'\n");
    for (const auto& [link, target] : std::map<std::string, std::string>{{"link.db", "city.db"},
                                                                         {"link.db-journal", "city.db-journal"},
                                                                         {"link.csv", "roster.csv"},
                                                                         {"link.toml", "rules/mine.toml"}})
      fs::create_symlink(target, folder.file(link));
    fs::create_directory(folder.file("folder"));
    REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
    put(folder.file("others.csv"), "theirs\n");
    if (::geteuid() != 0) return;  // only root can make devices and give files away
    has_others = ::chown(folder.file("others.csv").c_str(), 65534, 65534) == 0 &&
                 ::chown(folder.file("others.db").c_str(), 65534, 65534) == 0;
    has_device = ::mknod(folder.file("device").c_str(), S_IFCHR | 0600, makedev(1, 3)) == 0;  // as /dev/null
  }

  // What each file is and holds, links not followed.
  std::map<std::string, std::string> files() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder.file(""))) {
      struct stat status {};
      REQUIRE(::lstat(entry.path().c_str(), &status) == 0);
      std::string what = std::to_string(status.st_mode) + " " + std::to_string(status.st_uid);
      if (S_ISREG(status.st_mode)) what += " " + content(entry.path().string());
      if (S_ISLNK(status.st_mode)) what += " " + fs::read_symlink(entry.path()).string();
      all[entry.path().string()] = what;
    }
    return all;
  }
};

// What a call may be given instead of the file that was meant, and the columns of the table below.
const char* const targets[] = {"city.db",          "city.db-journal",
                               "roster.csv",       "rules/mine.toml",
                               "link.db",          "link.db-journal",
                               "link.csv",         "link.toml",
                               "folder",           "pipe",
                               "device",           "others.csv",
                               "others.db",        "folder/../city.db",
                               "missing/file.csv", ""};

struct Call {
  const char* words;      // {} is the target
  std::vector<int> ends;  // the exit code for each target
};

// clang-format off
const Call calls[] = {
  //                                          db jo cs to ldb ljo lcs lto fo pi de oc od .. mi ""
  {"import {}",                              {2, 2, 4, 4, 2, 2, 4, 4, 4, 4, 4, 4, 4, 2, 4, 2}},
  {"import roster.csv --mapping {}",         {2, 2, 5, 5, 2, 2, 5, 5, 5, 5, 5, 5, 5, 2, 5, 2}},
  {"import roster.csv --rejects {}",         {2, 2, 2, 2, 2, 2, 2, 2, 11, 11, 4, 2, 2, 2, 11, 2}},
  {"import roster.csv --decisions {}",       {2, 2, 2, 2, 2, 2, 2, 2, 11, 11, 4, 2, 2, 2, 11, 2}},
  {"sql @{}",                                {2, 2, 2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 4, 2, 4, 2}},
  {"sql SELECT_1 --format csv -o {}",        {2, 2, 2, 2, 2, 2, 2, 2, 11, 11, 0, 2, 2, 2, 11, 2}},
  {"status --log-file {}",                   {2, 2, 2, 2, 2, 2, 2, 2, 10, 10, 0, 2, 2, 2, 10, 2}},
  {"verify --head {}",                       {2, 2, 4, 4, 2, 2, 4, 4, 4, 4, 4, 4, 4, 2, 4, 2}},
  {"backup {}",                              {2, 2, 6, 6, 2, 2, 6, 6, 6, 6, 6, 6, 6, 2, 11, 2}},
  {"restore {}",                             {2, 2, 6, 6, 2, 2, 6, 6, 6, 6, 6, 6, 0, 2, 6, 2}},
  {"status --db {}",                         {0, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 0, 0, 6, 2}},
  {"record contact nobody --db {}",          {2, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 2, 6, 2}},
  {"init --db {}",                           {6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 0, 2}},
  {"restore others.db --db {}",              {0, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 2, 0, 6, 2}},
  {"report missing --rules {}",              {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 2}},
};
// clang-format on

std::vector<std::string> words_of(const std::string& call, const std::string& target) {
  std::vector<std::string> words;
  std::istringstream all(call);
  for (std::string word; all >> word;) {
    if (word == "SELECT_1") word = "SELECT 1 AS one";
    if (const std::size_t place = word.find("{}"); place != std::string::npos) word.replace(place, 2, target);
    words.push_back(word);
  }
  return words;
}

}  // namespace

TEST_SUITE("short") {
  TEST_CASE("who reads slowly, or not at all, keeps no one from writing, and gets every row of the moment he asked") {
    const Folder folder;
    const std::string path = folder.file("city.db");
    REQUIRE(run_program({"init", "-q"}, path, clock_of_tests) == 0);
    REQUIRE(run_program({"demo", "--one-town", "-q"}, path, clock_of_tests) == 0);
    const std::vector<std::string> everyone = {
        "sql",           "SELECT a.student_code, b.student_code FROM students a, (SELECT * FROM students LIMIT 200) b",
        "--limit",       "0",
        "--max-seconds", "600",
        "--format",      "jsonl"};
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    Program reader(everyone, path, clock_of_tests, {".", ends[1], -1});
    close(ends[1]);
    char first = 0;
    REQUIRE(read(ends[0], &first, 1) == 1);  // it has begun, and what follows is more than a pipe holds
    for (const std::vector<std::string>& writer :
         std::vector<std::vector<std::string>>{{"mark-absent", "--nil", "9990180001"},
                                               {"undo"},
                                               {"escalate", "-q"},
                                               {"backup", folder.file("copy.db")}}) {
      CAPTURE(writer.front());
      std::vector<std::string> words = writer;
      words.insert(words.end(), {"--lock-timeout", "120"});  // a reader who held the store would hold it for ever
      REQUIRE(run_program(words, path, clock_of_tests) == 0);
    }
    std::size_t rows = 0;
    std::string block(100'000, '\0');
    for (ssize_t got = 1; got > 0;) {
      got = read(ends[0], block.data(), block.size());
      rows += static_cast<std::size_t>(std::count(block.begin(), block.begin() + std::max<ssize_t>(got, 0), '\n'));
    }
    close(ends[0]);
    CHECK(reader.end() == 0);
    Database store = open_store(path, Access::read, std::chrono::seconds(10));
    CHECK(rows == 200 * static_cast<std::size_t>(store.number("SELECT count(*) FROM students")));
  }

  TEST_CASE("whatever a call is given for a file ends as the manual says, with a remedy, and nothing is touched") {
    for (const Call& call : calls) {
      REQUIRE(call.ends.size() == std::size(targets));
      for (std::size_t i = 0; i < std::size(targets); ++i) {
        const std::string target = targets[i];
        const Room room;
        if ((target == "device" && !room.has_device) || (target.starts_with("others.") && !room.has_others)) continue;
        CAPTURE(call.words);
        CAPTURE(target);
        const auto before = room.files();
        const Said ended = run_and_listen(words_of(call.words, target), room.folder.file("city.db"),
                                          room.folder.file(""), clock_of_tests);
        CAPTURE(ended.talk);
        CHECK(ended.exit == call.ends[i]);
        if (ended.exit == 0) continue;
        CHECK(contains(ended.talk, "→"));
        CHECK((room.files() == before));
      }
    }
  }
}
