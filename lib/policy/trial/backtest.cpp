#include "policy/trial/backtest.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <tuple>

#include "policy/judge/walk.h"
#include "policy/ledger/oversight.h"
#include "policy/rulebook/scope.h"

namespace ksbx {
namespace {

// What is left of a duty's key within one history.
using Name = std::tuple<std::string_view, std::string_view, std::string_view>;

Name name_of(const Duty& duty) {
  return {duty.key.rule, duty.key.item, duty.key.period};
}

std::map<Name, const Duty*> by_name(const std::vector<Duty>& duties) {
  std::map<Name, const Duty*> all;
  for (const Duty& duty : duties) all.emplace(name_of(duty), &duty);
  return all;
}

const Duty* find(const std::map<Name, const Duty*>& duties, const Duty& twin) {
  const auto found = duties.find(name_of(twin));
  return found == duties.end() ? nullptr : found->second;
}

// Also a child who came back since.
bool dropped_out(const History& history) {
  const auto has_left = [](const Placement& placement) { return placement.enrolment == Enrolment::dropped_out; };
  return (history.student && history.student->enrolment == Enrolment::dropped_out) ||
         std::ranges::any_of(history.placements, has_left);
}

std::optional<Day> first_opened(const std::vector<Duty>& duties) {
  const auto first = std::ranges::min_element(duties, {}, &Duty::opened);
  return first == duties.end() ? std::nullopt : std::optional(first->opened);
}

std::vector<Backtested::OfPlace> most_affected(const std::map<std::string, DutyCounts>& places) {
  std::vector<Backtested::OfPlace> all;
  for (const auto& [code, counts] : places)
    if (counts.differences() > 0) all.push_back({code, counts});
  std::ranges::stable_sort(all, std::ranges::greater{}, [](const auto& one) { return one.counts.differences(); });
  if (all.size() > Backtested::most_places) all.resize(Backtested::most_places);
  return all;
}

// Each rule once: as the new rulebook has them, then those that it dropped.
std::vector<std::string> rules_in_order(const Rulebook& before, const Rulebook& after) {
  std::vector<std::string> all;
  for (const Rule& rule : after.rules) all.push_back(rule.id);
  for (const Rule& rule : before.rules)
    if (after.rule(rule.id) == nullptr) all.push_back(rule.id);
  return all;
}

// Of papers nobody can know when they would have been signed for.
bool is_paper(const Judge& judge, const Duty& duty) {
  const DutyItem* item = item_of(judge.rulebook(), duty.key);
  return item == nullptr || item->document || item->signs;
}

// What was asked for, also if its cause was gone before it was done; and of whoever had to hear that it was late.
std::vector<Duty> asked_for(const Judge& judge, const History& history) {
  Decision decision = judge.decide(history);
  std::vector<Duty> duties = std::move(decision.duties);
  std::vector<Duty> overseen = duties;
  for (Lapse& lapse : decision.lapsed) {
    Duty ended = lapse.duty;
    ended.done = lapse.day;  // from then on nobody was to hear of it
    overseen.push_back(std::move(ended));
    if (std::ranges::find(duties, lapse.duty.key, &Duty::key) == duties.end()) duties.push_back(std::move(lapse.duty));
  }
  std::erase_if(overseen, [&](const Duty& duty) { return is_paper(judge, duty); });
  for (Duty& overseer : overseers_of(judge, history, overseen, judge.through()))
    if (std::ranges::find(duties, overseer.key, &Duty::key) == duties.end()) duties.push_back(std::move(overseer));
  return duties;
}

}  // namespace

std::int64_t DropoutsSeen::sum() const {
  return std::accumulate(days_gained.begin(), days_gained.end(), std::int64_t{0});
}

std::optional<double> DropoutsSeen::median() const {
  if (days_gained.empty()) return std::nullopt;
  std::vector<int> days = days_gained;
  std::ranges::sort(days);
  const std::size_t middle = days.size() / 2;
  return days.size() % 2 == 1 ? days[middle] : (days[middle - 1] + days[middle]) / 2.0;
}

Backtest::Backtest(const Judge& before, const Judge& after, DayRange days) : before_(before), after_(after) {
  found_.days = days;
}

void Backtest::add(const History& history) {
  const std::vector<Duty> before = asked_for(before_, history);
  const std::vector<Duty> after = asked_for(after_, history);
  if (dropped_out(history)) count_dropout(before, after);
  if (before.empty() && after.empty()) return;
  count_work(before, &Backtested::Work::before);
  count_work(after, &Backtested::Work::after);
  pair(history, before, after);
}

void Backtest::pair(const History& history, const std::vector<Duty>& before, const std::vector<Duty>& after) {
  const auto in_before = by_name(before);
  const auto in_after = by_name(after);
  const DayRange& days = found_.days;
  DutyCounts here;
  for (const Duty& duty : before) {
    const Duty* twin = find(in_after, duty);
    if (!days.contains(duty.opened) && !(twin && days.contains(twin->opened))) continue;
    if (twin == nullptr) {
      count(duty, {1, 0, 1, 0, 0, 0}, here);
      keep_example(duty, DutyChange::only_before);
      continue;
    }
    const bool earlier = twin->opened < duty.opened, later = duty.opened < twin->opened;
    count(duty, {1, 1, 0, 0, earlier, later}, here);
    if (earlier) keep_example(*twin, DutyChange::earlier);
    if (later) keep_example(duty, DutyChange::later);
  }
  for (const Duty& duty : after) {
    if (!days.contains(duty.opened) || find(in_before, duty)) continue;
    count(duty, {0, 1, 0, 1, 0, 0}, here);
    keep_example(duty, DutyChange::only_after);
  }
  found_.total += here;
  if (history.student && here.differences() > 0) ++found_.pupils;
  if (here.before + here.after == 0) return;
  const Scope place = scope_of(after_.organisation(), history, days.last);
  if (!place.town.empty()) towns_[place.town] += here;
  if (!place.school.empty()) schools_[place.school] += here;
}

void Backtest::count(const Duty& duty, const DutyCounts& one, DutyCounts& of_history) {
  of_history += one;
  rules_[duty.key.rule] += one;
}

void Backtest::keep_example(const Duty& duty, DutyChange change) {
  auto& examples = examples_[{duty.key.rule, change}];
  if (examples.size() < Backtested::most_examples)
    examples.push_back({duty.key.rule, change, duty.key.subject, duty.opened});
}

void Backtest::count_work(const std::vector<Duty>& duties, std::int64_t Backtested::Work::*side) {
  for (const Duty& duty : duties)
    if (found_.days.contains(duty.opened)) ++(found_.weeks[duty.opened.monday()][duty.who.role].*side);
}

void Backtest::count_dropout(const std::vector<Duty>& before, const std::vector<Duty>& after) {
  DropoutsSeen& seen = found_.dropouts;
  ++seen.pupils;
  const auto then = first_opened(before);
  const auto now = first_opened(after);
  if (then && now && *now != *then) {
    ++(*now < *then ? seen.earlier : seen.later);
    seen.days_gained.push_back(*then - *now);
  }
  if (then && !now) ++seen.only_before;
  if (now && !then) ++seen.only_after;
}

Backtested Backtest::result() const {
  Backtested result = found_;
  for (const std::string& rule : rules_in_order(before_.rulebook(), after_.rulebook())) {
    if (const auto counts = rules_.find(rule); counts != rules_.end()) result.rules.push_back({rule, counts->second});
    for (const DutyChange change :
         {DutyChange::only_before, DutyChange::only_after, DutyChange::earlier, DutyChange::later})
      if (const auto found = examples_.find({rule, change}); found != examples_.end())
        result.examples.insert(result.examples.end(), found->second.begin(), found->second.end());
  }
  result.towns = most_affected(towns_);
  result.schools = most_affected(schools_);
  std::ranges::sort(result.dropouts.days_gained);
  return result;
}

const Vocabulary& backtest_counts() {
  static const Vocabulary names = [] {
    const Type number{Type::Kind::integer};
    Vocabulary all;
    all.add({"old", number, text("旧规则的任务数", "duties under the old rules")});
    all.add({"new", number, text("新规则的任务数", "duties under the new rules")});
    all.add({"only_old", number, text("只有旧规则才有的任务", "duties of the old rules only")});
    all.add({"only_new", number, text("只有新规则才有的任务", "duties of the new rules only")});
    all.add({"earlier", number, text("提前的任务", "duties that open earlier")});
    all.add({"later", number, text("推后的任务", "duties that open later")});
    all.add({"pupils", number, text("涉及的学生", "pupils affected")});
    all.add({"dropouts_earlier", number, text("更早发现的辍学学生", "dropouts seen earlier")});
    all.add({"dropouts_later", number, text("更晚发现的辍学学生", "dropouts seen later")});
    return all;
  }();
  return names;
}

std::vector<Value> values_of(const Backtested& result) {
  const DutyCounts& total = result.total;
  const DropoutsSeen& seen = result.dropouts;
  std::vector<Value> values;
  for (const std::int64_t count :
       {total.before, total.after, total.only_before, total.only_after, total.earlier, total.later, result.pupils,
        seen.earlier + seen.only_after, seen.later + seen.only_before})
    values.push_back(Value::of(count));
  return values;
}

}  // namespace ksbx
