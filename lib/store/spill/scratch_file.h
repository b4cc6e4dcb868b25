// ScratchFile: a file without a name, for what would take too much memory.
//
// No one else can open it, and it is gone with the program, however that ends.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ksbx {

// Throws Error (Failure::io) where the folder cannot hold the file, or no more of it. Bytes count from 0.
class ScratchFile {
 public:
  // On the disk of `folder`, mode 0600.
  explicit ScratchFile(const std::string& folder);
  ScratchFile(ScratchFile&& other) noexcept;
  ScratchFile& operator=(ScratchFile&& other) noexcept;
  ~ScratchFile();

  // Where the bytes begin that are put after all others.
  std::uint64_t append(std::string_view bytes);
  // How many bytes there were from `at` on: all of `bytes`, but at the end of the file.
  std::size_t read(std::uint64_t at, std::span<char> bytes) const;

 private:
  std::string folder_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace ksbx
