// What the rule tests have seen of the rules: each rule holding and not holding, each comparison of its
// `when` true and false.
//
// A test suite in which a rule never held says nothing about that rule; one in which a comparison was
// always true would not notice if someone deleted it. Conditions on records are not watched: they
// show in the duties that the tests expect.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/judge/decide.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct Outcomes {
  bool yes = false;
  bool no = false;
  bool both() const { return yes && no; }
};

class RuleTestCoverage {
 public:
  // Hand this to run(test, rulebook, watch) for every test.
  void watch(const std::vector<Judgement>& judgements);

  struct Leaf {
    std::string source;
    Outcomes seen;
  };
  struct Line {
    std::string rule;
    Outcomes seen;
    std::vector<Leaf> leaves;  // in the order of the condition
    bool whole() const;        // all seen both ways; a rule without `when` need not fail
  };
  // One line a rule that can be in force, in the order of the rulebook.
  std::vector<Line> lines(const Rulebook& rulebook) const;

 private:
  struct Record {
    Outcomes rule;
    std::map<std::string, Outcomes> leaves;
  };
  std::map<std::string, Record> by_rule_;
};

}  // namespace ksbx
