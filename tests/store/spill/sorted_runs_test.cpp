#include "store/spill/sorted_runs.h"

#include "store/store_fixture.h"

using namespace ksbx;

namespace {

// Well mixed and not negative, as fingerprints are; another one for each number.
std::int64_t key(std::int64_t number) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(number) * 0x9E3779B97F4A7C15ULL >> 1);
}

constexpr auto a_run = static_cast<std::int64_t>(SortedRuns::most_in_memory);

// A run of its own in the scratch file: the keys of `from` and the numbers after it, with 1 more than the number.
void spill(SortedRuns& runs, std::int64_t from) {
  std::vector<SortedRuns::Entry> entries;
  for (std::int64_t i = from; i < from + a_run; ++i) entries.push_back({key(i), i + 1});
  runs.add(entries);
}

void put(SortedRuns& runs, std::vector<SortedRuns::Entry> entries) {
  runs.add(entries);
}

std::string values(const SortedRuns& runs, std::int64_t of, std::size_t most = 99) {
  std::string all;
  runs.find(of, [&](std::int64_t value) {
    all += (all.empty() ? "" : " ") + std::to_string(value);
    return --most > 0;
  });
  return all;
}

}  // namespace

TEST_CASE("a key is found whether it went to the scratch file or not, and none is found that was not put in") {
  const Folder folder;
  SortedRuns runs(folder.file(""));
  CHECK(runs.empty());
  spill(runs, 0);
  spill(runs, a_run);
  put(runs, {{key(-1), 7}});
  CHECK_FALSE(runs.empty());
  for (std::int64_t i = 0; i < 2 * a_run; i += 997) CHECK(runs.first(key(i)) == i + 1);
  CHECK(runs.first(key(-1)) == 7);
  for (std::int64_t i = 2 * a_run; i < 2 * a_run + 5000; ++i)
    if (runs.first(key(i)) != 0) FAIL("found what was never put in: " << i);
}

TEST_CASE("the values of a key come in the order in which its runs were written, until someone has seen enough") {
  const Folder folder;
  SortedRuns runs(folder.file(""));
  put(runs, {{key(5), 99}});
  spill(runs, 0);  // takes the entry in memory with it
  put(runs, {{key(5), 4}, {key(5), 3}});
  CHECK(values(runs, key(5)) == "6 99 3 4");
  CHECK(values(runs, key(5), 3) == "6 99 3");
  CHECK(runs.first(key(5)) == 6);
  CHECK(runs.first(key(-5)) == 0);
}

TEST_CASE("a key with more values than a page holds has all of them") {
  const Folder folder;
  SortedRuns runs(folder.file(""));
  std::vector<SortedRuns::Entry> entries;
  for (std::int64_t i = 0; i < a_run; ++i) entries.push_back({i < 1000 ? key(3) : key(i), i + 1});
  runs.add(entries);
  std::int64_t last = 0, count = 0;
  runs.find(key(3), [&](std::int64_t value) {
    CHECK(value > last);
    last = value;
    ++count;
    return true;
  });
  CHECK(count == 1000);
}

TEST_CASE("a run that is asked again and again is read once, and another one is still found after it") {
  const Folder folder;
  SortedRuns runs(folder.file(""));
  spill(runs, 0);
  spill(runs, a_run);
  for (std::int64_t i = 0; i < 200; ++i) CHECK(runs.first(key(i)) == i + 1);
  for (std::int64_t i = a_run; i < a_run + 200; ++i) CHECK(runs.first(key(i)) == i + 1);
  CHECK(runs.first(key(0)) == 1);
}

TEST_CASE("what was forgotten is gone, and the folder is asked for only when there is something to put by") {
  SortedRuns runs("/no/such/folder");
  put(runs, {{key(1), 1}});
  CHECK(runs.first(key(1)) == 1);
  CHECK(refusal([&] { spill(runs, 2); }) == "scratch-file");
  runs.clear();
  CHECK(runs.empty());
  CHECK(runs.first(key(1)) == 0);
}
