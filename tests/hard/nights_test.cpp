// Nightly runs of several processes at once: together they leave what one of them would have left.
#include "app/night/undone_nights.h"
#include "app/office.h"
#include "hard/program.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

// Everything that the nights decided, with numbers, hashes and the length of the journal.
std::string ledger_of(const std::string& path) {
  Database database = open_store(path, Access::read, std::chrono::seconds(10));
  std::string all;
  for (const char* sql :
       {"SELECT duty, rule, item, subject_kind, student_code, unit_code, period, opened, detected, due, state, done, "
        "overdue, withdrawn, person, muted_until, note FROM duties ORDER BY duty",
        "SELECT number, hash, corrects, issued, addressee_code FROM documents ORDER BY number",
        "SELECT number, nth, day FROM sendings ORDER BY number, nth",
        "SELECT rule, student_code, unit_code, day FROM doubts ORDER BY rule, student_code, unit_code, day",
        "SELECT school_code, day, judged, state FROM storms ORDER BY storm",
        "SELECT through, opened, amended, withdrawn, done, overdue, doubts FROM runs ORDER BY run",
        "SELECT event, count(*) FROM journal GROUP BY event ORDER BY event"})
    all += render(query(database, "ledger", sql), Format::csv) + "\n";
  return all;
}

std::string copied(const Folder& folder, const std::string& path) {
  const std::string copy = folder.file("copy.db");
  fs::copy_file(path, copy, fs::copy_options::overwrite_existing);
  return copy;
}

// What one process leaves that judges what is left to judge in the store.
std::string ledger_of_one(const Folder& folder, const std::string& store, const std::string& clock) {
  const std::string alone = copied(folder, store);
  REQUIRE(run_program({"escalate", "-q"}, alone, clock) == 0);
  return ledger_of(alone);
}

// The first line in which two texts differ; empty if none does.
std::string difference(const std::string& found, const std::string& expected) {
  std::istringstream one(found), other(expected);
  std::string here, there;
  while (true) {
    const bool more = static_cast<bool>(std::getline(one, here)), still = static_cast<bool>(std::getline(other, there));
    if (!more && !still) return {};
    if (!more || !still || here != there) return "found " + here + ", expected " + there;
  }
}

// From Monday on one pupil stays away and refuses twice, so that a report goes out on both lines.
void three_days(Office& office) {
  const std::map<std::string, std::string> refused = {
      {"mode", "home_visit"}, {"reached", "yes"}, {"outcome", "refused"}, {"reason", "weariness"}};
  office.enrol();
  office.escalate_on("2026-11-15");
  for (const char* day : {"2026-11-16", "2026-11-17", "2026-11-18"}) {
    office.registers(day);
    office.absent(day, {"钱试二"});
    office.absent(day, {"孙试三"}, Presence::unexcused, Half::morning);
    if (std::string(day) != "2026-11-16") office.done(day, "persuasion", "钱试二", refused, "赵校长");
  }
}

// A night of the evening of 2026-11-18 with this standard output, or killed so soon after it began.
int night_into(const char* path, const std::string& store, const std::string& day,
               std::optional<std::chrono::milliseconds> killed_after = {}) {
  const int out = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  Program night({"escalate", "-q", "--format", "csv", "--as-of", day}, store, "2026-11-18T20:00", {".", out, -1});
  close(out);
  if (killed_after) {
    std::this_thread::sleep_for(*killed_after);
    kill(night.process(), SIGKILL);
  }
  return night.end();
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_SUITE("short") {
  TEST_CASE("what nights found that were killed or had nowhere to write to is on the list of the next one") {
    Office office;
    three_days(office);
    const std::string store = office.database.path(), last = "2026-11-18";
    const std::string alone = office.folder.file("alone.db"), expected = office.folder.file("expected.csv");
    fs::copy_file(store, alone);
    REQUIRE(night_into(expected.c_str(), alone, last) == 0);
    CHECK(bytes_of(expected).find("S-") != std::string::npos);
    for (const int delay : {0, 20, 60, 150, 400}) {
      CAPTURE(delay);
      const std::string disturbed = copied(office.folder, store), list = office.folder.file("list.csv");
      CHECK(night_into("/dev/full", disturbed, "2026-11-16") == 11);
      night_into("/dev/full", disturbed, "2026-11-17", std::chrono::milliseconds(delay));
      CHECK(night_into("/dev/full", disturbed, last) == 11);
      REQUIRE(night_into(list.c_str(), disturbed, last) == 0);
      CHECK(difference(bytes_of(list), bytes_of(expected)) == "");
      REQUIRE(night_into(list.c_str(), disturbed, last) == 0);
      CHECK(bytes_of(list).find("S-") == std::string::npos);
    }
  }

  TEST_CASE("two nightly runs at once after three missed nights leave what one leaves") {
    Office office;
    three_days(office);
    const std::string store = office.database.path(), clock = "2026-11-18T20:00";
    const std::string expected = ledger_of_one(office.folder, store, clock);
    const std::string together = copied(office.folder, store);
    CHECK(run_at_once(2, {"escalate", "-q"}, together, clock, std::chrono::milliseconds(700)) == std::vector{0, 0});
    CHECK(difference(ledger_of(together), expected) == "");
  }
}

TEST_SUITE("long") {
  TEST_CASE("nights that were undone are as if they had never been: forty histories by the dice") {
    for (unsigned seed = 3; seed <= 42; ++seed) check_that_undone_nights_never_were(seed, 9, 25);
  }

  TEST_CASE("two, four and eight nightly runs at once, after 1 to 18 missed nights of a town, leave what one leaves") {
    constexpr int rounds = 5, all_nights = 18;
    const Folder folder;
    const std::string clock = "2026-10-15T20:00", town = folder.file("town.db"), missed = folder.file("missed.db");
    REQUIRE(run_program({"demo", "--one-town", "-q"}, town, clock) == 0);
    for (const int nights : {1, 2, 5, all_nights}) {
      fs::copy_file(town, missed, fs::copy_options::overwrite_existing);
      const Day before = day("2026-10-15") - nights;
      if (nights < all_nights) REQUIRE(run_program({"escalate", "-q", "--as-of", before.iso()}, missed, clock) == 0);
      const std::string expected = ledger_of_one(folder, missed, clock);
      for (const std::size_t processes : {2U, 4U, 8U})
        for (int round = 0; round < rounds; ++round) {
          CAPTURE(nights);
          CAPTURE(processes);
          CAPTURE(round);
          const std::string together = copied(folder, missed);
          CHECK(run_at_once(processes, {"escalate", "-q"}, together, clock, std::chrono::milliseconds(500)) ==
                std::vector<int>(processes, 0));
          CHECK(difference(ledger_of(together), expected) == "");
        }
    }
  }
}
