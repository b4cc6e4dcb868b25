#include "policy/ledger/pauses.h"

#include <algorithm>

namespace ksbx {

std::vector<std::string> muting_kinds(const Rulebook& rulebook) {
  std::vector<std::string> kinds;
  for (const RecordKind& kind : rulebook.records)
    if (!kind.mutes_until.empty()) kinds.push_back(kind.kind);
  return kinds;
}

std::optional<Day> mutes_through(const Rulebook& rulebook, const Record& record) {
  const RecordKind* kind = rulebook.record(record.kind);
  if (kind == nullptr || kind->mutes_until.empty()) return std::nullopt;
  const auto until = record.fields.find(kind->mutes_until);
  const Day* last = until == record.fields.end() ? nullptr : std::get_if<Day>(&until->second);
  if (last == nullptr) return std::nullopt;
  if (kind->mutes_at_most < 0) return *last;
  const Parameter& most = rulebook.parameters[static_cast<std::size_t>(kind->mutes_at_most)];
  return std::min(*last, record.day + (static_cast<int>(most.on(record.day).value) - 1));
}

std::vector<Duty> resumed_in(const Plan& plan) {
  std::vector<Duty> resumed;
  for (const Change& change : plan.amended)
    if (change.before.muted_until && !change.after.muted_until && change.after.state == DutyState::open)
      resumed.push_back(change.after);
  return resumed;
}

Pauses::Pauses(const Rulebook& rulebook, const Organisation& organisation, const std::vector<Record>& of_units)
    : rulebook_(rulebook), organisation_(organisation) {
  for (const Record& record : of_units)
    if (const auto pause = pause_in(record)) of_units_.push_back(*pause);
}

// A pause that ends before it begins mutes nothing.
std::optional<Pauses::Pause> Pauses::pause_in(const Record& record) const {
  const auto last = mutes_through(rulebook_, record);
  if (!last) return std::nullopt;
  return Pause{record.unit, record.day, *last};
}

// A school and its classes are in a town; a pupil lives in one.
bool Pauses::concerns(const Pause& pause, const History& history, Day day) const {
  const Organisation then = organisation_.on(day);
  const Placement here = history.placement_on(day);
  if (then.is_within(here.school_class, pause.unit) || then.is_within(here.residence, pause.unit)) return true;
  const Unit* school = then.above(here.school_class, UnitKind::school);
  const Unit* town = school ? then.successor(school->town) : nullptr;
  return school != nullptr && (school->town == pause.unit || (town != nullptr && town->id == pause.unit));
}

std::optional<Day> Pauses::muted_until(const History& history, Day day) const {
  std::optional<Day> last;
  const auto consider = [&](const Pause& pause) {
    if (pause.first <= day && day <= pause.last) last = std::max(last.value_or(pause.last), pause.last);
  };
  if (history.student)
    for (const Record& record : history.records)
      if (const auto pause = pause_in(record)) consider(*pause);
  for (const Pause& pause : of_units_)
    if (concerns(pause, history, day)) consider(pause);
  return last;
}

}  // namespace ksbx
