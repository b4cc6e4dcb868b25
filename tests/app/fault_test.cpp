// What happens to a store when the disk fails or the power goes in the middle of a command.
#include <chrono>

#include "app/enter/undo.h"
#include "app/office.h"
#include "faulty_files.h"
#include "store/journal/health.h"

using namespace ksbx;

namespace {

constexpr const char* two_pupils =
    "学校名称,年级,班级,姓名,身份证件号,现住址\n"
    "石桥市第一初级中学,七年级,1班,王小明,99018120130204103X,青石镇柳树村1号\n"
    "石桥市第一初级中学,七年级,1班,李小红,990181201303071046,青石镇柳树村2号\n"
    "石桥市第一初级中学,七年级,2班,陈立志,,青石镇柳树村3号\n";

// Everything that people would miss, and nothing of when it was written.
std::string contents(Database& database) {
  std::string all;
  for (const char* sql :
       {"SELECT student_code, student_name, school, class, enrolment, provisional FROM students ORDER BY student",
        "SELECT student_code, day, session, presence FROM absences ORDER BY day, student_code, session",
        "SELECT class_code, day FROM registers ORDER BY day, class_code",
        "SELECT duty, rule, student_code, state FROM duties ORDER BY duty",
        "SELECT number, hash FROM documents ORDER BY number", "SELECT code, name, parent_code FROM units ORDER BY unit",
        "SELECT count(*) FROM runs"})
    all += render(query(database, "contents", sql), Format::csv);
  return all;
}

// A command and the state of things in which it is given.
struct Deed {
  const char* name;
  void (*prepare)(Office&);
  void (*act)(Office&);
};

void import_roster(Office& office) {
  office.import_on("2026-11-15", {office.file("roster.csv", two_pupils)});
}
void miss_a_day(Office& office) {
  import_roster(office);
  office.escalate_on("2026-11-15");
  office.absent("2026-11-16", {"王小明"});
}
void take_back_last(Office& office) {
  const Workspace workspace = office.on("2026-11-16", "21:00:00");
  undo(workspace, std::nullopt, Keep::changes, Language::zh, {});
}

const Deed deeds[] = {
    {"import", [](Office&) {}, import_roster},
    {"mark-absent", import_roster, [](Office& office) { office.absent("2026-11-16", {"王小明"}); }},
    {"escalate", miss_a_day, [](Office& office) { office.escalate_on("2026-11-16"); }},
    {"undo of marks", miss_a_day, take_back_last},
    {"undo of a roster", import_roster, take_back_last},
};

std::vector<std::string> paths(const Office& office) {
  return {office.database.path(), office.database.path() + "-journal"};
}

void put(const FaultyFiles::Disk& disk) {
  for (const auto& [path, content] : disk) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
    std::filesystem::permissions(path, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
}

// Closes the store, as the end of the process does, and opens it again.
void reopen(Office& office, const FaultyFiles::Disk* disk) {
  const std::string path = office.database.path();
  office.database = Database::empty_in_memory();
  if (disk) put(*disk);
  office.database = open_store(path, Access::write, std::chrono::seconds(1));
}

}  // namespace

TEST_CASE("whatever write fails, a command happened wholly or not at all, and running it again is right") {
  for (const Deed& deed : deeds) {
    CAPTURE(deed.name);
    FaultyFiles files;
    Office office;
    deed.prepare(office);
    const std::string before = contents(office.database);
    files.watch(paths(office));
    const FaultyFiles::Disk prepared = files.after_cut(0, FaultyFiles::Kept::all);
    std::size_t failing = 1;
    for (bool failed = true; failed; failing += 1) {
      CAPTURE(failing);
      reopen(office, &prepared);
      files.watch(paths(office));
      files.fail_from(failing);
      std::string how;
      try {
        deed.act(office);
      } catch (const Error& error) {
        how = error.problems().front().code;
      }
      failed = !how.empty();
      if (failed) CHECK(how == "database-io");
      files.fail_from(0);
      reopen(office, nullptr);
      CHECK(check_health(office.database).empty());
      const std::string after_failure = contents(office.database);
      deed.act(office);
      const std::string after = contents(office.database);
      const bool whole = after_failure == before || after_failure == after;
      CHECK(whole);
      if (!failed) CHECK(after_failure == after);
    }
    CHECK(failing > 8);
  }
}

TEST_CASE("a power cut leaves a command done or not done, and what was acknowledged stays") {
  for (const Deed& deed : deeds) {
    CAPTURE(deed.name);
    FaultyFiles files;
    Office office;
    deed.prepare(office);
    const std::string before = contents(office.database);
    files.watch(paths(office));
    deed.act(office);
    const std::string after = contents(office.database);
    const std::size_t events = files.events();
    std::vector<FaultyFiles::Disk> disks;
    for (std::size_t done = 0; done <= events; ++done) {
      disks.push_back(files.after_cut(done, FaultyFiles::Kept::none));
      disks.push_back(files.after_cut(done, FaultyFiles::Kept::all));
      for (unsigned seed = 1; seed <= 3; ++seed)
        disks.push_back(files.after_cut(done, FaultyFiles::Kept::some, seed + static_cast<unsigned>(done) * 10));
    }
    for (std::size_t i = 0; i < disks.size(); ++i) {
      CAPTURE(i);
      reopen(office, &disks[i]);
      CHECK(check_health(office.database).empty());
      const std::string found = contents(office.database);
      const bool whole = found == before || found == after;
      CHECK(whole);
      if (i + 5 >= disks.size()) CHECK(found == after);  // all events had happened: it was acknowledged
    }
  }
}
