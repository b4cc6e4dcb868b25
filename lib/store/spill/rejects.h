// Rejects: the rows that could not be taken, with their original cells, in bounded memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/spill/scratch_file.h"

namespace ksbx {

struct Reject {
  std::string file;
  int line = 0;
  std::string code;    // "R_NAME_MISSING"
  std::string reason;  // in Chinese, as printed
  std::vector<std::string> header;
  std::vector<std::string> cells;  // as they were in the file
};

// In the order in which they were added. Beyond a few thousand rows they lie in a scratch file.
class Rejects {
 public:
  // `folder`: where that file lies.
  Rejects() = default;
  explicit Rejects(std::string folder) : folder_(std::move(folder)) {}

  // Throws Error (Failure::io) if the disk is full.
  void add(const Reject& reject);
  std::int64_t size() const { return size_; }

  // Until `take` returns false.
  void each(const std::function<bool(const Reject&)>& take) const;

 private:
  std::string folder_ = ".";
  std::int64_t size_ = 0;
  std::string latest_;  // those that are not in the file yet
  std::optional<ScratchFile> file_;
  std::string file_name_;  // of the one before, since nearly all of them are alike
  std::vector<std::string> header_;
};

}  // namespace ksbx
