#include "cli/terminal/read_words.h"

#include <array>
#include <cstdio>

#include "base/problem.h"
#include "files/input/decode.h"

namespace ksbx {
namespace {

constexpr std::size_t most_bytes = 16 << 20;

Error too_long(const std::string& path) {
  return Error(Failure::input, "E_TOO_LONG", text("{} 太长，不像名单", "{} is too long for a list of names", path),
               text("成批的考勤请用 ksbx import", "use ksbx import for whole returns"));
}

std::string standard_input() {
  std::string bytes;
  std::array<char, 65'536> block;
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), stdin)) {
    bytes.append(block.data(), got);
    if (bytes.size() > most_bytes) throw too_long("-");
  }
  return bytes;
}

}  // namespace

std::string read_words_of(const std::string& path) {
  DecodedFile file = path == "-" ? DecodedFile::of_bytes(standard_input(), "-") : DecodedFile::open(path);
  std::string words;
  std::array<char, 65'536> block;
  while (const std::size_t got = file.read(block)) {
    words.append(block.data(), got);
    if (words.size() > most_bytes) throw too_long(path);
  }
  return words;
}

}  // namespace ksbx
