// SHA-256, the door to libsodium. Documents, the journal and rulebooks are identified by it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ksbx {

// 64 lower-case hexadecimal digits (FIPS 180-4).
std::string sha256_hex(std::string_view bytes);

// A 63-bit number that tells two texts apart in practice, keyed by nothing: for "is this row the same as last time?" only.
std::int64_t fingerprint(std::string_view bytes);

}  // namespace ksbx
