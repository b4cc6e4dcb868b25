#include "base/digest.h"

#include <nettle/sha2.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace ksbx {
namespace {

const unsigned char* as_bytes(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  Sha256 sum;
  sum.add(bytes);
  return sum.hex();
}

// Of the libraries at hand Nettle takes the processor's own instructions for SHA-256, which makes it five times as
// fast.
struct Sha256::State {
  sha256_ctx sum{};
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  sha256_init(&state_->sum);
}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  sha256_update(&state_->sum, bytes.size(), as_bytes(bytes));
}

std::string Sha256::hex() {
  std::array<unsigned char, SHA256_DIGEST_SIZE> hash{};
  sha256_digest(&state_->sum, hash.size(), hash.data());
  std::array<char, 2 * hash.size() + 1> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

// SipHash draws no random numbers, so libsodium needs no initialisation.
std::int64_t fingerprint(std::string_view bytes) {
  constexpr unsigned char no_key[crypto_shorthash_KEYBYTES] = {};
  unsigned char hash[crypto_shorthash_BYTES];
  crypto_shorthash(hash, as_bytes(bytes), bytes.size(), no_key);
  std::uint64_t number = 0;
  for (unsigned char byte : hash) number = number << 8 | byte;
  return static_cast<std::int64_t>(number >> 1);
}

// Initialised, libsodium also takes the processor's own instructions for BLAKE2b.
std::string new_salt() {
  [[maybe_unused]] static const int once = sodium_init();
  std::string salt(crypto_generichash_blake2b_SALTBYTES, '\0');
  randombytes_buf(salt.data(), salt.size());
  return salt;
}

SaltedDigest salted_digest(const std::string& salt, std::string_view bytes) {
  constexpr unsigned char purpose[crypto_generichash_blake2b_PERSONALBYTES] = "ksbx-facts";
  std::array<unsigned char, crypto_generichash_blake2b_BYTES_MIN> whole{};
  crypto_generichash_blake2b_salt_personal(whole.data(), whole.size(), as_bytes(bytes), bytes.size(), nullptr, 0,
                                           as_bytes(salt), purpose);
  SaltedDigest digest{};
  std::copy_n(whole.begin(), digest.size(), digest.begin());
  return digest;
}

}  // namespace ksbx
