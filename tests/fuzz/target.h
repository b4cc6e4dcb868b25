// A target: whatever bytes it is given, it comes back in little time and memory, having read them or refused them with
// an Error.
//
// With KSBX_FUZZ (clang) libFuzzer makes up the bytes; otherwise replay.cpp gives it those of the corpus and the
// hazards.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/problem.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size);

namespace ksbx {

// Runs `read` on the bytes; an Error is an answer, anything else thrown is a defect.
template <class Read>
int refuse_or_read(const std::uint8_t* bytes, std::size_t size, Read read) {
  try {
    read(std::string(reinterpret_cast<const char*>(bytes), size));
  } catch (const Error& error) {
    if (error.failure() == Failure::internal) throw;
  }
  return 0;
}

}  // namespace ksbx
