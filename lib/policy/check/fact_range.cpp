#include "policy/check/fact_range.h"

#include <algorithm>

namespace ksbx {
namespace {

constexpr std::int64_t oldest = 130;     // years
constexpr std::int64_t last_grade = 12;  // the third year of senior high
constexpr std::int64_t sessions_a_day = 2;
constexpr std::int64_t days_a_week = 7;

Domain counted(std::int64_t most) {
  return {Type{Type::Kind::integer}, 0, most, false};
}

Domain count_domain(const FactDefinition& fact, std::span<const Value> parameters) {
  std::int64_t window = fact.window;
  if (fact.window_parameter >= 0) window = parameters[static_cast<std::size_t>(fact.window_parameter)].most();
  if (!fact.record.empty() || window <= 0) return counted(Value::no_limit);  // several records a day
  if (fact.window_unit == FactDefinition::WindowUnit::school_week) window *= days_a_week;
  return counted(fact.whole_day || fact.any_session ? window : window * sessions_a_day);
}

Domain attribute_domain(const FactDefinition& fact) {
  Domain domain = whole_domain(fact.type);
  if (fact.attribute == Attribute::age) {
    domain.least = 0;
    domain.most = oldest;
  } else if (fact.attribute == Attribute::grade) {
    domain.least = 1;
    domain.most = last_grade;
  } else if (fact.attribute == Attribute::month) {
    domain = {fact.type, 1, 12, false};
  } else if (fact.attribute == Attribute::absent_for) {
    domain = counted(Value::no_limit);
  }
  return domain;
}

// What the expression yields when everything it uses may be anything it can be.
Domain expression_domain(const FactDefinition& fact, const std::vector<Domain>& earlier,
                         std::span<const Value> parameters) {
  Domain domain = whole_domain(fact.type);
  if (!fact.value || fact.type.kind != Type::Kind::integer) return domain;
  std::vector<Value> values;
  for (const Domain& one : earlier) values.push_back(Value::between(one.least, one.most));
  const Value range = fact.value->value({values, parameters});
  domain.least = range.least();
  domain.most = range.most();
  const auto used = fact.value->names_used();
  domain.may_be_absent = std::any_of(used.begin(), used.end(),
                                     [&](int slot) { return earlier[static_cast<std::size_t>(slot)].may_be_absent; });
  return domain;
}

Domain fact_domain(const FactDefinition& fact, const std::vector<Domain>& earlier, std::span<const Value> parameters) {
  Domain domain = whole_domain(fact.type);
  switch (fact.kind) {
    case FactDefinition::Kind::streak:
    case FactDefinition::Kind::run: return counted(Value::no_limit);
    case FactDefinition::Kind::count: return count_domain(fact, parameters);
    case FactDefinition::Kind::exists: domain.may_be_absent = false; return domain;
    case FactDefinition::Kind::days_since:
    case FactDefinition::Kind::days_late: domain.least = 0; return domain;
    case FactDefinition::Kind::latest:
    case FactDefinition::Kind::duty_state: return domain;
    case FactDefinition::Kind::attribute: return attribute_domain(fact);
    case FactDefinition::Kind::expression: return expression_domain(fact, earlier, parameters);
  }
  return domain;
}

}  // namespace

std::vector<Domain> fact_domains(const Rulebook& rulebook, std::span<const Value> parameters) {
  std::vector<Domain> domains;
  for (const FactDefinition& fact : rulebook.facts) domains.push_back(fact_domain(fact, domains, parameters));
  return domains;
}

std::vector<Domain> record_domains(const RecordKind& kind) {
  std::vector<Domain> domains;
  for (int slot = 0; slot < kind.names.size(); ++slot) {
    domains.push_back(whole_domain(kind.names.at(slot).type));
    const Field* field = kind.field(kind.names.at(slot).name);
    domains.back().may_be_absent = field != nullptr && !field->required;
  }
  return domains;
}

}  // namespace ksbx
