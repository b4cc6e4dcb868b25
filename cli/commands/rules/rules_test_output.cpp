#include "cli/commands/rules/rules_test_output.h"

#include "base/join.h"
#include "cli/words/marks.h"
#include "files/render/render_junit.h"

namespace ksbx {
namespace {

Cell mark(bool seen) {
  return std::string(seen ? "✓" : "✗");
}

void add_unseen(std::vector<Text>& all, const Text& subject, const Outcomes& seen) {
  if (!seen.yes) all.push_back(text("{}：没有测试见过它成立", "{}: no test where it holds", subject));
  if (!seen.no) all.push_back(text("{}：没有测试见过它不成立", "{}: no test where it does not hold", subject));
}

}  // namespace

std::string differences_of(const RanTest& ran, Language language) {
  return join(ran.result.differences, "\n", [&](const Text& one) { return one.in(language); });
}

Table table_of(const std::vector<RanTest>& all, Language language) {
  Table table{"rule_tests", text("规则测试", "rule tests"), {}, {}};
  table.columns = {{"passed", text("通过", "passed")},
                   {"test", text("测试", "test")},
                   {"place", text("位置", "place")},
                   {"differences", text("不符之处", "differences")}};
  for (const RanTest& ran : all)
    table.rows.push_back(
        {mark(ran.result.passed()), ran.test.name, place_of(ran.test.origin), differences_of(ran, language)});
  return table;
}

std::string junit_of(const std::vector<RanTest>& all, Language language) {
  std::vector<TestCaseResult> cases;
  for (const RanTest& ran : all) {
    TestCaseResult one{ran.test.name, ran.test.origin, {}};
    for (const Text& difference : ran.result.differences) one.differences.push_back(difference.in(language));
    cases.push_back(std::move(one));
  }
  return junit("ksbx rules test", cases);
}

Table table_of(const std::vector<RuleTestCoverage::Line>& lines) {
  Table table{"rule_test_coverage", text("测试见过什么", "what the tests cover"), {}, {}};
  table.columns = {{"rule", text("规则", "rule")},
                   {"comparison", text("比较", "comparison")},
                   {"held", text("成立过", "held")},
                   {"failed", text("不成立过", "did not hold")}};
  for (const auto& line : lines) {
    table.rows.push_back({line.rule, Cell{}, mark(line.seen.yes), mark(line.seen.no)});
    for (const auto& leaf : line.leaves)
      table.rows.push_back({line.rule, leaf.source, mark(leaf.seen.yes), mark(leaf.seen.no)});
  }
  return table;
}

std::vector<Text> unseen(const std::vector<RuleTestCoverage::Line>& lines) {
  std::vector<Text> all;
  for (const auto& line : lines) {
    if (line.whole()) continue;
    // A rule without comparisons holds whenever its event or period is there; that it holds is all there is to see.
    add_unseen(all, same_text(line.rule), {line.seen.yes, line.seen.no || line.leaves.empty()});
    for (const auto& leaf : line.leaves)
      add_unseen(all, text("{} 的“{}”", "“{1}” of {0}", line.rule, leaf.source), leaf.seen);
  }
  return all;
}

}  // namespace ksbx
