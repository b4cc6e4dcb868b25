// What a slip of the finger does to the shipped rules: a thousand of them, always the same. Two programs share them,
// since with sanitizers reading a copy takes long.
#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <set>

#include "files/rulebook/rulebook_reader.h"

using namespace ksbx;

namespace {

// splitmix64: the same numbers on every machine.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t limit) {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return static_cast<std::size_t>((z ^ (z >> 31)) % limit);
  }

 private:
  std::uint64_t state_;
};

// The first byte of the character at or before `at`, so that a slip moves whole characters as a keyboard does.
std::size_t character_at(const std::string& text, std::size_t at) {
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::size_t character_end(const std::string& text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}

// A character or a line deleted, doubled, or swapped with the next one.
std::string slipped(std::string text, Dice& dice) {
  const bool whole_line = dice.below(3) == 0;
  std::size_t begin = character_at(text, dice.below(text.size()));
  std::size_t end = character_end(text, begin);
  if (whole_line) {
    const std::size_t before = text.rfind('\n', begin == 0 ? 0 : begin - 1);
    begin = before == std::string::npos ? 0 : before + 1;
    end = std::min(text.find('\n', begin), text.size() - 1) + 1;
  }
  const std::string piece = text.substr(begin, end - begin);
  switch (dice.below(3)) {
    case 0: return text.erase(begin, piece.size());
    case 1: return text.insert(begin, piece);
    default: break;
  }
  if (end >= text.size()) return text;
  const std::size_t next = whole_line ? std::min(text.find('\n', end), text.size() - 1) + 1 : character_end(text, end);
  const std::string other = text.substr(end, next - end);
  return text.replace(begin, next - begin, other + piece);
}

constexpr int files_a_copy = 4;  // a slip in each of so many files, for reading a copy takes longer than spoiling it

// The shipped files, some of them with a slip; and which.
struct Copy {
  std::vector<SourceFile> files;
  std::set<std::size_t> spoiled;
};

Copy spoiled(const std::vector<SourceFile>& shipped, Dice& dice) {
  Copy copy{shipped, {}};
  while (copy.spoiled.size() < files_a_copy) {
    const std::size_t place = dice.below(shipped.size());
    if (!copy.spoiled.insert(place).second) continue;
    copy.files[place].text = slipped(shipped[place].text, dice);
  }
  return copy;
}

void check_answer(const Problem& problem) {
  CHECK_FALSE(problem.origin.file.empty());
  CHECK_FALSE(problem.what.zh.empty());
  CHECK_FALSE(problem.remedy.zh.empty());
}

// How many of the slips were answered with an error in their own file.
int slips_answered(std::uint64_t seed, int slips) {
  Problems problems;
  const std::vector<SourceFile> shipped =
      read_sources(std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "kongchuo-2016", problems);
  REQUIRE_FALSE(has_errors(problems));
  REQUIRE(shipped.size() > 5);
  Dice dice(seed);
  int answered = 0;
  for (int done = 0; done < slips; done += files_a_copy) {
    CAPTURE(done);
    const Copy copy = spoiled(shipped, dice);
    const ReadRulebook read = read_rulebook(copy.files);
    std::set<std::string> wrong;
    for (const Problem& problem : read.problems) {
      if (problem.severity != Severity::error) continue;
      check_answer(problem);
      wrong.insert(problem.origin.file.str());
    }
    for (const std::size_t place : copy.spoiled) answered += wrong.contains(shipped[place].name) ? 1 : 0;
  }
  return answered;
}

}  // namespace

TEST_SUITE("slips") {
  // Most slips of one character hit a label or a comment.
  TEST_CASE(
      "first: a slip of the finger in the shipped rules is answered with a place, or does no harm to the reader") {
    CHECK(slips_answered(2016, 500) > 150);
  }
  TEST_CASE(
      "second: a slip of the finger in the shipped rules is answered with a place, or does no harm to the reader") {
    CHECK(slips_answered(812, 500) > 150);
  }
}
