// How a folder of pages is written, and written again.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>

#include "cli/run_ksbx.h"
#include "store/schema/open_store.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

struct SchoolOnPages {
  Folder folder;
  std::string out = folder.file("out");

  SchoolOnPages() {
    const std::string hazards = std::string(KSBX_SOURCE_DIR) + "/tests/files/hazards/";
    REQUIRE(run_on_store(folder, {"init"}).exit == ExitCode::done);
    std::ofstream(folder.file("staff.csv")) << "姓名,职务,单位,年级,班级,起始日期\n"
                                               "孙老师,班主任,石桥市第一初级中学,七年级,1班,2026-09-01\n";
    run_on_store(folder, {"import", hazards + "units.csv", hazards + "u06_roster_v1.csv", folder.file("staff.csv")});
    REQUIRE(run_on_store(folder, {"escalate"}).exit == ExitCode::done);
  }
  Ended site() { return run_on_store(folder, {"site", "-o", out}); }
  std::int64_t exports() const {
    Database store = open_store(folder.file("ksbx.db"), Access::read, std::chrono::seconds(1));
    return store.number("SELECT count(*) FROM exports WHERE report = 'site'");
  }
  std::map<std::string, fs::file_time_type> times() const {
    std::map<std::string, fs::file_time_type> all;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(out))
      if (entry.is_regular_file()) all[entry.path().string()] = entry.last_write_time();
    return all;
  }
};

}  // namespace

TEST_SUITE("A folder of pages") {
  TEST_CASE("It is there as a whole, for its owner only, and once on record") {
    SchoolOnPages school;
    CHECK(run_on_store(school.folder, {"site", "-o", school.out, "--unmask"}).exit == ExitCode::guard);
    CHECK_FALSE(fs::exists(school.out));
    const Ended first = school.site();
    CAPTURE(first.talk);
    CHECK(first.exit == ExitCode::done);
    CHECK(fs::status(school.out).permissions() == fs::perms::owner_all);
    CHECK(fs::exists(school.out + "/index.html"));
    CHECK(school.exports() == 1);
  }

  TEST_CASE("Where nothing changed, nothing is written again and nothing goes on record") {
    SchoolOnPages school;
    REQUIRE(school.site().exit == ExitCode::done);
    const auto before = school.times();
    const Ended again = school.site();
    CHECK(again.exit == ExitCode::done);
    CHECK(again.talk.find("written=0") != std::string::npos);
    CHECK(school.times() == before);
    CHECK(school.exports() == 1);
  }

  TEST_CASE("A page that is missing is written again, and the others stay the files that they were") {
    SchoolOnPages school;
    REQUIRE(school.site().exit == ExitCode::done);
    const auto before = school.times();
    fs::remove(school.out + "/rules.html");
    const Ended again = school.site();
    CHECK(again.talk.find("written=1") != std::string::npos);
    CHECK(fs::exists(school.out + "/rules.html"));
    CHECK(fs::last_write_time(school.out + "/index.html") == before.at(school.out + "/index.html"));
  }

  TEST_CASE("Somebody's folder, and a page that somebody changed, stay as they are") {
    SchoolOnPages school;
    fs::create_directory(school.out);
    std::ofstream(school.out + "/mine.txt") << "mine";
    const Ended foreign = school.site();
    CHECK(foreign.exit == ExitCode::usage);
    CHECK(foreign.talk.find("output-exists") != std::string::npos);
    CHECK(fs::exists(school.out + "/mine.txt"));
    fs::remove(school.out + "/mine.txt");
    REQUIRE(school.site().exit == ExitCode::done);
    std::ofstream(school.out + "/index.html", std::ios::app) << "<!-- noted -->";
    const Ended changed = school.site();
    CHECK(changed.exit == ExitCode::usage);
    CHECK(changed.talk.find("folder-changed") != std::string::npos);
  }

  TEST_CASE("What another command wrote there is not replaced by pages") {
    SchoolOnPages school;
    REQUIRE(run_on_store(school.folder, {"deliver", "--by", "person", "--out", school.out}).exit == ExitCode::done);
    const Ended refused = school.site();
    CHECK(refused.exit == ExitCode::usage);
    CHECK(refused.talk.find("folder-changed") != std::string::npos);
  }
}
