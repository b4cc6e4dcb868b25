// Dice: random numbers of the sample city. Each question about it ("is this pupil absent on that day?") throws its own
// dice, seeded by what is asked, so that files can be written in any order and every machine answers alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>

namespace ksbx {

// What the dice are thrown for; two questions never share a throw.
enum class DemoQuestion : std::uint64_t { person, attendance_day, attendance_run, follow_up, missing_register };

// SplitMix64 (Steele, Lea and Flood, 2014): each step adds the golden ratio, then mixes.
class Dice {
 public:
  Dice(std::uint64_t seed, DemoQuestion question, std::initializer_list<std::uint64_t> about) : state_(seed) {
    state_ = next() ^ static_cast<std::uint64_t>(question);
    for (std::uint64_t part : about) state_ = next() ^ part;
  }

  std::uint64_t next() {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
  }

  // Other dice, for one more part of the question; these are not thrown.
  Dice on(int part) const {
    Dice other = *this;
    other.state_ = other.next() ^ static_cast<std::uint64_t>(part);
    return other;
  }

  // 0 … sides - 1; `sides` is at least 1.
  int below(int sides) { return static_cast<int>(next() % static_cast<std::uint64_t>(sides)); }
  bool once_in(int sides) { return below(sides) == 0; }
  // One of a list that is not empty.
  template <class List>
  auto of(const List& list) {
    return list[static_cast<std::size_t>(next() % std::size(list))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace ksbx
