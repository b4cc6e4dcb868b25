// Bytes become UTF-8, or are refused.
#include <cstdlib>
#include <vector>

#include "base/utf8.h"
#include "files/input/decode.h"
#include "fuzz/target.h"

using namespace ksbx;

namespace {

void decode(std::string bytes, std::optional<Encoding> chosen) {
  DecodedFile file = DecodedFile::of_bytes(std::move(bytes), "名册", chosen);
  std::string text;
  std::vector<char> block(4096);
  while (std::size_t got = file.read(block)) text.append(block.data(), got);
  if (first_invalid_utf8(text)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  for (std::optional<Encoding> chosen : {std::optional<Encoding>(), std::optional(Encoding::gb18030),
                                         std::optional(Encoding::utf16le), std::optional(Encoding::utf8)})
    refuse_or_read(bytes, size, [&](std::string text) { decode(std::move(text), chosen); });
  return 0;
}
