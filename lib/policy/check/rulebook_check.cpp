// Conditions that never or always hold; and the whole of the check.

#include "policy/check/rulebook_check.h"

#include <algorithm>
#include <set>

#include "policy/check/fact_range.h"
#include "policy/check/juncture.h"
#include "policy/condition/condition_evaluation.h"
#include "policy/condition/condition_faults.h"
#include "policy/rulebook/rulebook_conditions.h"

namespace ksbx {
namespace {

constexpr int enough_days = 60;  // in which a city can publish next year's calendar

void add(Problems& all, Problems more) {
  for (Problem& problem : more) all.push_back(std::move(problem));
}

// A problem at byte `at` of a condition.
void report(Problems& problems, Severity severity, const char* code, const Condition& condition, std::size_t at,
            Text what, Text remedy) {
  Faults(condition.source(), condition.place(), problems).add(code, at, std::move(what), std::move(remedy));
  problems.back().severity = severity;
}

// What the comparisons of parameters alone, with each other and with numbers, make of a condition: `no` where they
// rule it out, as `$phone_is_enough = 1` does for all schools but one. Such a switch is meant.
Truth by_parameters_alone(const Node& node, std::span<const Value> parameters) {
  bool has_names = false;
  walk(node, [&](const Node& below) { has_names |= below.kind == Node::Kind::name; });
  if (!has_names) return truth_of(node, {{}, parameters});
  if (node.kind == Node::Kind::opposite) return opposite(by_parameters_alone(node.children.front(), parameters));
  if (node.kind != Node::Kind::any_of && node.kind != Node::Kind::all_of) return Truth::unknown;
  Truth result = by_parameters_alone(node.children.front(), parameters);
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const Truth child = by_parameters_alone(node.children[i], parameters);
    result = node.kind == Node::Kind::any_of ? either(result, child) : both(result, child);
  }
  return result;
}

enum class Look { everything, errors };  // the latter for the night, which only they stop

// One condition on every juncture, with what it may be asked about.
class Examination {
 public:
  Examination(const PlacedCondition& placed, const Rulebook& rulebook, Day today, Look look)
      : placed_(placed), condition_(*placed.condition), rulebook_(rulebook), today_(today), look_(look) {
    const Names names = placed.record ? Names::record : Names::facts;
    const std::set<int> slots = parameters_behind(rulebook, condition_, names);
    std::vector<const Rule*> rules;
    if (placed.rule) rules.push_back(placed.rule);
    for (Circumstances& one : circumstances(rulebook, slots, rules, Day::first()))
      ever_.push_back(view(std::move(one)));
    if (look == Look::everything)
      for (Circumstances& one : circumstances(rulebook, slots, rules, today)) ahead_.push_back(view(std::move(one)));
  }

  // Never and always do not depend on the day on which one looks, so a rulebook that passes today passes on every
  // later day.
  Problems problems() {
    const Node& root = condition_.root();
    const std::vector<const Node*> leaves = leaves_of(root);
    if (never(root)) {
      report_impossible(Severity::error, leaves.size() > 1 ? guilty(leaves) : root, {});
    } else if (look_ == Look::errors) {
      return {};
    } else if (const std::vector<Juncture> junctures = impossible_on(); !junctures.empty()) {
      report_impossible(Severity::warning, root, junctures);
    } else if (always(root)) {
      report_always(root);
    } else if (leaves.size() > 1) {
      for (const Node* leaf : leaves) examine_leaf(*leaf);
    }
    return std::move(problems_);
  }

 private:
  // What holds on one juncture.
  struct View {
    Circumstances on;
    std::vector<Domain> names;
  };
  View view(Circumstances on) const {
    std::vector<Domain> names =
        placed_.record ? record_domains(*placed_.record) : fact_domains(rulebook_, on.parameters);
    return {std::move(on), std::move(names)};
  }
  static Answers answers(const View& view, const Node& node) {
    return possible_answers(node, view.names, view.on.parameters);
  }
  bool never(const Node& node) const {
    return !ever_.empty() &&
           std::ranges::all_of(ever_, [&](const View& view) { return answers(view, node).never_yes(); });
  }
  bool always(const Node& node) const {
    return !ever_.empty() &&
           std::ranges::all_of(ever_, [&](const View& view) { return answers(view, node).always_yes(); });
  }

  // From today on, unless a switch says so.
  std::vector<Juncture> impossible_on() const {
    std::vector<Juncture> junctures;
    for (const View& view : ahead_)
      if (answers(view, condition_.root()).never_yes() &&
          by_parameters_alone(condition_.root(), view.on.parameters) != Truth::no)
        junctures.push_back(view.on.first);
    return junctures;
  }

  // The comparison to blame for a condition that never holds; the whole, if no comparison is to blame alone.
  const Node& guilty(const std::vector<const Node*>& leaves) const {
    for (const Node* leaf : leaves)
      if (never(*leaf)) return *leaf;
    return condition_.root();
  }

  void examine_leaf(const Node& leaf) {
    if (never(leaf)) report_impossible(Severity::warning, leaf, {});
    if (always(leaf)) report_always(leaf);
  }

  std::string words(const Node& node) const { return condition_.source().substr(node.begin, node.end - node.begin); }

  void report_impossible(Severity severity, const Node& node, const std::vector<Juncture>& junctures) {
    report(problems_, severity, "condition-impossible", condition_, node.begin,
           text("{}“{}”永远不会成立", "{}“{}” can never hold", words_of(junctures, today_), words(node)),
           text("请核对数字、范围和“and”；用到的参数也可能改得太大或太小",
                "Check the numbers, the ranges and each “and”; a parameter may be too large or too "
                "small"));
  }

  void report_always(const Node& node) {
    report(problems_, Severity::warning, "condition-always", condition_, node.begin,
           text("“{}”总是成立，等于没有写", "“{}” always holds, so it says nothing", words(node)),
           text("请核对数字和“or”；确实不需要的条件请删去", "Check the numbers and each “or”, or remove it"));
  }

  const PlacedCondition& placed_;
  const Condition& condition_;
  const Rulebook& rulebook_;
  Day today_;
  Look look_;
  std::vector<View> ever_, ahead_;
  Problems problems_;
};

Problems check_conditions(const Rulebook& rulebook, Day today, Look look) {
  Problems all;
  for (const PlacedCondition& placed : conditions_of(rulebook))
    if (placed.condition->type().kind == Type::Kind::boolean)
      add(all, Examination(placed, rulebook, today, look).problems());
  return all;
}

}  // namespace

Problems check_conditions(const Rulebook& rulebook, Day today) {
  return check_conditions(rulebook, today, Look::everything);
}

Problems check_calendar(const Calendar& calendar, Day today) {
  const DayRange range = calendar.range();
  const int left = range.last - today;
  if (range.first > range.last || left >= enough_days) return {};
  return {{Severity::warning,
           "calendar-ends",
           {},
           text("校历只到 {0}，从 {1} 算起还有 {2} 天", "the calendar ends on {0}, {2} days after {1}",
                range.last.iso(), today.iso(), std::max(left, 0)),
           text("请向市教育局要下一学年的校历，放进校历文件夹",
                "Ask the bureau for next year's calendar and put it into the folder of calendars")}};
}

Problems check(const Rulebook& rulebook, Day today, const std::set<std::string>& used_elsewhere) {
  Problems all = check_conditions(rulebook, today);
  add(all, check_subjects(rulebook));
  add(all, check_overlaps(rulebook, today));
  add(all, check_stages(rulebook, today));
  add(all, check_duties(rulebook));
  add(all, check_use(rulebook, used_elsewhere));
  return all;
}

Problems check_fitness(const Rulebook& rulebook, Day today) {
  Problems all = check_conditions(rulebook, today, Look::errors);
  add(all, check_subjects(rulebook));
  add(all, check_duties(rulebook));
  return all;
}

}  // namespace ksbx
