#include "store/sqlite/row_bytes.h"

#include <bit>

namespace ksbx {
namespace {

enum class Kind : char { null, number, fraction, text, blob };

// In as few bytes as it needs, the first one with the kind: most numbers of a store are small.
void add_head(std::string& bytes, Kind kind, std::uint64_t value) {
  const int size = (64 - std::countl_zero(value) + 7) / 8;
  bytes += static_cast<char>(static_cast<int>(kind) << 4 | size);
  for (int n = size - 1; n >= 0; --n) bytes += static_cast<char>(value >> (8 * n));
}

// Numbers near zero, below and above it, are small.
std::uint64_t folded(std::int64_t value) {
  return static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t unfolded(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1 ^ (~(value & 1) + 1));
}

}  // namespace

void add_null(std::string& bytes) {
  add_head(bytes, Kind::null, 0);
}

void add_number(std::string& bytes, std::int64_t value) {
  add_head(bytes, Kind::number, folded(value));
}

void add_fraction(std::string& bytes, double value) {
  add_head(bytes, Kind::fraction, std::bit_cast<std::uint64_t>(value));
}

void add_text(std::string& bytes, std::string_view value) {
  add_head(bytes, Kind::text, value.size());
  bytes += value;
}

void add_blob(std::string& bytes, std::string_view value) {
  add_head(bytes, Kind::blob, value.size());
  bytes += value;
}

bool take_value(std::string_view& bytes, Cell& value) {
  if (bytes.empty()) return false;
  const auto head = static_cast<unsigned char>(bytes.front());
  const std::size_t size = head & 0x0f;
  bytes.remove_prefix(1);
  if (size > 8 || size > bytes.size()) return false;
  std::uint64_t number = 0;
  for (const char byte : bytes.substr(0, size)) number = number << 8 | static_cast<unsigned char>(byte);
  bytes.remove_prefix(size);
  switch (static_cast<Kind>(head >> 4)) {
    case Kind::null: value = std::monostate{}; return true;
    case Kind::number: value = unfolded(number); return true;
    case Kind::fraction: value = std::bit_cast<double>(number); return true;
    case Kind::text:
    case Kind::blob:
      if (number > bytes.size()) return false;
      value = std::string(bytes.substr(0, number));
      bytes.remove_prefix(number);
      return true;
  }
  return false;
}

}  // namespace ksbx
