// Stages that no one reaches, that no one leaves, and after which nothing follows.

#include <algorithm>
#include <map>
#include <set>

#include "policy/check/fact_range.h"
#include "policy/check/rulebook_check.h"
#include "policy/rulebook/rulebook_conditions.h"

namespace ksbx {
namespace {

void check_entries(const Rulebook& rulebook, Problems& problems) {
  for (const Stage& stage : rulebook.stages) {
    const auto enters = [&](const Rule& rule) { return rule.enter == stage.id && !rule.never_in_force(); };
    if (std::any_of(rulebook.rules.begin(), rulebook.rules.end(), enters)) continue;
    problems.push_back({Severity::warning, "stage-not-entered", stage.origin,
                        text("没有规则会进入阶段“{}”", "no rule enters the stage “{}”", stage.label),
                        text("请在相应的规则里写 enter = \"{}\"，或删去这个阶段",
                             "Write enter = \"{}\" in the rule that leads to it, or remove the stage", stage.id)});
  }
}

// A case closes by attendance, and with it the stages entered in it. What a rule may enter without any absence needs a
// day on which it lapses.
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

// What may follow once a duty was done: rules that look at the records that prove it, or at the stage.
class Sequels {
 public:
  explicit Sequels(const Rulebook& rulebook, Day today)
      : rulebook_(rulebook),
        parameters_(rulebook.parameter_values(today)),
        facts_(fact_domains(rulebook, parameters_)) {
    for (std::size_t slot = 0; slot < rulebook.facts.size(); ++slot)
      if (rulebook.facts[slot].attribute == Attribute::stage) stage_ = static_cast<int>(slot);
    for (const Rule& rule : rulebook.rules) {
      std::set<int>& behind = facts_behind_[&rule];
      for (const std::optional<Condition>* condition : {&rule.when, &rule.stands_while})
        if (*condition)
          for (const int fact : (*condition)->names_used()) need_fact(rulebook, fact, behind);
    }
  }

  // Of every duty with which a rule enters the stage something follows, or other rules speak of the stage itself.
  bool lead_on(const Rule& rule) const {
    const bool is_followed_up = std::ranges::all_of(rule.duties, [&](const DutyItem& item) {
      if (item.oversees || item.signs) return true;
      return std::ranges::any_of(item.done_by, [&](const Proof& proof) { return is_followed(proof.record, rule); });
    });
    return is_followed_up || goes_on(rule) || is_looked_at(rule);
  }

 private:
  bool may_follow(const Rule& next, const Rule& rule) const {
    return &next != &rule && !next.duties.empty() && !next.never_in_force() && next.subject == rule.subject;
  }

  // By the record itself, or by facts that are counted from such records.
  bool is_followed(const std::string& kind, const Rule& rule) const {
    return std::ranges::any_of(rulebook_.rules, [&](const Rule& next) {
      if (next.on_record == kind && !next.duties.empty() && !next.never_in_force() && next.subject == rule.subject)
        return true;
      if (!may_follow(next, rule)) return false;
      return std::ranges::any_of(facts_behind(next), [&](int slot) {
        const FactDefinition& fact = rulebook_.facts[static_cast<std::size_t>(slot)];
        return fact.record == kind || fact.duty == rule.id;
      });
    });
  }

  // By a rule of a later stage that rests on the same facts, or on attendance: another failure, another day away.
  bool goes_on(const Rule& rule) const {
    const std::set<int>& own = facts_behind(rule);
    return std::ranges::any_of(rulebook_.rules, [&](const Rule& next) {
      if (!may_follow(next, rule) || place(next) <= place(rule)) return false;
      return std::ranges::any_of(facts_behind(next), [&](int slot) {
        const FactDefinition& fact = rulebook_.facts[static_cast<std::size_t>(slot)];
        return own.contains(slot) || !fact.status.empty() || fact.attribute == Attribute::absent_for;
      });
    });
  }

  // Can a rule by facts hold in this stage that cannot hold in some lower one?
  bool is_looked_at(const Rule& rule) const {
    return std::ranges::any_of(rulebook_.rules, [&](const Rule& next) {
      if (!may_follow(next, rule) || next.per == Per::event || !next.when || stage_ < 0) return false;
      if (!next.when->uses_name(stage_)) return false;  // can take a while to find out
      if (!can_hold(next, place(rule))) return false;
      for (int lower = 0; lower < place(rule); ++lower)
        if (!can_hold(next, lower)) return true;
      return false;
    });
  }

  bool can_hold(const Rule& rule, int stage) const {
    std::vector<Domain> facts = facts_;
    Domain& here = facts[static_cast<std::size_t>(stage_)];
    here.least = here.most = stage;
    here.may_be_absent = false;
    return possible_answers(rule.when->root(), facts, parameters_).yes;
  }

  int place(const Rule& rule) const {
    const Stage* stage = rulebook_.stage(rule.enter);
    return stage ? static_cast<int>(stage - rulebook_.stages.data()) : -1;
  }

  const std::set<int>& facts_behind(const Rule& rule) const { return facts_behind_.at(&rule); }

  const Rulebook& rulebook_;
  std::vector<Value> parameters_;
  std::vector<Domain> facts_;
  std::map<const Rule*, std::set<int>> facts_behind_;
  int stage_ = -1;
};

// A state without a clock: what its rules ask for is done, and nobody owes anything more.
void check_sequels(const Rulebook& rulebook, Day today, Problems& problems) {
  const Sequels sequels(rulebook, today);
  for (const Stage& stage : rulebook.stages) {
    const auto enters = [&](const Rule& rule) { return rule.enter == stage.id && !rule.never_in_force(); };
    const auto first = std::ranges::find_if(rulebook.rules, enters);
    const auto leads_on = [&](const Rule& rule) { return enters(rule) && sequels.lead_on(rule); };
    if (!stage.ends.empty() || first == rulebook.rules.end() || std::ranges::any_of(rulebook.rules, leads_on)) continue;
    problems.push_back(
        {Severity::warning, "stage-without-next", stage.origin,
         text("阶段“{}”之后没有下一步：规则“{}”的任务办完，就没有人再有任务",
              "nothing follows the stage “{}”: once the duties of “{}” are done, nobody owes anything", stage.label,
              first->label),
         text("请加一条规则，看这些任务的完成记录，或看 stage = '{}'；此后由别处接着办的，在阶段里写 ends = \"…\"",
              "Add a rule that looks at the records that prove them, or at stage = '{}'; if others go on "
              "from here, say so with ends = \"…\"",
              stage.id)});
  }
}

}  // namespace

Problems check_stages(const Rulebook& rulebook, Day today) {
  Problems problems;
  check_entries(rulebook, problems);
  check_exits(rulebook, problems);
  check_sequels(rulebook, today, problems);
  return problems;
}

}  // namespace ksbx
