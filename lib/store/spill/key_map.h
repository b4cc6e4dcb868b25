// KeyMap: from a 63-bit fingerprint to a pupil or a line, for as many of them as there are, in bounded memory.
//
// A plain open-addressed table: sixteen bytes a place, at most three quarters full. When it is large its keys are put
// by (store/spill/sorted_runs.h) and it begins anew. Keys are already well mixed. Of several values of one key the
// first is kept; who reads a pupil by his key compares what he finds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "store/spill/sorted_runs.h"

namespace ksbx {

// One key of two, as well mixed as a fingerprint.
inline std::int64_t joined(std::int64_t a, std::int64_t b) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
  std::uint64_t mixed = static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b) * odd;
  for (int round = 0; round < 2; ++round) mixed = (mixed ^ mixed >> 31) * odd;
  return static_cast<std::int64_t>((mixed ^ mixed >> 31) >> 1);
}

// Not for two threads at once, not even for reading. Throws Error (Failure::io) if the disk is full.
class KeyMap {
 public:
  // `folder`: where keys are put by, should they be many.
  explicit KeyMap(std::string folder) : spilled_(std::move(folder)) {}

  // The value that the key now has: the one it had before, if any. `value` must not be 0, which is what find gives for
  // nothing.
  std::int64_t insert(std::int64_t key, std::int64_t value) {
    if (4 * (count_ + 1) > 3 * places_.size()) make_room();
    SortedRuns::Entry& place = places_[index_of(key)];
    if (place.value != 0) return place.value;
    if (!spilled_.empty())
      if (const std::int64_t earlier = spilled_.first(key); earlier != 0) return earlier;
    place = {key, value};
    ++count_;
    return value;
  }

  std::int64_t find(std::int64_t key) const {
    if (places_.empty()) return 0;
    const std::int64_t value = places_[index_of(key)].value;
    return value != 0 || spilled_.empty() ? value : spilled_.first(key);
  }

  // Forgets all keys and gives their memory back.
  void clear();

 private:
  // Where `key` is, or the free place where it belongs.
  std::size_t index_of(std::int64_t key) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = static_cast<std::size_t>(key) & mask;
    while (places_[at].value != 0 && places_[at].key != key) at = (at + 1) & mask;
    return at;
  }

  void make_room();

  std::vector<SortedRuns::Entry> places_;
  std::size_t count_ = 0;
  SortedRuns spilled_;
};

}  // namespace ksbx
