#include "policy/trial/rule_test_coverage.h"

#include <algorithm>

#include "policy/condition/condition_node.h"
#include "policy/rulebook/rulebook_conditions.h"

namespace ksbx {
namespace {

void note(Outcomes& seen, Truth truth) {
  seen.yes |= truth == Truth::yes;
  seen.no |= truth == Truth::no;
}

}  // namespace

void RuleTestCoverage::watch(const std::vector<Judgement>& judgements) {
  for (const Judgement& judgement : judgements) {
    Record& record = by_rule_[judgement.rule->id];
    note(record.rule, judgement.truth);
    for (const ksbx::Leaf& leaf : judgement.leaves) note(record.leaves[leaf.source], leaf.truth);
  }
}

bool RuleTestCoverage::Line::whole() const {
  if (!seen.yes || (!leaves.empty() && !seen.no)) return false;
  return std::all_of(leaves.begin(), leaves.end(), [](const Leaf& leaf) { return leaf.seen.both(); });
}

std::vector<RuleTestCoverage::Line> RuleTestCoverage::lines(const Rulebook& rulebook) const {
  std::vector<Line> all;
  for (const Rule& rule : rulebook.rules) {
    const auto found = by_rule_.find(rule.id);
    const Record record = found == by_rule_.end() ? Record{} : found->second;
    Line line{rule.id, record.rule, {}};
    if (rule.when)
      for (const Node* node : leaves_of(rule.when->root())) {
        const std::string source = rule.when->source().substr(node->begin, node->end - node->begin);
        const auto leaf = record.leaves.find(source);
        line.leaves.push_back({source, leaf == record.leaves.end() ? Outcomes{} : leaf->second});
      }
    all.push_back(std::move(line));
  }
  return all;
}

}  // namespace ksbx
