#include "policy/check/juncture.h"

#include <algorithm>
#include <map>
#include <string>

namespace ksbx {
namespace {

constexpr std::size_t most_junctures = 20'000;
constexpr std::size_t most_named = 3;

void add_parameters(const Rulebook& rulebook, int fact_slot, std::set<int>& facts, std::set<int>& slots) {
  if (!facts.insert(fact_slot).second) return;
  const FactDefinition& fact = rulebook.facts[static_cast<std::size_t>(fact_slot)];
  if (fact.window_parameter >= 0) slots.insert(fact.window_parameter);
  if (!fact.value) return;
  for (const int slot : fact.value->parameters_used()) slots.insert(slot);
  for (const int earlier : fact.value->names_used()) add_parameters(rulebook, earlier, facts, slots);
}

// The days from `from` on, it included, on which one of the parameters or rules changes.
std::set<Day> days_of_change(const Rulebook& rulebook, const std::set<int>& slots,
                             const std::vector<const Rule*>& rules, Day from) {
  std::set<Day> days = {from};
  for (const int slot : slots)
    for (const auto& dated : rulebook.parameters[static_cast<std::size_t>(slot)].values) days.insert(dated.from);
  for (const Rule* rule : rules) {
    if (rule->from) days.insert(*rule->from);
    if (rule->off && rule->off->from) days.insert(*rule->off->from);
  }
  days.erase(days.begin(), days.find(from));
  std::erase_if(days, [&](Day day) {
    return !std::all_of(rules.begin(), rules.end(), [&](const Rule* rule) { return rule->in_force(day); });
  });
  return days;
}

// Everyone, and whoever is at a school, a town or a level that a value names, or at several of these.
std::vector<Scope> scopes_of(const Rulebook& rulebook, const std::set<int>& slots) {
  std::set<std::string> schools = {""}, towns = {""};
  std::set<Level> levels = {Level::any};
  for (const int slot : slots)
    for (const auto& dated : rulebook.parameters[static_cast<std::size_t>(slot)].values) {
      schools.insert(dated.scope.school);
      towns.insert(dated.scope.town);
      levels.insert(dated.scope.level);
    }
  if (schools.size() * towns.size() * levels.size() > most_junctures) return {};
  std::vector<Scope> scopes;
  for (const std::string& school : schools)
    for (const std::string& town : towns)
      for (const Level level : levels) scopes.push_back({school, town, level});
  return scopes;
}

// On which days a case may have begun, as far as that matters on `day`.
std::set<Day> beginnings(const Rulebook& rulebook, const std::set<int>& slots, Day day) {
  std::set<Day> days = {day};
  for (const int slot : slots)
    for (const auto& dated : rulebook.parameters[static_cast<std::size_t>(slot)].values)
      if (dated.open_cases == OpenCases::keep && dated.from <= day) days.insert(dated.from - 1);
  return days;
}

Text name_of(const Juncture& juncture, Day today) {
  const bool now = juncture.day == today;
  Text name = now ? juncture.whose.print() : text("自 {} 起", "from {} on", juncture.day.iso());
  if (!now && !juncture.whose.everybody()) name = text("{}（{}）", "{} ({})", name, juncture.whose.print());
  if (juncture.case_first < juncture.day) name = text("{}此前开始的个案", "{}, for cases begun before", name);
  return name;
}

}  // namespace

Text words_of(const std::vector<Juncture>& junctures, Day today) {
  const auto is_plain = [&](const Juncture& one) {
    return one.day == today && one.whose.everybody() && one.case_first == one.day;
  };
  if (junctures.empty() || (junctures.size() == 1 && is_plain(junctures.front()))) return {};
  Text all;
  for (std::size_t i = 0; i < std::min(junctures.size(), most_named); ++i) {
    const Text one = name_of(junctures[i], today);
    all = i == 0 ? one : text("{}、{}", "{}, {}", all, one);
  }
  if (junctures.size() > most_named)
    all = text("{0}等 {1} 种情形", "{0} and {2} more occasions", all, junctures.size(), junctures.size() - most_named);
  return text("{}：", "{}: ", all);
}

std::set<int> parameters_behind(const Rulebook& rulebook, const Condition& condition, Names names) {
  std::set<int> slots, facts;
  for (const int slot : condition.parameters_used()) slots.insert(slot);
  if (names == Names::facts)
    for (const int fact : condition.names_used()) add_parameters(rulebook, fact, facts, slots);
  return slots;
}

std::vector<Circumstances> circumstances(const Rulebook& rulebook, const std::set<int>& slots,
                                         const std::vector<const Rule*>& rules, Day from) {
  const std::set<Day> days = days_of_change(rulebook, slots, rules, from);
  const std::vector<Scope> scopes = scopes_of(rulebook, slots);
  std::vector<Juncture> junctures;
  for (const Day day : days)
    for (const Scope& whose : scopes) {
      const std::set<Day> firsts = beginnings(rulebook, slots, day);
      if (junctures.size() + firsts.size() > most_junctures) return {};
      for (auto first = firsts.rbegin(); first != firsts.rend(); ++first) junctures.push_back({day, whose, *first});
    }
  std::set<std::vector<std::int64_t>> known;
  std::vector<Circumstances> found;
  for (const Juncture& one : junctures) {
    std::vector<std::int64_t> values;
    for (const int slot : slots)
      values.push_back(
          rulebook.parameters[static_cast<std::size_t>(slot)].on(one.day, one.whose, one.case_first).value);
    if (known.insert(values).second)
      found.push_back({one, rulebook.parameter_values(one.day, one.whose, one.case_first)});
  }
  return found;
}

}  // namespace ksbx
