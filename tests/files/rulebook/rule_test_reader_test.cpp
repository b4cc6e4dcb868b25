#include "files/rulebook/rule_test_reader.h"

#include <doctest/doctest.h>

#include "files/rulebook/rulebook_reader.h"

namespace ksbx {
namespace {

const Rulebook& shipped() {
  static const ReadRulebook read = read_rulebook(std::filesystem::path(KSBX_SOURCE_DIR "/rules/kongchuo-2016"));
  REQUIRE(read.problems.empty());
  return read.rulebook;
}

// A test with these lines besides a name and the attendance of a pupil who is away on the second day.
ReadRuleTests tests_of(const std::string& lines) {
  return read_rule_tests({{"t.toml", "[[test]]\nname = \"甲\"\nfirst = 2026-11-16\ndays = \"PU\"\n" + lines}},
                         shipped());
}

const std::string some_expectation = "rules = [\"leader-visit\"]\nexpect = []\n";

TEST_CASE("a mistake in a rule test is answered with its place and the nearest right name") {
  struct Example {
    std::string lines;
    const char* code;
    int line;
  };
  const Example examples[] = {
      {"", "missing-key", 1},
      {"expect = []\n", "no-expectation", 1},
      {"expect = [ { rule = \"leader-visits\" } ]\n", "unknown-rule", 5},
      {"rules = [\"leader-vist\"]\nexpect = []\n", "unknown-rule", 5},
      {"rules = [\"leader-visit\"]\nexpect = [ { rule = \"tendency\" } ]\n", "not-compared", 1},
      {"expect = [ { rule = \"tendency\", duty = \"visits\" } ]\n", "unknown-duty", 5},
      {"expect = [ { rule = \"leader-visit\", state = \"opne\" } ]\n", "unknown-word", 5},
      {"expect = [ { rule = \"leader-visit\", opend = 2026-11-17 } ]\n", "unknown-key", 5},
      {some_expectation + "stage = \"day_too\"\n", "unknown-stage", 7},
      {some_expectation + "doubts = [\"leader\"]\n", "unknown-rule", 7},
      {some_expectation + "missd = [2026-11-16]\n", "unknown-key", 7},
      {some_expectation + "missed = [2026-11-17]\n", "missed-last-night", 1},
      {some_expectation + "until = 2026-11-15\n", "out-of-range", 1},
      {some_expectation + "without = [\"clas_teacher\"]\n", "unknown-role", 7},
      {some_expectation + "records = [ { kind = \"contakt\", day = 2026-11-17 } ]\n", "unknown-record", 7},
      {some_expectation + "records = [ { kind = \"contact\", day = 2026-11-17 } ]\n", "missing-key", 7},
      {some_expectation + "records = [ { kind = \"refusal\", day = 2026-11-17, fields = { reason = "
                          "\"lazy\" } } ]\n",
       "unknown-choice", 7},
      {some_expectation + "records = [ { kind = \"refusal\", day = 2026-11-17, entered = 2026-11-16 } ]\n",
       "entered-early", 7},
      {some_expectation + "corrections = [ { day = 2026-11-17, status = \"ill\" } ]\n", "unknown-word", 7},
  };
  for (const Example& example : examples) {
    CAPTURE(example.lines);
    const ReadRuleTests result = tests_of(example.lines);
    REQUIRE(result.problems.size() == 1);
    CHECK(result.problems.front().code == example.code);
    CHECK(result.problems.front().origin.line == example.line);
    CHECK_FALSE(result.problems.front().remedy.zh.empty());
  }
}

TEST_CASE("an unknown letter of attendance is shown at its place") {
  const ReadRuleTests result = read_rule_tests(
      {{"t.toml", "[[test]]\nname = \"甲\"\nfirst = 2026-11-16\ndays = \"PU X\"\n" + some_expectation}}, shipped());
  REQUIRE(result.problems.size() == 1);
  CHECK(result.problems.front().code == "unknown-letter");
  CHECK(result.problems.front().origin == Origin{"t.toml", 4, 12});
}

TEST_CASE("two tests of one name are a mistake") {
  const std::string one = "[[test]]\nname = \"甲\"\nfirst = 2026-11-16\ndays = \"P\"\n" + some_expectation;
  const ReadRuleTests result = read_rule_tests({{"a.toml", one}, {"b.toml", one}}, shipped());
  REQUIRE(result.problems.size() == 1);
  CHECK(result.problems.front().code == "duplicate-id");
  CHECK(result.problems.front().origin.file == "b.toml");
}

// What a test without mistakes says when it is run, its lines joined.
std::string outcome(const std::string& lines) {
  const ReadRuleTests result = tests_of(lines);
  REQUIRE(result.problems.empty());
  REQUIRE(result.tests.size() == 1);
  std::string words;
  for (const Text& one : run(result.tests.front(), shipped()).differences) words += one.en + "\n";
  return words;
}

TEST_CASE("an expectation that is met leaves nothing to say") {
  CHECK(outcome("rules = [\"first-day-contact\"]\nexpect = [ { rule = \"first-day-contact\", "
                "opened = 2026-11-17 } ]\n")
            .empty());
}

TEST_CASE("a duty that did not come is reported with the fact that was short") {
  CHECK(outcome("rules = [\"leader-visit\"]\nexpect = [ { rule = \"leader-visit\", opened = "
                "2026-11-17 } ]\n") ==
        "missing: a duty of leader-visit\n"
        "    on 2026-11-17 unexcused_days >= $leader_visit_after: unexcused_days = 1 "
        "$leader_visit_after = 2\n"
        "    on 2026-11-17 at_school: at_school = yes\n");
}

TEST_CASE("a duty that was not expected is reported with the fact that gave rise to it") {
  CHECK(outcome("rules = [\"first-day-contact\"]\nexpect = []\n") ==
        "not expected: first-day-contact #1 opened=2026-11-17 due=2026-11-17 state=open who=班主任\n"
        "    on 2026-11-17 unexcused_days >= $contact_after: unexcused_days = 1 $contact_after = "
        "1\n"
        "    on 2026-11-17 at_school: at_school = yes\n");
}

TEST_CASE("a duty that came otherwise is reported with what differs") {
  CHECK(outcome("rules = [\"first-day-contact\"]\n"
                "expect = [ { rule = \"first-day-contact\", due = 2026-11-18, state = \"done\" } ]\n")
            .starts_with("differs: first-day-contact #1 opened=2026-11-17 due=2026-11-17 state=open "
                         "who=班主任 "
                         "(expected ≠ got: due 2026-11-18 ≠ 2026-11-17, state done ≠ open)\n"));
}

TEST_CASE("stage, doubts and documents are compared when they are stated") {
  const std::string contact = "rules = [\"first-day-contact\"]\nexpect = [ { rule = \"first-day-contact\" } ]\n";
  CHECK(outcome(contact + "stage = \"day_two\"\n") == "the stage should be day_two, it is day_one\n");
  CHECK(outcome(contact + "doubts = [\"first-day-contact\"]\n") == "missing: first-day-contact should be in doubt\n");
  CHECK(outcome(contact + "documents = 2\n") == "2 documents expected, 0 came\n");
  CHECK(outcome(contact + "documents = [ { line = \"education\", to = \"市教育局\" } ]\n") ==
        "missing document: line=education to=市教育局\n");
}

TEST_CASE("exactly the stated duties are expected, each once") {
  CHECK(outcome("rules = [\"first-day-contact\"]\n"
                "expect = [ { rule = \"first-day-contact\" }, { rule = \"first-day-contact\" } ]\n")
            .starts_with("missing: a duty of first-day-contact"));
}

}  // namespace
}  // namespace ksbx
