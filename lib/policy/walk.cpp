#include "policy/walk.h"

#include <algorithm>

#include "policy/route.h"

namespace ksbx {
namespace {

std::string school_code(const Organisation& organisation, UnitId unit) {
  const Unit* school = organisation.above(unit, UnitKind::school);
  return school ? school->code : std::string();
}

int watch_days(const Rulebook& rulebook, Day day) {
  if (rulebook.case_closes_after < 0) return 1;
  return static_cast<int>(rulebook.parameters[static_cast<std::size_t>(rulebook.case_closes_after)].on(day).value);
}

std::string event_key(const Record& record) { return "record " + format("{}", record.id.value); }

}  // namespace

const DutyItem* item_of(const Rulebook& rulebook, const DutyKey& key) {
  const Rule* rule = rulebook.rule(key.rule);
  if (rule == nullptr) return nullptr;
  for (const DutyItem& item : rule->duties)
    if (item.id == key.item) return &item;
  return nullptr;
}

Walk::Walk(const Judge& judge, const History& history)
    : judge_(judge),
      history_(history),
      agenda_(judge.agenda(history.subject.kind)),
      school_(school_code(judge.organisation_, history.subject.unit)),
      school_days_(judge.school_days(history)),
      timeline_(history, school_days_, judge.through_, judge.closed_, watch_days(judge.rulebook_, judge.through_)),
      reader_(judge.rulebook_, judge.calendar_, judge.organisation_, history, timeline_) {}

void Walk::through(Day last) {
  plan_days(last);
  for (auto day = days_.begin(); day != days_.end() && *day <= last; ++day) visit(*day, last);
  find_proofs(last);
  decision_.attended = timeline_.attended();
  const auto open_case = timeline_.case_on(last);
  std::size_t highest = 0;
  for (const Entered& entered : entered_)
    if (entered.in_case == open_case && entered.place >= highest) {
      highest = entered.place;
      decision_.stage = judge_.rulebook_.stages[highest].id;
    }
}

Decision Walk::take_decision() { return std::move(decision_); }

// Facts move when a session is missed or attended again, when a record is made, when the next session answers a promise,
// and when a period begins. Days between are as the day before.
void Walk::plan_days(Day last) {
  const Day since = history_.since;
  const auto add = [&](Day day) {
    if (since <= day && day <= last) days_.insert(day);
  };
  add(last);
  for (const Mark& mark : history_.marks) add(mark.day);
  for (const Record& record : history_.records) {
    add(record.day);
    const auto next = std::upper_bound(school_days_.begin(), school_days_.end(), record.day);
    if (next != school_days_.end()) add(*next);
  }
  if (agenda_.schedules) {
    add(since);
    for (Day month = since.first_of_month(); month <= last; month = month.last_of_month() + 1) add(month);
    for (const Term& term : judge_.calendar_.parts().terms) add(term.days.first);
  }
  const bool by_day = history_.subject.kind == SubjectKind::school_class;
  if (by_day)
    for (Day day : school_days_) add(day);
  if (agenda_.daily && !days_.empty())
    for (Day day = *days_.begin(); day <= last; ++day) add(day);
}

void Walk::visit(Day day, Day last) {
  const std::vector<Value> values = values_on(day);
  finish_by_condition(day, values);
  const std::size_t before = decision_.duties.size();
  for (const Rule* rule : agenda_.rules) visit_rule(*rule, day, last, values);
  // What was entered today is seen tomorrow: rules do not chain within a night.
  if (decision_.duties.size() > before && day < last) days_.insert(day + 1);
}

void Walk::visit_rule(const Rule& rule, Day day, Day last, const std::vector<Value>& values) {
  if (rule.per == Per::event) return visit_events(rule, day, values);
  const auto here = period(rule, day);
  if (!here) return;
  if (is_open(rule, here->key)) return;
  const Truth truth = rule.when ? rule.when->holds({values, judge_.parameters(day)}) : Truth::yes;
  if (truth == Truth::yes) return open(rule, *here, day);
  if (truth == Truth::no) return settle(rule, *here, values, day);
  if (day == last && in_doubt(rule, day)) {
    Doubt doubt{rule.id, history_.subject, day, {}};
    for (Leaf& leaf : rule.when->explain({values, judge_.parameters(day)}))
      if (leaf.truth == Truth::unknown) doubt.leaves.push_back(std::move(leaf));
    decision_.doubts.push_back(std::move(doubt));
  }
}

void Walk::visit_events(const Rule& rule, Day day, const std::vector<Value>& values) {
  const FactDay on = fact_day(day);
  for (const Record& record : history_.records) {
    if (record.day > day) break;
    if (record.kind != rule.on_record || record.day < history_.since) continue;
    const Period event{event_key(record), day};
    if (is_open(rule, event.key)) continue;
    const Truth where = reader_.satisfies(record, rule.on_where, on);
    const Truth when = rule.when ? rule.when->holds({values, on.parameters}) : Truth::yes;
    if (both(where, when) == Truth::yes) open(rule, event, day);
  }
}

std::optional<Period> Walk::period(const Rule& rule, Day day) const {
  // A rule that goes by the day asks about lessons, so it rests when there are none.
  if (rule.per == Per::day && !std::binary_search(school_days_.begin(), school_days_.end(), day)) return std::nullopt;
  return period_of(rule.per, day, timeline_, judge_.calendar_);
}

FactDay Walk::fact_day(Day day) const { return {day, judge_.parameters(day), stage_before(day)}; }

Value Walk::stage_before(Day day) const {
  const auto open_case = timeline_.case_on(day);
  std::optional<std::size_t> highest;
  for (const Entered& entered : entered_)
    if (entered.in_case == open_case && entered.day < day) highest = std::max(highest.value_or(0), entered.place);
  return highest ? Value::choice(*highest) : Value();
}

void Walk::open(const Rule& rule, const Period& period, Day day) {
  const Rulebook& rulebook = judge_.rulebook_;
  for (const DutyItem& item : rule.duties) {
    Duty duty;
    duty.key = {rule.id, item.id, history_.subject, period.key};
    duty.action = item.action;
    duty.clauses = rule.clauses;
    duty.stage = rule.enter;
    duty.who = route(rulebook, judge_.organisation_, history_, item.who, judge_.through_);
    for (const std::string& role : item.with)
      duty.with.push_back(route(rulebook, judge_.organisation_, history_, role, judge_.through_));
    duty.opened = day;
    duty.due = deadline(item.due, day, period.last, judge_.parameters(day), judge_.calendar_, school_);
    if (item.remind_before && duty.due) {
      const auto& before = *item.remind_before;
      const std::int64_t days = before.parameter < 0
                                    ? before.number
                                    : judge_.parameters(day)[static_cast<std::size_t>(before.parameter)].least();
      duty.remind = *duty.due - static_cast<int>(days);
    }
    duty.rulebook = rulebook.digest;
    decision_.duties.push_back(std::move(duty));
  }
  const Stage* stage = rulebook.stage(rule.enter);
  if (stage != nullptr)
    entered_.push_back({timeline_.case_on(day), day, static_cast<std::size_t>(stage - rulebook.stages.data())});
}

void Walk::settle(const Rule& rule, const Period& period, const std::vector<Value>& values, Day day) {
  for (const DutyItem& item : rule.duties)
    if (item.done_when && item.done_when->holds({values, judge_.parameters(day)}) == Truth::yes)
      decision_.settled.push_back({rule.id, item.id, history_.subject, period.key});
}

void Walk::finish_by_condition(Day day, const std::vector<Value>& values) {
  for (Duty& duty : decision_.duties) {
    if (duty.state == DutyState::done) continue;
    const DutyItem* item = item_of(judge_.rulebook_, duty.key);
    if (item == nullptr || !item->done_when) continue;
    if (item->done_when->holds({values, judge_.parameters(day)}) != Truth::yes) continue;
    duty.state = DutyState::done;
    duty.done = day;
  }
}

void Walk::find_proofs(Day last) {
  const FactDay on = fact_day(last);
  for (Duty& duty : decision_.duties) {
    const DutyItem* item = item_of(judge_.rulebook_, duty.key);
    if (item == nullptr || duty.state == DutyState::done) continue;
    for (const Record& record : history_.records) {
      if (record.day < duty.opened || record.day > last || !proves(*item, duty, record, on)) continue;
      duty.state = DutyState::done;
      duty.done = record.day;
      duty.proof = record.id;
      break;
    }
  }
}

bool Walk::proves(const DutyItem& item, const Duty& duty, const Record& record, const FactDay& on) const {
  if (duty.key.period == event_key(record)) return false;  // what gave rise to a duty does not also prove it
  const Rulebook& rulebook = judge_.rulebook_;
  for (const Proof& proof : item.done_by) {
    if (proof.record != record.kind) continue;
    const std::vector<std::string> owed = proof.by.empty() ? std::vector<std::string>{item.who} : proof.by;
    const bool right_role =
        proof.anyone || std::any_of(record.roles.begin(), record.roles.end(), [&](const std::string& held) {
          return std::any_of(owed.begin(), owed.end(),
                             [&](const std::string& wanted) { return rulebook.fulfils(held, wanted); });
        });
    if (right_role && reader_.satisfies(record, proof.where, on) == Truth::yes) return true;
  }
  return false;
}

bool Walk::is_open(const Rule& rule, const std::string& period) const {
  return std::any_of(decision_.duties.begin(), decision_.duties.end(),
                     [&](const Duty& duty) { return duty.key.rule == rule.id && duty.key.period == period; });
}

// A class whose register is missing is chased as a class. A doubt about one pupil is listed when his absence is running.
bool Walk::in_doubt(const Rule& rule, Day day) const {
  if (history_.subject.kind != SubjectKind::student) return true;
  const Episode* episode = timeline_.episode_on(day);
  return episode != nullptr && !episode->returned && !rule.duties.empty();
}

std::vector<Value> Walk::values_on(Day day) const { return reader_.values(agenda_.facts, fact_day(day)); }

std::vector<Judgement> Walk::judgements_on(Day day) const {
  std::vector<Judgement> result;
  const std::vector<Value> values = values_on(day);
  const Situation situation{values, judge_.parameters(day)};
  for (const Rule* rule : agenda_.rules) {
    Judgement judgement{rule, Truth::yes, {}, {}};
    const auto here = period(*rule, day);
    if (here) judgement.period = here->key;
    if (rule->when) {
      judgement.truth = rule->when->holds(situation);
      judgement.leaves = rule->when->explain(situation);
    }
    if (rule->per == Per::event) {
      Truth any = Truth::no;
      for (const Record& record : history_.records)
        if (record.kind == rule->on_record && record.day <= day)
          any = either(any, reader_.satisfies(record, rule->on_where, fact_day(day)));
      judgement.truth = both(judgement.truth, any);
    } else if (!here) {
      judgement.truth = Truth::no;
    }
    result.push_back(std::move(judgement));
  }
  return result;
}

Trace Walk::trace(const FactDefinition& fact, Day day) const { return reader_.trace(fact, fact_day(day)); }

}  // namespace ksbx
