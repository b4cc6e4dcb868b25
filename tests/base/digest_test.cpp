#include "base/digest.h"

#include <doctest/doctest.h>

#include <set>

using namespace ksbx;

TEST_CASE("SHA-256 gives the digests of the standard") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a fingerprint is the same for the same row, different for another, and never negative") {
  std::set<std::int64_t> seen;
  for (int i = 0; i < 10'000; ++i) {
    const std::string row = "王小明," + std::to_string(i);
    const std::int64_t print = fingerprint(row);
    REQUIRE(print >= 0);
    REQUIRE(print == fingerprint(row));
    seen.insert(print);
  }
  CHECK(seen.size() == 10'000);
}

TEST_CASE("a fingerprint is the same on every machine, since it is stored") {
  CHECK(fingerprint("") == 7'746'257'028'299'213'071);  // SipHash-2-4 under a key of zeros
}
