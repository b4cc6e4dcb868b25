#include "policy/judge/decide.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "policy/judge/walk.h"
#include "policy/rulebook/rulebook_conditions.h"

namespace ksbx {
namespace {

// Does a condition on records of this kind ask whether the pupil came back?
bool asks_return(const Rulebook& rulebook, const std::string& kind, const std::optional<Condition>& where) {
  const RecordKind* record = where ? rulebook.record(kind) : nullptr;
  const auto slot = record ? record->names.slot("came_back") : std::nullopt;
  return slot && where->uses_name(*slot);
}

std::vector<Day> school_days_of(const Calendar& calendar, const CalendarPlace& place, Day through) {
  std::vector<Day> days;
  for (Day day = calendar.range().first; day <= calendar.range().last; ++day) {
    if (through < day && !calendar.covers(day)) continue;  // a year that is still to come may be missing
    if (calendar.is_school_day(day, place)) days.push_back(day);
  }
  return days;
}

// The days from which a parameter has another value, or a rule begins or ends.
std::set<Day> changes_of(const Rulebook& rulebook) {
  std::set<Day> changes;
  for (const Parameter& parameter : rulebook.parameters) changes.merge(parameter.turns());
  for (const Rule& rule : rulebook.rules) {
    if (rule.from) changes.insert(*rule.from);
    if (rule.off && rule.off->from) changes.insert(*rule.off->from);
  }
  return changes;
}

nlohmann::ordered_json words_of(const Leaf& leaf) {
  nlohmann::ordered_json words = nlohmann::ordered_json::object();
  for (const Leaf::Word& word : leaf.words) words[word.name] = word.value.en;
  return words;
}

}  // namespace

Judge::Judge(const Rulebook& rulebook, const Calendar& calendar, const Organisation& organisation, Day through,
             Timeline::Closed closed)
    : rulebook_(rulebook),
      calendar_(calendar),
      organisation_(organisation),
      through_(through),
      closed_(closed),
      parameters_(rulebook) {
  days_of_city_ = school_days_of(calendar, {}, through);
  half_days_ = calendar.half_days();
  calendar.is_work_day(through);  // a day outside the calendar is an error that names the missing file
  for (const Unit& unit : organisation.units()) {
    const bool is_school = unit.kind == UnitKind::school;
    if (!is_school && unit.kind != UnitKind::school_class) continue;
    if (calendar.has_own_days(is_school ? CalendarPlace(unit.code) : CalendarPlace({}, unit.id)))
      days_of_unit_[unit.id] = school_days_of(calendar, organisation.calendar_place(unit.id), through);
  }

  std::set<Day> changes = changes_of(rulebook);
  changes.insert(organisation.changes().begin(), organisation.changes().end());
  std::ranges::copy_if(changes, std::back_inserter(changes_), [&](Day day) { return calendar.covers(day); });
  for (const Assignment& assignment : organisation.assignments()) {
    const bool is_class_teacher = assignment.role == rulebook.meaning.id(Meant::class_teacher);
    const auto changes_on = [&](Day day) {
      post_changes_.push_back(day);
      post_changes_at_[assignment.unit].push_back(day);
      if (is_class_teacher) teacher_changes_[assignment.unit].push_back(day);
    };
    changes_on(assignment.from);
    if (assignment.until) changes_on(*assignment.until + 1);
  }
  for (auto& [unit, days] : teacher_changes_) std::ranges::sort(days);
  std::ranges::sort(post_changes_);

  std::map<SubjectKind, std::set<int>> facts_of;
  for (const Rule& rule : rulebook.rules) {
    if (rule.never_in_force()) continue;
    Agenda& agenda = agendas_[rule.subject];
    agenda.rules.push_back(&rule);
    std::set<int>& facts = facts_of[rule.subject];
    const auto add = [&](const std::optional<Condition>& condition) {
      if (!condition) return;
      for (int slot : condition->names_used()) need_fact(rulebook, slot, facts);
    };
    const auto add_record = [&](const std::string& kind, const std::optional<Condition>& where) {
      if (asks_return(rulebook, kind, where)) agenda.asks_return.insert(kind);
    };
    add(rule.when);
    add(rule.stands_while);
    add_record(rule.on_record, rule.on_where);
    agenda.lapses |= rule.stands_while.has_value();
    for (const DutyItem& item : rule.duties) {
      add(item.done_when);
      for (const Proof& proof : item.done_by) add_record(proof.record, proof.where);
    }
  }
  add_fact_of_documents(facts_of[SubjectKind::student]);
  for (const auto& [kind, facts] : facts_of) agendas_[kind].facts.assign(facts.begin(), facts.end());
  for (auto& [kind, agenda] : agendas_)
    for (int slot : agenda.facts) {
      const FactDefinition& fact = rulebook.facts[static_cast<std::size_t>(slot)];
      agenda.counts_attendance |= std::ranges::count(fact.status, Presence::present) > 0;
      if (asks_return(rulebook, fact.record, fact.where)) agenda.asks_return.insert(fact.record);
      if (!fact.duty.empty()) agenda.looked_at.insert(fact.duty);
    }
  join_agendas_of_minors();
}

void Judge::join_agendas_of_minors() {
  std::set<int> facts;
  for (const SubjectKind kind : {SubjectKind::student, SubjectKind::idle_minor}) {
    const Agenda& one = agenda(kind);
    facts.insert(one.facts.begin(), one.facts.end());
    of_minors_.counts_attendance |= one.counts_attendance;
    of_minors_.lapses |= one.lapses;
    of_minors_.looked_at.insert(one.looked_at.begin(), one.looked_at.end());
    of_minors_.asks_return.insert(one.asks_return.begin(), one.asks_return.end());
  }
  of_minors_.facts.assign(facts.begin(), facts.end());
  for (const Rule& rule : rulebook_.rules)
    if (is_minor(rule.subject) && !rule.never_in_force()) of_minors_.rules.push_back(&rule);
}

// What documents say of a pupil is computed, whether or not a rule needs it.
void Judge::add_fact_of_documents(std::set<int>& facts) const {
  const auto slot = rulebook_.fact_names.slot(rulebook_.meaning.id(Meant::unexcused_days));
  if (slot && agendas_.contains(SubjectKind::student)) need_fact(rulebook_, *slot, facts);
}

const Judge::Agenda& Judge::agenda(SubjectKind kind) const {
  static const Agenda none;
  const auto found = agendas_.find(kind);
  return found == agendas_.end() ? none : found->second;
}

const Judge::Agenda& Judge::agenda(const History& history) const {
  return history.was_at_school_at_times() ? of_minors_ : agenda(history.subject.kind);
}

const std::vector<Day>& Judge::school_days(UnitId unit) const {
  if (days_of_unit_.empty()) return days_of_city_;
  if (const auto of_class = days_of_unit_.find(unit); of_class != days_of_unit_.end()) return of_class->second;
  const Unit* school = organisation_.above(unit, UnitKind::school);
  const auto found = school ? days_of_unit_.find(school->id) : days_of_unit_.end();
  return found == days_of_unit_.end() ? days_of_city_ : found->second;
}

Sessions Judge::sessions_on(const History& history, Day day) const {
  if (!std::ranges::binary_search(half_days_, day)) return {};
  return calendar_.sessions_on(day, organisation_.calendar_place(history.placement_on(day).school_class));
}

std::vector<Day> Judge::days_of_several_schools(const History& history) const {
  const auto is_here = [&](const Placement& placement) {
    return &school_days(placement.school_class) == &school_days(history.subject.unit);
  };
  if (std::ranges::all_of(history.placements, is_here)) return {};
  std::vector<Day> days;
  for (auto placement = history.placements.begin(); placement != history.placements.end(); ++placement) {
    const std::vector<Day>& all = school_days(placement->school_class);
    const auto next = placement + 1;
    const auto first =
        placement == history.placements.begin() ? all.begin() : std::ranges::lower_bound(all, placement->from);
    const auto last = next == history.placements.end() ? all.end() : std::ranges::lower_bound(all, next->from);
    if (first < last) days.insert(days.end(), first, last);
  }
  return days;
}

const std::vector<Value>& Judge::parameters_on(const History& history, Day day) const {
  return parameters(history, day).on(day, day);
}

const ParameterTable& Judge::parameters(const History& history, Day day) const {
  return parameters_.of(parameters_.scoped() ? scope_of(organisation_, history, day) : Scope{});
}

Turn Judge::next_change_of_posts(Day day) const {
  return next_of(post_changes_, day);
}

Decision Judge::decide(const History& history) const {
  if (!history.since) return {};
  Walk walk(*this, history);
  walk.through(through_);
  return walk.take_decision();
}

std::vector<Judgement> Judge::judge(const History& history) const {
  if (!history.since) return {};
  Walk walk(*this, history);
  walk.through(through_);
  return walk.judgements_on(through_);
}

std::vector<FactValue> Judge::facts(const History& history) const {
  if (!history.since) return {};
  Walk walk(*this, history);
  walk.through(through_);
  const std::vector<Value> values = walk.values_on(through_);
  std::vector<FactValue> result;
  for (int slot : agenda(history).facts) {
    const FactDefinition& fact = rulebook_.facts[static_cast<std::size_t>(slot)];
    Trace trace = walk.trace(fact, through_);
    result.push_back(
        {fact.name, values[static_cast<std::size_t>(slot)], std::move(trace.counted), std::move(trace.skipped)});
  }
  return result;
}

std::vector<Leaf> Judge::leaves(const History& history, const Duty& duty) const {
  const Rule* rule = rulebook_.rule(duty.key.rule);
  if (rule == nullptr || !rule->when || !history.since) return {};
  Walk walk(*this, history);
  walk.through(duty.opened);
  const std::vector<Value> values = walk.values_on(duty.opened);
  return rule->when->explain({values, walk.parameters(duty.opened)});
}

Value Judge::fact(const History& history, std::string_view name, Day day) const {
  const auto slot = rulebook_.fact_names.slot(name);
  if (!slot || !history.since) return {};
  const auto& needed = agenda(history).facts;
  if (std::find(needed.begin(), needed.end(), *slot) == needed.end()) return {};
  Walk walk(*this, history);
  walk.through(day);
  return walk.values_on(day)[static_cast<std::size_t>(*slot)];
}

void Judge::complete(const History& history, std::vector<Duty>& duties) const {
  if (!duties.empty()) Walk(*this, history).complete(duties, through_);
}

std::optional<Day> Judge::deadline(const Due& due, const History& history, Day from) const {
  return ksbx::deadline(due, from, from, parameters_on(history, from), calendar_,
                        organisation_.calendar_place(history.placement_on(from).school_class));
}

std::string Judge::why(const History& history, const Duty& duty) const {
  return why(history, std::vector<Duty>{duty}).front();
}

// What was entered after a day does not count on it, so one walk answers for every day that it has passed.
std::vector<std::string> Judge::why(const History& history, const std::vector<Duty>& duties) const {
  std::vector<std::string> all(duties.size(), "{}");
  if (duties.empty() || !history.since) return all;
  Walk walk(*this, history);
  walk.through(std::ranges::max(duties, {}, &Duty::opened).opened);
  std::ranges::transform(duties, all.begin(), [&](const Duty& duty) { return why(walk, duty); });
  return all;
}

std::string Judge::why(const Walk& walk, const Duty& duty) const {
  const Rule* rule = rulebook_.rule(duty.key.rule);
  if (rule == nullptr) return "{}";
  nlohmann::ordered_json reasons;
  reasons["day"] = duty.opened.iso();
  reasons["when"] = rule->when ? rule->when->source() : "";
  if (!rule->on_record.empty()) reasons["event"] = duty.key.period;
  if (!rule->when) return reasons.dump();
  const std::vector<Value> values = walk.values_on(duty.opened);
  for (const Leaf& leaf : rule->when->explain({values, walk.parameters(duty.opened)}))
    reasons["leaves"].push_back(
        {{"condition", leaf.source}, {"holds", name_of(leaf.truth)}, {"values", words_of(leaf)}});
  for (int slot : rule->when->parameters_used()) {
    const Parameter& parameter = rulebook_.parameters[static_cast<std::size_t>(slot)];
    const Parameter::Dated& dated = walk.dated(parameter, duty.opened);
    reasons["parameters"].push_back({{"id", parameter.id},
                                     {"value", dated.value},
                                     {"from", dated.from.iso()},
                                     {"origin", formatted("{}:{}", dated.origin.file.str(), dated.origin.line)}});
  }
  for (int slot : rule->when->names_used()) {
    const Trace trace = walk.trace(rulebook_.facts[static_cast<std::size_t>(slot)], duty.opened);
    if (trace.counted.empty() && trace.skipped.empty()) continue;
    reasons["counted"][rulebook_.facts[static_cast<std::size_t>(slot)].name] = {{"counted", trace.counted},
                                                                                {"skipped", trace.skipped}};
  }
  return reasons.dump();
}

}  // namespace ksbx
