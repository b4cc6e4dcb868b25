#include "base/digest.h"

#include <sodium.h>

namespace ksbx {
namespace {

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

// Neither of these draws random numbers, so libsodium needs no initialisation.
std::string sha256_hex(std::string_view bytes) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, as_bytes(bytes), bytes.size());
  char hex[2 * sizeof hash + 1];
  return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

std::int64_t fingerprint(std::string_view bytes) {
  constexpr unsigned char no_key[crypto_shorthash_KEYBYTES] = {};
  unsigned char hash[crypto_shorthash_BYTES];
  crypto_shorthash(hash, as_bytes(bytes), bytes.size(), no_key);
  std::uint64_t number = 0;
  for (unsigned char byte : hash) number = number << 8 | byte;
  return static_cast<std::int64_t>(number >> 1);
}

}  // namespace ksbx
