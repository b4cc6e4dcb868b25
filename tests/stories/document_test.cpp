#include "stories/document.h"

#include <doctest/doctest.h>

using namespace story;

namespace {

const std::string markdown =
    "# Title\n"
    "```sh\n"
    "$ not run\n"
    "```\n"
    "```console\n"
    "$ ksbx a \\\n"
    "> b\n"
    "first\n"
    "...\n"
    "ms=12 last\n"
    "\n"
    "$ ksbx c\n"
    "[exit 3]\n"
    "```\n"
    "$ nor this\n";

}  // namespace

TEST_SUITE("Documents whose commands are run") {
  TEST_CASE("Only console blocks are read, with continued lines and exit codes") {
    const Document document = read_document(markdown);
    CHECK(document.mistake.empty());
    REQUIRE(document.steps.size() == 2);
    CHECK(document.steps[0].line == 6);
    CHECK(document.steps[0].command == "ksbx a \\\nb");
    CHECK(document.steps[0].exit == 0);
    CHECK(document.steps[1].command == "ksbx c");
    CHECK(document.steps[1].exit == 3);
  }

  TEST_CASE("An answer agrees line by line, whatever the milliseconds; three dots are any lines") {
    const Step step = read_document(markdown).steps[0];
    struct Case {
      std::string output;
      int exit;
      bool expected;
    };
    const std::vector<Case> cases = {
        {"first\nms=7 last\n", 0, true},
        {"first\nx\ny\nms=99999 last\n\n\n", 0, true},
        {"first\nms=7 last\n", 1, false},
        {"first\nms=7 last\nmore\n", 0, false},
        {"second\nms=7 last\n", 0, false},
        {"first\nms= last\n", 0, false},
        {"", 0, false},
    };
    for (const Case& each : cases) {
      CAPTURE(each.output);
      CHECK(agrees(step, {answer_lines(each.output), each.exit}) == each.expected);
    }
  }

  TEST_CASE("Only milliseconds are left out of the comparison, not what ends like them") {
    CHECK(answer_lines("ksbx: escalate storms=2 exit=8 ms=41") ==
          std::vector<std::string>{"ksbx: escalate storms=2 exit=8 ms=0"});
  }

  TEST_CASE("Blessing replaces what differs and keeps what agrees") {
    const Document document = read_document(markdown);
    const std::string text =
        blessed(document, {{answer_lines("first\nx\nms=7 last\n"), 0}, {answer_lines("now it talks\n"), 2}});
    std::string expected = markdown;
    expected.replace(expected.find("[exit 3]"), 8, "now it talks\n[exit 2]");
    CHECK(text == expected);
  }

  TEST_CASE("An answer without a command is a mistake of the document") {
    CHECK(read_document("```console\nanswer\n```\n").mistake == "line 2: an answer without a command");
  }
}
