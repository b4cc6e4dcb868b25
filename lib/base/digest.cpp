#include "base/digest.h"

#include <sodium.h>

namespace ksbx {
namespace {

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex_of(const unsigned char (&hash)[crypto_hash_sha256_BYTES]) {
  char hex[2 * sizeof hash + 1];
  return sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
}

}  // namespace

// Neither of these draws random numbers, so libsodium needs no initialisation.
std::string sha256_hex(std::string_view bytes) {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256(hash, as_bytes(bytes), bytes.size());
  return hex_of(hash);
}

struct Sha256::State {
  crypto_hash_sha256_state sum;
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  crypto_hash_sha256_init(&state_->sum);
}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  crypto_hash_sha256_update(&state_->sum, as_bytes(bytes), bytes.size());
}

std::string Sha256::hex() {
  unsigned char hash[crypto_hash_sha256_BYTES];
  crypto_hash_sha256_final(&state_->sum, hash);
  return hex_of(hash);
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
