#include "store/spill/key_map.h"

#include <algorithm>

namespace ksbx {

void KeyMap::clear() {
  places_ = {};
  count_ = 0;
  spilled_.clear();
}

void KeyMap::make_room() {
  if (count_ >= SortedRuns::most_in_memory) {
    const auto end =
        std::remove_if(places_.begin(), places_.end(), [](const SortedRuns::Entry& place) { return place.value == 0; });
    spilled_.add({places_.begin(), end});
    std::ranges::fill(places_, SortedRuns::Entry{});
    count_ = 0;
    return;
  }
  std::vector<SortedRuns::Entry> old(places_.empty() ? 16 : 2 * places_.size());
  old.swap(places_);
  for (const SortedRuns::Entry& place : old)
    if (place.value != 0) places_[index_of(place.key)] = place;
}

}  // namespace ksbx
