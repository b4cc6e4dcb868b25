#include "policy/check/fact_words.h"

#include "base/join.h"

namespace ksbx {
namespace {

using Kind = FactDefinition::Kind;

Text listed(const std::vector<Presence>& all) {
  return enumerated(all, [](Presence presence) { return label_of(presence); });
}

Text stretch(Within within) {
  switch (within) {
    case Within::always: return text("有史以来", "ever");
    case Within::episode: return text("本次缺课过程之内", "within the episode");
    case Within::case_: return text("这个个案之内", "within the case");
    case Within::term: return text("本学期", "this term");
    case Within::month: return text("本月", "this month");
    case Within::quarter: return text("本季度", "this quarter");
    case Within::half_year: return text("本半年", "this half-year");
    case Within::year: return text("今年", "this year");
    case Within::school_year: return text("本学年", "this school year");
  }
  return {};
}

Text label_of(DayUnit unit) {
  switch (unit) {
    case DayUnit::day: return text("天数", "days");
    case DayUnit::work_day: return text("工作日数", "working days");
    case DayUnit::school_day: return text("上学日数", "school days");
  }
  return {};
}

// 10, or $window
std::string amount_of(const FactDefinition& fact, const Rulebook& rulebook) {
  if (fact.window_parameter < 0) return formatted("{}", fact.window);
  return "$" + rulebook.parameters[static_cast<std::size_t>(fact.window_parameter)].id;
}

// Over which days attendance or records are counted.
Text window(const FactDefinition& fact, const Rulebook& rulebook) {
  if (fact.window_parameter < 0 && fact.window == 0) return stretch(fact.within);
  const std::string amount = amount_of(fact, rulebook);
  if (fact.window_unit == FactDefinition::WindowUnit::school_week)
    return text("最近 {} 个教学周", "the last {} school weeks", amount);
  if (fact.window_unit == FactDefinition::WindowUnit::day) return text("最近 {} 天", "the last {} days", amount);
  return text("最近 {} 个上学日", "the last {} school days", amount);
}

Text attendance(const FactDefinition& fact, const Rulebook& rulebook) {
  const Text counted = fact.whole_day     ? text("整天", "whole days")
                       : fact.any_session ? text("天（哪怕半天）", "days, even if half")
                                          : text("半天", "sessions");
  Text words = fact.kind == Kind::streak
                   ? text("到当天为止连续的{}：{}", "{} in a row up to the day: {}", counted, listed(fact.status))
                   : text("{}的{}：{}", "{1} of {0}: {2}", window(fact, rulebook), counted, listed(fact.status));
  if (const RecordKind* since = rulebook.record(fact.since))
    words = text("{}，只看最近一次“{}”之后", "{}, after the latest “{}”", words, since->label);
  if (fact.skips.empty()) return words;
  return text("{}；{}既不计也不中断", "{}; {} neither counts nor breaks", words, listed(fact.skips));
}

// “，由校长或班主任登记”
Text made_by(const FactDefinition& fact, const Rulebook& rulebook) {
  if (fact.by.empty()) return {};
  return text("，由{}登记", " made by {}", enumerated(fact.by, [&](const std::string& id) {
                const Role* role = rulebook.role(id);
                return role ? role->label : same_text(id);
              }));
}

// “记录“劝复”，由校长登记，条件 …，本次缺课过程之内”
Text records(const FactDefinition& fact, const Rulebook& rulebook) {
  const RecordKind* kind = rulebook.record(fact.record);
  const Text label = kind ? kind->label : same_text(fact.record);
  const Text where = fact.where ? text("，条件 {}", " where {}", fact.where->source()) : Text{};
  return text("“{}”记录{}{}，{}", "records “{}”{}{}, {}", label, made_by(fact, rulebook), where,
              window(fact, rulebook));
}

Text asked_by(const FactDefinition& fact, const Rulebook& rulebook) {
  const Rule* rule = rulebook.rule(fact.duty);
  return rule ? rule->label : same_text(fact.duty);
}

}  // namespace

Text definition_of(const FactDefinition& fact, const Rulebook& rulebook) {
  switch (fact.kind) {
    case Kind::streak: return attendance(fact, rulebook);
    case Kind::count:
      if (fact.record.empty()) return attendance(fact, rulebook);
      if (!fact.field.empty()) return text("“{}”合计：{}", "sum of “{}”: {}", fact.field, records(fact, rulebook));
      return text("次数：{}", "number of {}", records(fact, rulebook));
    case Kind::run: return text("从最近一次往回连续满足的次数：{}", "latest in a row of {}", records(fact, rulebook));
    case Kind::latest: return text("最近一次的“{}”：{}", "latest “{}” of {}", fact.field, records(fact, rulebook));
    case Kind::exists: return text("有没有：{}", "is there any of {}", records(fact, rulebook));
    case Kind::days_since:
      if (fact.first_after.empty())
        return text("距最近一次的{}：{}", "{} since the latest of {}", label_of(fact.since_unit),
                    records(fact, rulebook));
      return text("距没有中断的第一次的{}：{}；中断：{}",
                  "{} since the first, uninterrupted, of {}; interrupted by: {}", label_of(fact.since_unit),
                  records(fact, rulebook),
                  enumerated(fact.first_after, [&](const std::string& name) { return rulebook.fact(name)->label; }));
    case Kind::duty_state:
      return text("规则“{}”最近一次的任务：{}", "the latest duty of “{}”: {}", asked_by(fact, rulebook),
                  join(fact.type.choices, "、"));
    case Kind::days_late:
      return text("规则“{}”最近一次的任务逾期的{}", "{1} by which the latest duty of “{0}” is overdue",
                  asked_by(fact, rulebook), label_of(fact.since_unit));
    case Kind::expression: return same_text(fact.value ? fact.value->source() : std::string());
    case Kind::attribute:
      if (!fact.attribute) return {};
      if (fact.named.empty()) return text("系统自带：{}", "built in: {}", definition_of(*fact.attribute).label);
      return text("系统自带：{}，含“{}”", "built in: {}, with “{}”", definition_of(*fact.attribute).label,
                  join(fact.named, "”“"));
  }
  return {};
}

Text unit_of(const FactDefinition& fact) {
  switch (fact.kind) {
    case Kind::streak:
    case Kind::count:
      if (!fact.field.empty()) return {};
      if (!fact.record.empty()) return text("次", "records");
      return fact.whole_day || fact.any_session ? text("上学日", "school days") : text("半天", "sessions");
    case Kind::run: return text("次", "records");
    case Kind::days_since:
    case Kind::days_late: return label_of(fact.since_unit);
    case Kind::duty_state:
    case Kind::latest:
    case Kind::exists:
    case Kind::expression:
    case Kind::attribute: return {};
  }
  return {};
}

Text words_of(const Type& type) {
  switch (type.kind) {
    case Type::Kind::boolean: return text("是或否", "yes or no");
    case Type::Kind::integer: return text("整数", "whole number");
    case Type::Kind::text: return text("文字", "text");
    case Type::Kind::date: return text("日期", "date");
    case Type::Kind::choice: {
      std::string all;
      for (const std::string& one : type.choices) all += (all.empty() ? "" : type.ordered ? " < " : ", ") + one;
      return text("选项：{}", "one of: {}", all);
    }
  }
  return {};
}

}  // namespace ksbx
