// How the results of rule tests are reported: as tables, and as the lines of what no test has seen.
#pragma once

#include <string>
#include <vector>

#include "base/table.h"
#include "policy/trial/rule_test.h"
#include "policy/trial/rule_test_coverage.h"

namespace ksbx {

struct RanTest {
  RuleTest test;
  RuleTestResult result;
};

Table table_of(const std::vector<RanTest>& all, Language language);
std::string junit_of(const std::vector<RanTest>& all, Language language);
// Every difference of a test, a line each, without a line feed at the end.
std::string differences_of(const RanTest& ran, Language language);

// One row a rule, and one a comparison of its `when`: seen to hold, seen not to hold.
Table table_of(const std::vector<RuleTestCoverage::Line>& lines);
// What was not seen, a sentence each; none if the tests have seen everything.
std::vector<Text> unseen(const std::vector<RuleTestCoverage::Line>& lines);

}  // namespace ksbx
