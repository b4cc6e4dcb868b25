#include "store/spill/key_map.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "base/problem.h"

using namespace ksbx;

namespace {

constexpr std::int64_t many = 3 * static_cast<std::int64_t>(SortedRuns::most_in_memory) + 1000;

std::string folder() {
  return std::filesystem::temp_directory_path().string();
}

std::vector<std::int64_t> values(const SortedRuns& runs, std::int64_t key) {
  std::vector<std::int64_t> found;
  runs.find(key, [&](std::int64_t value) {
    found.push_back(value);
    return true;
  });
  return found;
}

}  // namespace

TEST_CASE("every key is found again, however many there are, and no other") {
  KeyMap map(folder());
  for (std::int64_t n = 1; n <= many; ++n) REQUIRE(map.insert(joined(n, 7), n) == n);
  for (std::int64_t n = 1; n <= many; ++n) REQUIRE(map.find(joined(n, 7)) == n);
  for (std::int64_t n = 1; n <= many; ++n) REQUIRE(map.find(joined(n, 8)) == 0);
}

TEST_CASE("of several values of a key the first is kept, also where it was put by long ago") {
  KeyMap map(folder());
  for (std::int64_t n = 1; n <= many; ++n) map.insert(joined(n, 7), n);
  for (const std::int64_t n : {std::int64_t{1}, many / 2, many}) CHECK(map.insert(joined(n, 7), many + n) == n);
}

TEST_CASE("keys that were forgotten are not found, and may come again") {
  KeyMap map(folder());
  for (std::int64_t n = 1; n <= many; ++n) map.insert(joined(n, 7), n);
  map.clear();
  CHECK(map.find(joined(1, 7)) == 0);
  CHECK(map.insert(joined(1, 7), 5) == 5);
  CHECK(map.find(joined(1, 7)) == 5);
}

TEST_CASE("one key may have many values, and they come in the order in which they were put in") {
  SortedRuns runs(folder());
  const std::int64_t common = joined(1, 1), rare = joined(2, 2);
  std::vector<SortedRuns::Entry> block;
  std::int64_t next = 0;
  for (int blocks = 0; blocks < 5; ++blocks) {
    for (int i = 0; i < 50'000; ++i) block.push_back({common, ++next});
    block.push_back({rare, ++next});
    runs.add(block);
    block.clear();
  }
  CHECK(values(runs, rare) == std::vector<std::int64_t>{50'001, 100'002, 150'003, 200'004, 250'005});
  const std::vector<std::int64_t> found = values(runs, common);
  CHECK(found.size() == 250'000);
  CHECK(std::ranges::is_sorted(found));
  CHECK(runs.first(common) == 1);
  CHECK(runs.first(joined(3, 3)) == 0);
}

TEST_CASE("a folder that cannot hold the keys is an error that says so") {
  KeyMap map("/nowhere");
  const auto fill = [&] {
    for (std::int64_t n = 1; n <= many; ++n) map.insert(joined(n, 7), n);
  };
  CHECK_THROWS_AS(fill(), Error);
}
