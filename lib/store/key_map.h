// KeyMap: from a 63-bit fingerprint to a pupil or a line, for as many of them as there are.
//
// A plain open-addressed table: sixteen bytes a place, at most three quarters full, so a million pupils take 32 MB and not the 100
// of std::unordered_map. Keys are already well mixed. Of several pupils with one key the first is kept; who
// reads a pupil by his key compares what he finds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ksbx {

// One key of two, as well mixed as a fingerprint.
inline std::int64_t joined(std::int64_t a, std::int64_t b) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
  std::uint64_t mixed = static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b) * odd;
  for (int round = 0; round < 2; ++round) mixed = (mixed ^ mixed >> 31) * odd;
  return static_cast<std::int64_t>((mixed ^ mixed >> 31) >> 1);
}

class KeyMap {
 public:
  void reserve(std::size_t count) {
    std::size_t places = 16;
    while (3 * places < 4 * count) places *= 2;
    if (places > places_.size()) grow(places);
  }

  // The value that the key now has: the one it had before, if any. `value` must not be 0, which is what find gives for nothing.
  std::int64_t insert(std::int64_t key, std::int64_t value) {
    if (4 * (count_ + 1) > 3 * places_.size()) grow(places_.empty() ? 16 : 2 * places_.size());
    Place& place = places_[index_of(key)];
    if (place.value != 0) return place.value;
    place = {key, value};
    ++count_;
    return value;
  }

  // Forgets all keys and gives their memory back.
  void clear() {
    places_ = {};
    count_ = 0;
  }

  std::int64_t find(std::int64_t key) const {
    if (places_.empty()) return 0;
    return places_[index_of(key)].value;
  }

 private:
  struct Place {
    std::int64_t key = 0;
    std::int64_t value = 0;
  };

  // Where `key` is, or the free place where it belongs.
  std::size_t index_of(std::int64_t key) const {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = static_cast<std::size_t>(key) & mask;
    while (places_[at].value != 0 && places_[at].key != key) at = (at + 1) & mask;
    return at;
  }

  void grow(std::size_t places) {
    std::vector<Place> old(places);
    old.swap(places_);
    for (const Place& place : old)
      if (place.value != 0) places_[index_of(place.key)] = place;
  }

  std::vector<Place> places_;
  std::size_t count_ = 0;
};

}  // namespace ksbx
