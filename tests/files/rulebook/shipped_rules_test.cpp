// Every rulebook that is shipped against its own tests: each scenario comes out as written.
#include <doctest/doctest.h>

#include <algorithm>

#include "files/report/report_reader.h"
#include "files/rulebook/rule_test_reader.h"
#include "files/rulebook/rulebook_reader.h"
#include "policy/check/rulebook_check.h"
#include "policy/rulebook/coverage.h"

namespace ksbx {
namespace {

std::string all_of(const Problems& problems) {
  std::string words;
  for (const Problem& problem : problems)
    words += formatted("{}:{}:{}: {}\n", problem.origin.file.str(), problem.origin.line, problem.origin.column,
                       problem.what.zh);
  return words;
}

using Folders = std::vector<std::filesystem::path>;

const std::filesystem::path rules = KSBX_SOURCE_DIR "/rules";

// Each rulebook by the folders that make it: an overlay lies on the one that ships with it.
std::vector<Folders> shipped() {
  std::vector<Folders> all;
  for (const auto& entry : std::filesystem::directory_iterator(rules)) {
    if (!std::filesystem::exists(entry.path() / "rulebook.toml")) continue;
    all.push_back(is_overlay(entry.path()) ? Folders{rules / "kongchuo-2016", entry.path()} : Folders{entry.path()});
  }
  return all;
}

Problems errors_of(const Problems& problems) {
  Problems errors;
  for (const Problem& problem : problems)
    if (problem.severity == Severity::error) errors.push_back(problem);
  return errors;
}

}  // namespace

TEST_CASE("every shipped rulebook reads and checks without an error, and all its tests pass") {
  const std::vector<Folders> all = shipped();
  REQUIRE(all.size() >= 1);
  for (const Folders& folders : all) {
    CAPTURE(folders.back());
    const ReadRulebook book = read_rulebook(folders);
    REQUIRE(all_of(book.problems) == "");
    CHECK(all_of(errors_of(check(book.rulebook, *Day::parse("2026-11-23")))) == "");
    const ReadRuleTests read = read_rule_tests(folders.back(), book.rulebook);
    REQUIRE(all_of(read.problems) == "");
    CHECK(read.tests.size() >= 5);
    for (const RuleTest& test : read.tests) {
      std::string differences;
      for (const Text& one : run(test, book.rulebook).differences) differences += one.zh + "\n";
      CAPTURE(test.name);
      CHECK(differences == "");
    }
  }
}

TEST_CASE("all 73 clauses of the policy are carried: somebody has to act by each, and none is declared out of scope") {
  const ReadRulebook book = read_rulebook({rules / "kongchuo-2016"});
  std::vector<Bearer> reports;
  for (const ReportDefinition& report : read_reports({rules / "kongchuo-2016"}).reports)
    reports.push_back({report.name, report.clauses, !report.findings.empty() || report.doctor});
  const Day today = *Day::parse("2026-11-23");
  const std::vector<ClauseCoverage> all = coverage(book.rulebook, today, reports, {});
  CHECK(all.size() == 73);
  for (const ClauseCoverage& one : all) {
    CAPTURE(one.clause->id);
    CHECK(one.state == ClauseCoverage::State::carried);
    CHECK(one.clause->out_of_scope.empty());
  }
}

}  // namespace ksbx
