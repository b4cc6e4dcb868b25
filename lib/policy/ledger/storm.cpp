#include "policy/ledger/storm.h"

#include <algorithm>

#include "policy/judge/timeline.h"

namespace ksbx {
namespace {

bool is_put_back(const Change& change) {
  return change.before.state == DutyState::withdrawn && change.after.state != DutyState::withdrawn;
}

// The first day of the absence or the case that a duty belongs to.
Day beginning_of(const Duty& duty) {
  if (const auto episode = episode_start(duty.key.period)) return episode->day;
  return case_start(duty.key.period).value_or(duty.opened);
}

std::int64_t value_of(const Rulebook& rulebook, int slot, Day day, const Scope& school) {
  return rulebook.parameters[static_cast<std::size_t>(slot)].on(day, school, day).value;
}

std::optional<StormCause> one_entry(const std::vector<Newcomer>& newcomers) {
  std::map<std::int64_t, int> pupils;
  for (const Newcomer& one : newcomers)
    if (one.absence) ++pupils[one.absence->change];
  if (pupils.empty()) return std::nullopt;
  const auto most =
      std::ranges::max_element(pupils, {}, [](const auto& change_and_count) { return change_and_count.second; });
  StormCause cause;
  cause.kind = StormCause::Kind::one_entry;
  cause.change = most->first;
  cause.pupils = most->second;
  return cause;
}

// The day on which the most pupils stayed away with all of their class.
std::optional<StormCause> whole_classes(const std::vector<Newcomer>& newcomers, const std::map<UnitId, int>& enrolled) {
  std::map<std::pair<Day, UnitId>, int> away;
  for (const Newcomer& one : newcomers)
    if (one.absence) ++away[{one.absence->day, one.school_class}];
  std::map<Day, StormCause> days;
  for (const auto& [place, pupils] : away) {
    const auto size = enrolled.find(place.second);
    if (size == enrolled.end() || pupils < size->second) continue;
    StormCause& cause = days[place.first];
    cause.kind = StormCause::Kind::whole_classes;
    cause.day = place.first;
    cause.pupils += pupils;
    ++cause.classes;
  }
  if (days.empty()) return std::nullopt;
  return std::ranges::max_element(days, {}, [](const auto& day_and_cause) { return day_and_cause.second.pupils; })
      ->second;
}

}  // namespace

bool is_newly_escalated(const Plan& plan, const Ledger& known) {
  std::optional<Day> beginning;
  const auto enters = [&](const Duty& duty) {
    if (duty.stage.empty()) return;
    const Day first = beginning_of(duty);
    beginning = beginning ? std::min(*beginning, first) : first;
  };
  for (const Duty& duty : plan.opened) enters(duty);
  for (const Change& change : plan.amended)
    if (is_put_back(change)) enters(change.after);
  if (!beginning) return false;
  return std::ranges::none_of(known.duties, [&](const Duty& duty) {
    if (duty.stage.empty() || duty.state == DutyState::withdrawn) return false;
    return duty.state == DutyState::open || duty.opened >= *beginning;
  });
}

bool puts_back(const Plan& plan, DutyId duty) {
  return std::ranges::any_of(plan.amended,
                             [&](const Change& change) { return is_put_back(change) && change.before.id == duty; });
}

Plan held_back(Plan plan) {
  plan.opened.clear();
  // What is put back may be done or overdue in the same breath; that waits with it.
  for (auto* changes : {&plan.amended, &plan.done, &plan.overdue}) std::erase_if(*changes, is_put_back);
  return plan;
}

bool is_storm(const Rulebook& rulebook, int pupils, int enrolled, Day day, const Scope& school) {
  const StormGuard& guard = rulebook.storm;
  if (guard.share < 0 || guard.least < 0) return false;
  return pupils >= value_of(rulebook, guard.least, day, school) &&
         std::int64_t{pupils} * 100 > value_of(rulebook, guard.share, day, school) * enrolled;
}

std::vector<StormCause> likely_causes(RunBasis basis, const std::vector<Newcomer>& newcomers,
                                      const std::map<UnitId, int>& enrolled) {
  std::vector<StormCause> causes;
  StormCause changed;
  switch (basis) {
    case RunBasis::same: break;
    case RunBasis::other_rulebook:
      changed.kind = StormCause::Kind::other_rulebook;
      causes.push_back(changed);
      break;
    case RunBasis::other_calendar:
      changed.kind = StormCause::Kind::other_calendar;
      causes.push_back(changed);
      break;
  }
  const auto explains_most = [&](const std::optional<StormCause>& cause) {
    return cause && static_cast<std::size_t>(cause->pupils) * 2 > newcomers.size();
  };
  if (const auto cause = one_entry(newcomers); explains_most(cause)) causes.push_back(*cause);
  if (const auto cause = whole_classes(newcomers, enrolled); explains_most(cause)) causes.push_back(*cause);
  return causes;
}

}  // namespace ksbx
