#include "policy/check/rulebook_use.h"

#include "policy/check/rulebook_check.h"
#include "policy/rulebook/rulebook_conditions.h"

namespace ksbx {
namespace {

class Counting {
 public:
  explicit Counting(const Rulebook& rulebook) : rulebook_(rulebook) {}

  void add(const Rule& rule) {
    for (const DutyItem& item : rule.duties) {
      add_parameter(item.due.parameter);
      if (item.remind_before) add_parameter(item.remind_before->parameter);
      if (item.oversees) add_parameter(item.oversees->after.parameter);
    }
  }

  // Of a rule: over facts or over a record's fields.
  void add(const PlacedCondition& placed) {
    for (const int slot : placed.condition->parameters_used()) add_parameter(slot);
    if (placed.record != nullptr) return;
    for (const int slot : placed.condition->names_used()) need(slot, placed.rule->id);
  }

  void add_parameter(int slot) {
    if (slot >= 0) use_.parameters.insert(slot);
  }

  // What the engine itself asks for.
  void add(const Meanings& meaning) {
    if (const auto slot = rulebook_.fact_names.slot(meaning.id(Meant::unexcused_days))) add_fact(*slot);
    for (const Meant meant :
         {Meant::school_age_from, Meant::school_age_until, Meant::compulsory_until, Meant::not_seen_after})
      if (const auto slot = rulebook_.parameter_names.slot(meaning.id(meant))) add_parameter(*slot);
  }

  RulebookUse take() { return std::move(use_); }

 private:
  // The fact, and every earlier one that its expression needs.
  void add_fact(int slot) {
    if (!use_.facts.insert(slot).second) return;
    const FactDefinition& fact = rulebook_.facts[static_cast<std::size_t>(slot)];
    add_parameter(fact.window_parameter);
    for (const auto* condition : {&fact.where, &fact.value})
      if (*condition)
        for (const int parameter : (*condition)->parameters_used()) add_parameter(parameter);
    for (const int earlier : needed_by(fact)) add_fact(earlier);
  }

  void need(int slot, const std::string& rule) {
    if (!use_.rules_of_fact[slot].insert(rule).second) return;
    add_fact(slot);
    for (const int earlier : needed_by(rulebook_.facts[static_cast<std::size_t>(slot)])) need(earlier, rule);
  }

  std::vector<int> needed_by(const FactDefinition& fact) const {
    std::vector<int> earlier;
    if (fact.value) earlier = fact.value->names_used();
    for (const std::string& name : fact.first_after)
      if (const auto slot = rulebook_.fact_names.slot(name)) earlier.push_back(*slot);
    return earlier;
  }

  const Rulebook& rulebook_;
  RulebookUse use_;
};

}  // namespace

RulebookUse use_of(const Rulebook& rulebook) {
  Counting counting(rulebook);
  for (const int slot : {rulebook.case_closes_after, rulebook.signs_last, rulebook.storm.share, rulebook.storm.least,
                         rulebook.lessons.morning, rulebook.lessons.afternoon, rulebook.lessons.share})
    counting.add_parameter(slot);
  counting.add(rulebook.meaning);
  for (const RecordKind& kind : rulebook.records) counting.add_parameter(kind.mutes_at_most);
  for (const Form& form : rulebook.forms)
    for (const int slot : form.resend) counting.add_parameter(slot);
  for (const Rule& rule : rulebook.rules)
    if (!rule.never_in_force()) counting.add(rule);
  for (const PlacedCondition& placed : conditions_of(rulebook))
    if (placed.rule != nullptr) counting.add(placed);
  return counting.take();
}

Problems check_use(const Rulebook& rulebook, const std::set<std::string>& used_elsewhere) {
  const RulebookUse use = use_of(rulebook);
  Problems problems;
  for (std::size_t slot = 0; slot < rulebook.parameters.size(); ++slot) {
    const Parameter& parameter = rulebook.parameters[slot];
    if (use.parameters.contains(static_cast<int>(slot)) || used_elsewhere.contains(parameter.id)) continue;
    problems.push_back(
        {Severity::warning, "unused-parameter", parameter.origin,
         text("没有规则用到参数“{}”，改它不起作用", "no rule uses the parameter “{}”: changing it has no effect",
              parameter.id),
         text("请在规则里写 ${}，或删去这个参数", "Write ${} in a rule, or remove the parameter", parameter.id)});
  }
  for (std::size_t slot = 0; slot < rulebook.facts.size(); ++slot) {
    const FactDefinition& fact = rulebook.facts[slot];
    if (fact.kind == FactDefinition::Kind::attribute || use.facts.contains(static_cast<int>(slot))) continue;
    problems.push_back({Severity::warning, "unused-fact", fact.origin,
                        text("没有规则用到事实“{}”", "no rule uses the fact “{}”", fact.name),
                        text("请在规则的条件里用它，或删去", "Use it in a condition, or remove it")});
  }
  return problems;
}

}  // namespace ksbx
