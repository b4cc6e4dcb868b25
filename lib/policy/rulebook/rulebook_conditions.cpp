#include "policy/rulebook/rulebook_conditions.h"

#include "policy/condition/condition_node.h"

namespace ksbx {
namespace {

using Use = PlacedCondition::Use;

class Collector {
 public:
  explicit Collector(const Rulebook& rulebook) : rulebook_(rulebook) {}

  void add(const FactDefinition& fact) {
    if (fact.where) all_.push_back({Use::fact_where, &*fact.where, record(fact.record), nullptr, &fact});
    if (fact.value) all_.push_back({Use::fact_value, &*fact.value, nullptr, nullptr, &fact});
  }

  void add(const Rule& rule) {
    if (rule.when) all_.push_back({Use::rule_when, &*rule.when, nullptr, &rule});
    if (rule.stands_while) all_.push_back({Use::rule_while, &*rule.stands_while, nullptr, &rule});
    if (rule.on_where) all_.push_back({Use::rule_event, &*rule.on_where, record(rule.on_record), &rule});
    for (const DutyItem& item : rule.duties) {
      for (const Proof& proof : item.done_by)
        if (proof.where) all_.push_back({Use::proof, &*proof.where, record(proof.record), &rule});
      if (item.done_when) all_.push_back({Use::done_when, &*item.done_when, nullptr, &rule});
    }
  }

  std::vector<PlacedCondition> take() { return std::move(all_); }

 private:
  const RecordKind* record(const std::string& kind) const { return rulebook_.record(kind); }

  const Rulebook& rulebook_;
  std::vector<PlacedCondition> all_;
};

}  // namespace

std::vector<PlacedCondition> conditions_of(const Rulebook& rulebook) {
  Collector collector(rulebook);
  for (const FactDefinition& fact : rulebook.facts) collector.add(fact);
  for (const Rule& rule : rulebook.rules)
    if (!rule.never_in_force()) collector.add(rule);
  return collector.take();
}

void need_fact(const Rulebook& rulebook, int slot, std::set<int>& facts) {
  if (!facts.insert(slot).second) return;
  if (const auto& value = rulebook.facts[static_cast<std::size_t>(slot)].value)
    for (const int earlier : value->names_used()) need_fact(rulebook, earlier, facts);
}

}  // namespace ksbx
