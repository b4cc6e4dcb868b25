#include "cli/words/compared_rules.h"

#include "files/rulebook/rulebook_reader.h"

namespace ksbx {

ComparedRules compared(RuleFolders before, const RuleFolders& after) {
  ComparedRules both{std::move(before), {}};
  if (!after.empty() && is_overlay(after.front())) both.after = both.before;
  both.after.insert(both.after.end(), after.begin(), after.end());
  return both;
}

}  // namespace ksbx
