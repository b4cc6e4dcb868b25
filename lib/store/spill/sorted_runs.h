// SortedRuns: keys and values by the million, of which a key is seldom found, in bounded memory.
//
// The latest are sorted in memory; once they are many they go to a scratch file as a sorted run. What stays of a run is
// a filter that nearly always tells when a key is not in it, and the first key of each page: a little over a byte a
// key. Who finds most keys in one run, as a roster does that comes again in the same order, has that run in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/spill/scratch_file.h"

namespace ksbx {

// Not for two threads at once, not even for reading.
class SortedRuns {
 public:
  struct Entry {
    std::int64_t key = 0;  // well mixed, not negative: a fingerprint (base/digest.h)
    std::int64_t value = 0;
    auto operator<=>(const Entry&) const = default;
  };
  static constexpr std::size_t most_in_memory = 3 << 16;

  // `folder`: where the scratch file lies, once there is one.
  explicit SortedRuns(std::string folder) : folder_(std::move(folder)) {}

  // Throws Error (Failure::io) if the disk is full. The order of `entries` is lost.
  void add(std::span<Entry> entries);
  bool empty() const { return latest_.empty() && runs_.empty(); }
  void clear();

  // The values of a key, those of earlier runs first, within a run ascending, until `take` returns false.
  void find(std::int64_t key, const std::function<bool(std::int64_t value)>& take) const;
  std::int64_t first(std::int64_t key) const;  // 0 if there is none

 private:
  struct Run {
    std::uint64_t at = 0;  // in the file
    std::size_t count = 0;
    std::vector<std::int64_t> pages;    // the first key of each
    std::vector<std::uint64_t> filter;  // of each key four bits in one word
    bool may_hold(std::int64_t key) const;
  };
  void spill(std::span<const Entry> entries);
  bool find_in(std::size_t run, std::int64_t key, const std::function<bool(std::int64_t)>& take) const;
  std::span<const Entry> page(std::size_t run, std::size_t number) const;
  void note_found(std::size_t run) const;

  std::string folder_;
  std::vector<Entry> latest_;  // sorted
  std::vector<Run> runs_;
  std::optional<ScratchFile> file_;

  mutable std::vector<Entry> read_;   // the latest page
  mutable std::vector<Entry> whole_;  // the run that is in memory
  mutable std::size_t whole_run_ = 0;
  mutable std::size_t found_in_ = 0, found_in_a_row_ = 0;  // the run that answered, and how often before another did
};

}  // namespace ksbx
