// RowRuns: the rows of a table in order, in bounded memory.
//
// Rows are kept as they come. When they are many they are sorted and go to a scratch file as a sorted run; in the end
// the runs are merged. Rows that are equal in the order come out as they came in.
//
//   RowRuns rows(folder, [](const TableRow& a, const TableRow& b) { return a[0] < b[0]; });
//   rows.add(row);
//   rows.each([](TableRow row) { … });
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/table.h"
#include "store/spill/scratch_file.h"

namespace ksbx {

class RowRuns {
 public:
  static constexpr std::size_t most_in_memory = 64 << 20;  // bytes, about

  using Before = std::function<bool(const TableRow& a, const TableRow& b)>;
  // `folder`: where the scratch file lies, once there is one. `before` may be empty: the order in which the rows come.
  RowRuns(std::string folder, Before before, std::size_t most_bytes = most_in_memory)
      : folder_(std::move(folder)), before_(std::move(before)), most_bytes_(most_bytes) {}

  // Throws Error (Failure::io) if the disk is full.
  void add(TableRow row);
  bool all_in_memory() const { return runs_.empty(); }
  // All rows in order, once: afterwards there are none.
  void each(const std::function<void(TableRow row)>& take);

 private:
  struct Run {
    std::uint64_t begin = 0, end = 0;  // in the file
  };
  class Reader;

  void sort();
  void spill();
  void merge(const std::function<void(TableRow row)>& take);

  std::string folder_;
  Before before_;
  std::size_t most_bytes_;
  std::vector<TableRow> latest_;
  std::size_t latest_bytes_ = 0;  // about
  std::vector<Run> runs_;         // in the order in which their rows came
  std::optional<ScratchFile> file_;
};

}  // namespace ksbx
