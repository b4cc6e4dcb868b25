// Every condition of a rulebook in one list, with where it stands: for whoever checks them, counts
// what they use, or watches how they come out.
#pragma once

#include <set>
#include <vector>

#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct PlacedCondition {
  enum class Use {
    rule_when,   // over facts: the rule's `when`
    rule_while,  // over facts: the rule's `while`
    rule_event,  // over the fields of `record`: `on = { record, where }`
    proof,       // over the fields of `record`: one of `done_by`
    done_when,   // over facts
    fact_where,  // over the fields of `record`
    fact_value,  // over facts: an expression, which need not be boolean
  };
  Use use;
  const Condition* condition;
  const RecordKind* record = nullptr;  // nullptr: it is about facts
  const Rule* rule = nullptr;          // one of these two is set
  const FactDefinition* fact = nullptr;
};

// Facts first, then rules, each in the order of the rulebook, which must outlive the list. Rules that an overlay
// switched off for good are left out.
std::vector<PlacedCondition> conditions_of(const Rulebook& rulebook);

// Adds a fact, by its slot, and every earlier one that its expression needs.
void need_fact(const Rulebook& rulebook, int slot, std::set<int>& facts);

}  // namespace ksbx
