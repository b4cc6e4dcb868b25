// counts: structs of counters that add up, member by member.
//
// Such a struct holds nothing else and names its members once more, so that a sum, or whoever reads and writes all of
// them, forgets none.
//
//   struct Sessions {
//     int morning = 0, afternoon = 0;
//     static constexpr std::array counters = {&Sessions::morning, &Sessions::afternoon};
//   };
//   total += today;
#pragma once

#include <array>

namespace ksbx {

template <class T>
concept Counts = requires {
  T::counters.size();
};

template <Counts T>
constexpr T& operator+=(T& sum, const T& more) {
  static_assert(sizeof(T) == T::counters.size() * sizeof(sum.*T::counters[0]), "a member is not among its `counters`");
  for (const auto counter : T::counters) sum.*counter += more.*counter;
  return sum;
}

}  // namespace ksbx
