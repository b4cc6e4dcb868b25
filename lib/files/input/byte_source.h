// ByteSource: bytes that can be read from the beginning more than once, in blocks.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace ksbx {

// How much is read at once, in bytes.
inline constexpr std::size_t block_size = 256 * 1024;

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // Fills the front of `into` and returns how many bytes; fewer than asked only at the end. Throws
  // Error (Failure::io).
  virtual std::size_t read(std::span<char> into) = 0;
  // The next read begins at that byte.
  virtual void seek(std::uint64_t offset) = 0;
};

// Throws Error (Failure::input) E_NO_FILE if there is no such regular file that may be read.
std::unique_ptr<ByteSource> open_file(const std::string& path);
std::unique_ptr<ByteSource> bytes_in_memory(std::string bytes);

}  // namespace ksbx
