// SHA-256, fingerprints and salted digests, the door to Nettle and libsodium. Documents, the journal and rulebooks are
// identified by the first.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ksbx {

// 64 lower-case hexadecimal digits (FIPS 180-4).
std::string sha256_hex(std::string_view bytes);

// The same over bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  std::string hex();  // ends it: add nothing afterwards

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// A 63-bit number that tells two texts apart in practice, keyed by nothing: for "is this row the same as last time?"
// only.
std::int64_t fingerprint(std::string_view bytes);

// 16 bytes that nobody can guess.
std::string new_salt();

// 12 bytes for which nobody finds other contents, and from which nobody learns the contents without the salt (BLAKE2b).
using SaltedDigest = std::array<char, 12>;
SaltedDigest salted_digest(const std::string& salt, std::string_view bytes);

}  // namespace ksbx
