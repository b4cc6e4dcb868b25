// What uses what in a rulebook: for warnings about what no one needs, and for the list of facts.
#pragma once

#include <map>
#include <set>
#include <string>

#include "policy/rulebook/rulebook.h"

namespace ksbx {

struct RulebookUse {
  std::map<int, std::set<std::string>> rules_of_fact;  // by slot: ids of rules that need it, also through other facts
  std::set<int> facts;                                 // slots needed by some rule, or by documents
  std::set<int> parameters;  // slots named by a rule, a needed fact, or the rulebook's own page
};

RulebookUse use_of(const Rulebook& rulebook);

}  // namespace ksbx
