// Rules that come to the same.

#include <algorithm>
#include <map>

#include "policy/check/fact_range.h"
#include "policy/check/juncture.h"
#include "policy/check/rulebook_check.h"
#include "policy/condition/condition_node.h"

namespace ksbx {
namespace {

// Do both judge the same kind of subject by the same period, each by a condition over facts alone?
bool are_comparable(const Rule& a, const Rule& b) {
  return !a.never_in_force() && !b.never_in_force() && a.subject == b.subject && a.per == b.per && a.when && b.when &&
         a.on_record.empty() && b.on_record.empty();
}

// Two steps of the ladder, and not parts of one.
bool are_steps(const Rule& a, const Rule& b) {
  return !a.enter.empty() && !b.enter.empty() && a.enter != b.enter;
}

// Is every duty of `rule` in `other` as well?
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

// Two rules on every juncture from today on.
class Pairs {
 public:
  Pairs(const Rulebook& rulebook, Day today) : rulebook_(rulebook), today_(today) {}

  void compare(const Rule& earlier, const Rule& later) {
    if (!are_comparable(earlier, later)) return;
    const std::vector<View>& views = views_of(earlier, later);
    const auto implied_everywhere = [&](const Rule& one, const Rule& by) {
      return !views.empty() && std::ranges::all_of(views, [&](const View& view) { return implies(one, by, view); });
    };
    // Two rules with the same words are two parts of one step, and meant so; by other words they only came to be the
    // same.
    if (are_steps(earlier, later) && earlier.when->source() != later.when->source()) {
      std::vector<Juncture> together;
      for (const View& view : views)
        if (implies(later, earlier, view) && implies(earlier, later, view)) together.push_back(view.on.first);
      if (!together.empty()) return coincide(earlier, later, together);
    }
    if (orders_no_more(later, earlier) && implied_everywhere(later, earlier)) return shadowed(later, earlier);
    if (orders_no_more(earlier, later) && implied_everywhere(earlier, later)) shadowed(earlier, later);
  }

  Problems take() { return std::move(problems_); }

 private:
  // What holds on one juncture.
  struct View {
    Circumstances on;
    std::vector<Domain> facts;
  };
  using Key = std::pair<std::set<int>, std::set<Day>>;  // parameters; days on which one of the rules begins or ends

  // Most pairs depend on the same few parameters, and most rules have always been in force.
  const std::vector<View>& views_of(const Rule& earlier, const Rule& later) {
    Key key;
    for (const Rule* rule : {&earlier, &later}) {
      key.first.merge(parameters_behind(rulebook_, *rule->when, Names::facts));
      if (rule->from) key.second.insert(*rule->from);
      if (rule->off && rule->off->from) key.second.insert(*rule->off->from);
    }
    const bool is_dated = !key.second.empty();
    if (const auto known = views_.find(key); known != views_.end() && !is_dated) return known->second;
    std::vector<View> views;
    for (Circumstances& one : circumstances(rulebook_, key.first, {&earlier, &later}, today_)) {
      std::vector<Domain> facts = fact_domains(rulebook_, one.parameters);
      views.push_back({std::move(one), std::move(facts)});
    }
    return views_[std::move(key)] = std::move(views);
  }

  static bool implies(const Rule& one, const Rule& by, const View& view) {
    return one.when->source() == by.when->source() ||
           ksbx::implies(one.when->root(), by.when->root(), view.facts, view.on.parameters);
  }

  void coincide(const Rule& earlier, const Rule& later, const std::vector<Juncture>& together) {
    problems_.push_back(
        problem(Severity::warning, "steps-coincide", later,
                text("{}规则“{}”与“{}”写法不同，按参数值却总是同时成立，两步落在同一天",
                     "{}the rules “{}” and “{}” are written differently but, by the values, always hold together",
                     words_of(together, today_), later.label, earlier.label),
                text("有意收紧的不用改：一条记录符合哪一步的 done_by，就证明哪一步。不是有意的，让后一步比前一步晚",
                     "If that is meant, leave it: a record proves each step whose own done_by it meets. If not, let "
                     "the later step come later")));
  }

  void shadowed(const Rule& rule, const Rule& by) {
    problems_.push_back(
        problem(Severity::warning, "rule-shadowed", rule,
                text("规则“{}”成立时，“{}”也一定成立，而且要求做同样的事",
                     "whenever the rule “{}” holds, “{}” holds too and orders the same", rule.label, by.label),
                text("请删去其中一条，或改它的条件", "Remove one of the two, or change its condition")));
  }

  const Rulebook& rulebook_;
  Day today_;
  std::map<Key, std::vector<View>> views_;
  Problems problems_;
};

}  // namespace

Problems check_overlaps(const Rulebook& rulebook, Day today) {
  Pairs pairs(rulebook, today);
  for (auto later = rulebook.rules.begin(); later != rulebook.rules.end(); ++later)
    for (auto earlier = rulebook.rules.begin(); earlier != later; ++earlier) pairs.compare(*earlier, *later);
  return pairs.take();
}

}  // namespace ksbx
