#include "app/check_rules.h"

#include "office.h"

namespace ksbx {
namespace {

// The shipped rulebook in a folder of its own, to be spoiled.
struct Copy {
  Folder folder;
  std::filesystem::path rules = std::filesystem::path(folder.file("rules"));
  std::filesystem::path calendars = std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "calendars";

  Copy() {
    std::filesystem::copy(std::filesystem::path(KSBX_SOURCE_DIR) / "rules" / "kongchuo-2016", rules,
                          std::filesystem::copy_options::recursive);
  }
  void add(const std::string& file, const std::string& text) const {
    std::ofstream(rules / file, std::ios::app) << text;
  }
  CheckedRules checked(const char* today = "2026-09-30") const { return check_rules({rules}, {calendars}, day(today)); }
  std::string errors() const {
    std::string codes;
    for (const Problem& problem : checked().problems)
      if (problem.severity == Severity::error)
        codes += format("{}{} {}:{}", codes.empty() ? "" : "; ", problem.code,
                        std::filesystem::path(problem.origin.file).filename().string(), problem.excerpt);
    return codes;
  }
};

}  // namespace

TEST_CASE("rules, tests, reports and calendars are all looked at, and the shipped ones have no errors") {
  const Copy copy;
  CHECK(copy.errors() == "");
  CHECK(copy.checked().tests > 40);
}

TEST_CASE("a mistake in a test and one in a report are both found in one run, each with its line") {
  const Copy copy;
  copy.add("tests/more.toml", "[[test]]\nname = \"没有期望\"\nfirst = 2026-11-16\ndays = \"P\"\n");
  copy.add("reports/more.toml", "name = \"more\"\nname2 = \"x\"\ntitle = \"多\"\nsql = \"SELECT 1\"\n");
  const std::string errors = copy.errors();
  CAPTURE(errors);
  CHECK(errors.find("missing-key more.toml:[[test]]") != std::string::npos);
  CHECK(errors.find("unknown-key more.toml:name2 = \"x\"") != std::string::npos);
}

TEST_CASE("where the rulebook itself is wrong, what only refers to it is not said again") {
  const Copy copy;
  copy.add("ladder.toml", "\n[[rule]]\nid = \"x\"\nclause = \"P27\"\nper = \"day\"\nwhen = \"no_such_fact\"\n");
  copy.add("tests/more.toml", "[[test]]\nname = \"没有期望\"\nfirst = 2026-11-16\ndays = \"P\"\n");
  CHECK(copy.errors().find("unknown-name") != std::string::npos);
  CHECK(copy.errors().find("more.toml") == std::string::npos);
}

TEST_CASE("sixty days before the calendar ends somebody is told") {
  const auto warned = [](const char* today) {
    const CheckedRules checked = Copy().checked(today);
    return std::any_of(checked.problems.begin(), checked.problems.end(),
                       [](const Problem& problem) { return problem.code == "calendar-ends"; });
  };
  CHECK_FALSE(warned("2026-10-31"));
  CHECK(warned("2026-11-20"));
}

}  // namespace ksbx
