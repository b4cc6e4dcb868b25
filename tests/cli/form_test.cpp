// What a reader's eye meets first: the width of the comments. How code is laid out is checked by clang-format.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/utf8.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

constexpr int widest_line = 120;

void check_comments(const fs::path& file) {
  std::ifstream lines(file);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.find("//") == std::string::npos) continue;
    CAPTURE(file.string() + ":" + std::to_string(number));
    CHECK(display_width(line) <= widest_line);
  }
}

}  // namespace

TEST_SUITE("form") {
  TEST_CASE("no comment is wider than 120 columns") {
    for (const char* folder : {"lib", "cli", "tests"})
      for (const auto& entry : fs::recursive_directory_iterator(fs::path(KSBX_SOURCE_DIR) / folder))
        if (const std::string type = entry.path().extension().string(); type == ".h" || type == ".cpp")
          check_comments(entry.path());
  }
}
