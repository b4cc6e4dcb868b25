// What a reader's eye meets first: the width of the comments, and the files that they name. How code is laid out is
// checked by clang-format.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/utf8.h"

using namespace ksbx;
namespace fs = std::filesystem;

namespace {

constexpr int widest_line = 120;
const fs::path root = KSBX_SOURCE_DIR;

// "policy/judge/walk.h", "lib/policy", "tests/hard": a place in this tree, to judge by how it begins.
bool is_place(std::string_view word) {
  constexpr std::array tops = {"base/", "model/", "policy/", "files/", "store/", "app/", "lib/", "cli/", "tests/"};
  return std::ranges::any_of(tops, [&](std::string_view top) { return word.starts_with(top); });
}

// As written or as included; a place without an ending is a room or a header with its source.
bool is_there(const std::string& place) {
  const auto any_of = [](const fs::path& path) {
    return fs::exists(path) || fs::exists(path.string() + ".h") || fs::exists(path.string() + ".cpp");
  };
  return any_of(root / place) || any_of(root / "lib" / place);
}

void check_places(std::string_view line) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
  while (true) {
    const std::size_t begin = line.find_first_of(letters);
    if (begin == std::string_view::npos) return;
    line.remove_prefix(begin);
    std::string word(line.substr(0, line.find_first_not_of(letters)));
    line.remove_prefix(word.size());
    while (word.ends_with('.') || word.ends_with('/') || word.ends_with('_')) word.pop_back();
    CAPTURE(word);
    if (is_place(word)) CHECK(is_there(word));
  }
}

void check_comments(const fs::path& file) {
  std::ifstream lines(file);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    const std::size_t comment = line.find("//");
    if (comment == std::string::npos) continue;
    CAPTURE(file.string() + ":" + std::to_string(number));
    CHECK(display_width(line) <= widest_line);
    check_places(std::string_view(line).substr(comment));
  }
}

void check_document(const fs::path& file) {
  std::ifstream lines(file);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    CAPTURE(file.string() + ":" + std::to_string(number));
    check_places(line);
  }
}

}  // namespace

TEST_SUITE("form") {
  TEST_CASE("no comment is wider than 120 columns or names a file that is not there") {
    for (const char* folder : {"lib", "cli", "tests"})
      for (const auto& entry : fs::recursive_directory_iterator(root / folder))
        if (const std::string type = entry.path().extension().string(); type == ".h" || type == ".cpp")
          check_comments(entry.path());
  }

  TEST_CASE("no document names a file that is not there") {
    for (const auto& entry : fs::directory_iterator(root / "docs")) check_document(entry.path());
    check_document(root / "README.md");
  }
}
