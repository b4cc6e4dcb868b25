// Rules that come to the same, and stages that nobody reaches.

#include <algorithm>

#include "policy/condition_node.h"
#include "policy/fact_range.h"
#include "policy/rulebook_check.h"

namespace ksbx {
namespace {

// Do both judge the same kind of subject by the same period, each by a condition over facts alone?
bool are_comparable(const Rule& a, const Rule& b, Day today) {
  return a.in_force(today) && b.in_force(today) && a.subject == b.subject && a.per == b.per && a.when && b.when &&
         a.on_record.empty() && b.on_record.empty();
}

// Does every duty of `rule` stand in `other` as well?
bool orders_no_more(const Rule& rule, const Rule& other) {
  return std::all_of(rule.duties.begin(), rule.duties.end(), [&](const DutyItem& item) {
    return std::any_of(other.duties.begin(), other.duties.end(),
                       [&](const DutyItem& one) { return one.who == item.who && one.action == item.action; });
  });
}

Problem problem(Severity severity, const char* code, const Rule& rule, Text what, Text remedy) {
  const Condition::Place& place = rule.when->place();
  return {severity, code, place.origin, std::move(what), std::move(remedy), place.excerpt};
}

class Pairs {
 public:
  Pairs(const Rulebook& rulebook, Day today)
      : today_(today), parameters_(rulebook.parameter_values(today)), facts_(fact_domains(rulebook, parameters_)) {}

  void compare(const Rule& earlier, const Rule& later) {
    if (!are_comparable(earlier, later, today_)) return;
    const bool up = implies(*later.when, *earlier.when);
    const bool down = implies(*earlier.when, *later.when);
    // Two rules with the same words are two parts of one step, and meant so; by other words they only came to be the same.
    if (up && down && earlier.when->source() != later.when->source() && earlier.enter != later.enter)
      return coincide(earlier, later);
    if (up && orders_no_more(later, earlier)) return shadowed(later, earlier);
    if (down && orders_no_more(earlier, later)) shadowed(earlier, later);
  }

  Problems take() { return std::move(problems_); }

 private:
  bool implies(const Condition& a, const Condition& b) const {
    return a.source() == b.source() || ksbx::implies(a.root(), b.root(), facts_, parameters_);
  }

  void coincide(const Rule& earlier, const Rule& later) {
    problems_.push_back(problem(Severity::error, "steps-coincide", later,
                                text("规则“{}”与“{}”写法不同，按现在的参数值却总是同时成立，两步并成了一步",
                                     "the rules “{}” and “{}” are written differently but, by today's values, "
                                     "always hold together",
                                     later.label, earlier.label),
                                text("请检查两条规则用到的参数，让后一步比前一步晚",
                                     "Check the parameters of both, so that the later step comes later")));
  }

  void shadowed(const Rule& rule, const Rule& by) {
    problems_.push_back(
        problem(Severity::warning, "rule-shadowed", rule,
                text("规则“{}”成立时，“{}”也一定成立，而且要求做同样的事",
                     "whenever the rule “{}” holds, “{}” holds too and orders the same", rule.label, by.label),
                text("请删去其中一条，或改它的条件", "Remove one of the two, or change its condition")));
  }

  Day today_;
  std::vector<Value> parameters_;
  std::vector<Domain> facts_;
  Problems problems_;
};

void check_stages(const Rulebook& rulebook, Problems& problems) {
  for (const Stage& stage : rulebook.stages) {
    const auto enters = [&](const Rule& rule) { return rule.enter == stage.id && !rule.never_in_force(); };
    if (std::any_of(rulebook.rules.begin(), rulebook.rules.end(), enters)) continue;
    problems.push_back({Severity::warning, "stage-not-entered", stage.origin,
                        text("没有规则会进入阶段“{}”", "no rule enters the stage “{}”", stage.label),
                        text("请在相应的规则里写 enter = \"{}\"，或删去这个阶段",
                             "Write enter = \"{}\" in the rule that leads to it, or remove the stage", stage.id)});
  }
}

// A case closes by attendance, and with it the stages entered in it. What a rule may enter without any absence needs a day on
// which it lapses.
void check_exits(const Rulebook& rulebook, Problems& problems) {
  if (rulebook.signs_last >= 0) return;
  for (const Rule& rule : rulebook.rules) {
    if (rule.enter.empty() || rule.per == Per::episode || rule.per == Per::case_ || rule.never_in_force()) continue;
    problems.push_back({Severity::warning, "stage-not-left", rule.origin,
                        text("规则“{}”在没有缺课时也会进入阶段“{}”，而且再也不会离开",
                             "the rule “{}” may enter the stage “{}” without any absence, and nothing leaves it again",
                             rule.label, rulebook.stage(rule.enter)->label),
                        text("请在 rulebook.toml 的 case 里写 signs_last = \"$参数名\"",
                             "Write signs_last = \"$parameter\" into case in rulebook.toml")});
  }
}

}  // namespace

Problems check_overlaps(const Rulebook& rulebook, Day today) {
  Pairs pairs(rulebook, today);
  for (auto later = rulebook.rules.begin(); later != rulebook.rules.end(); ++later)
    for (auto earlier = rulebook.rules.begin(); earlier != later; ++earlier) pairs.compare(*earlier, *later);
  Problems problems = pairs.take();
  check_stages(rulebook, problems);
  check_exits(rulebook, problems);
  return problems;
}

}  // namespace ksbx
