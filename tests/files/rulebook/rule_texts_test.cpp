#include "files/rulebook/rule_texts.h"

#include <doctest/doctest.h>

#include "files/rulebook/calendar_reader.h"
#include "files/rulebook/rulebook_reader.h"
#include "said.h"

namespace ksbx {
namespace {

std::string source(const char* path) {
  return std::string(KSBX_SOURCE_DIR) + "/" + path;
}

}  // namespace

TEST_CASE("rules that are kept read as the rules that were used, overlay, letters and digest included") {
  const ReadRulebook used =
      read_rulebook(std::vector<std::filesystem::path>{source("rules/kongchuo-2016"), source("examples/overlay")});
  REQUIRE_FALSE(has_errors(used.problems));
  const std::string packed = packed_rules(used.layers);
  CHECK(packed == packed_rules(used.layers));
  const ReadRulebook then = read_layers(unpacked_rules(packed, "then"));
  CHECK(places_of(then.problems) == places_of(used.problems));
  CHECK(then.rulebook.digest == used.rulebook.digest);
  CHECK(then.rulebook.layers.size() == 2);
  CHECK(packed.size() < 200'000);
}

TEST_CASE("calendars of several folders are kept in their order") {
  const ReadCalendar used = read_calendar({source("rules/calendars"), source("rules/calendars/terms.toml")});
  const ReadCalendar then = read_calendar(in_a_row(unpacked_rules(packed_rules(by_folder(used.files)), "then")));
  CHECK(then.digest == used.digest);
}

TEST_CASE("rules that were damaged on the disk are refused, not read in part") {
  const ReadRulebook used = read_rulebook(std::filesystem::path(source("rules/england")));
  std::string packed = packed_rules(used.layers);
  packed.resize(packed.size() / 2);
  CHECK_THROWS_AS(unpacked_rules(packed, "then"), Error);
}

}  // namespace ksbx
