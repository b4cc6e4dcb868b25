// Conditions that never or always hold; and the whole of the check.

#include "policy/rulebook_check.h"

#include <algorithm>
#include <set>

#include "policy/condition_faults.h"
#include "policy/fact_range.h"
#include "policy/rulebook_conditions.h"

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

// Today, and each later day on which a parameter of the condition takes another value.
std::set<Day> days_to_judge(const Rulebook& rulebook, const Condition& condition, Day today) {
  std::set<Day> days = {today};
  for (const int slot : condition.parameters_used())
    for (const auto& dated : rulebook.parameters[static_cast<std::size_t>(slot)].values)
      if (dated.from > today) days.insert(dated.from);
  return days;
}

// Everybody, and each school, town or level for which a parameter of the condition has a value of its own.
std::set<Scope> scopes_to_judge(const Rulebook& rulebook, const Condition& condition) {
  std::set<Scope> scopes = {Scope{}};
  for (const int slot : condition.parameters_used())
    for (const auto& dated : rulebook.parameters[static_cast<std::size_t>(slot)].values) scopes.insert(dated.scope);
  return scopes;
}

// When and for whom a condition is judged: “自 2027-03-01 起，初中：”; empty for everybody today.
struct Occasion {
  Day day;
  Scope whose;
  Text words(Day today) const {
    Text when = day == today ? Text{} : text("自 {} 起，", "from {} on, ", day.iso());
    return whose.everybody() ? when : text("{}{}：", "{}{}: ", when, whose.print());
  }
};

// One condition on one day, with what it may be asked about.
class Examination {
 public:
  Examination(const PlacedCondition& placed, const Rulebook& rulebook, const Occasion& on, Day today)
      : condition_(*placed.condition),
        parameters_(rulebook.parameter_values(on.day, on.whose, on.day)),
        names_(placed.record ? record_domains(*placed.record) : fact_domains(rulebook, parameters_)),
        occasion_(on.words(today)) {}

  Problems problems() {
    const Answers whole = possible_answers(condition_.root(), names_, parameters_);
    const std::vector<const Node*> leaves = leaves_of(condition_.root());
    if (whole.never_yes()) {
      report_impossible(Severity::error, leaves.size() > 1 ? guilty(leaves) : condition_.root());
    } else if (whole.always_yes()) {
      report_always(condition_.root());
    } else if (leaves.size() > 1) {
      for (const Node* leaf : leaves) examine_leaf(*leaf);
    }
    return std::move(problems_);
  }

 private:
  Answers answers(const Node& node) const { return possible_answers(node, names_, parameters_); }

  // The comparison to blame for a condition that never holds; the whole, if no comparison is to blame alone.
  const Node& guilty(const std::vector<const Node*>& leaves) const {
    for (const Node* leaf : leaves)
      if (answers(*leaf).never_yes()) return *leaf;
    return condition_.root();
  }

  void examine_leaf(const Node& leaf) {
    const Answers alone = answers(leaf);
    if (alone.never_yes()) report_impossible(Severity::warning, leaf);
    if (alone.always_yes()) report_always(leaf);
  }

  std::string words(const Node& node) const { return condition_.source().substr(node.begin, node.end - node.begin); }

  void report_impossible(Severity severity, const Node& node) {
    report(problems_, severity, "condition-impossible", condition_, node.begin,
           text("{}“{}”永远不会成立", "{}“{}” can never hold", occasion_, words(node)),
           text("请核对数字、范围和“and”；用到的参数也可能改得太大或太小",
                "Check the numbers, the ranges and each “and”; a parameter may be too large or too "
                "small"));
  }

  void report_always(const Node& node) {
    report(problems_, Severity::warning, "condition-always", condition_, node.begin,
           text("{}“{}”总是成立，等于没有写", "{}“{}” always holds, so it says nothing", occasion_, words(node)),
           text("请核对数字和“or”；确实不需要的条件请删去", "Check the numbers and each “or”, or remove it"));
  }

  const Condition& condition_;
  std::vector<Value> parameters_;
  std::vector<Domain> names_;
  Text occasion_;
  Problems problems_;
};

// On the first occasion on which anything is wrong: that says enough.
Problems first_found(const PlacedCondition& placed, const Rulebook& rulebook, Day today) {
  for (const Day day : days_to_judge(rulebook, *placed.condition, today))
    for (const Scope& whose : scopes_to_judge(rulebook, *placed.condition)) {
      Problems found = Examination(placed, rulebook, {day, whose}, today).problems();
      if (!found.empty()) return found;
    }
  return {};
}

}  // namespace

Problems check_conditions(const Rulebook& rulebook, Day today) {
  Problems all;
  for (const PlacedCondition& placed : conditions_of(rulebook))
    if (placed.condition->type().kind == Type::Kind::boolean) add(all, first_found(placed, rulebook, today));
  return all;
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
  add(all, check_overlaps(rulebook, today));
  add(all, check_duties(rulebook));
  add(all, check_use(rulebook, used_elsewhere));
  return all;
}

}  // namespace ksbx
