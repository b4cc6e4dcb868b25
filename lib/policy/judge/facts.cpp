#include "policy/judge/facts.h"

#include <algorithm>
#include <tuple>

#include "base/says_nothing.h"

namespace ksbx {
namespace {

// What one session or one whole day does to a tally; what counts most comes first.
enum class Link { counts, may_count, skips, may_break, breaks };

// Who was late or left early was present; who was present need not have been late.
bool contains(const std::vector<Presence>& list, Presence presence) {
  return std::ranges::any_of(
      list, [presence](Presence one) { return one == presence || (one == Presence::present && was_there(presence)); });
}

Link step_of(const FactDefinition& fact, Presence presence) {
  if (contains(fact.status, presence)) return Link::counts;
  if (contains(fact.skips, presence)) return Link::skips;
  return presence == Presence::unknown ? Link::may_count : Link::breaks;
}

// A day counts if all its sessions do. One attended session breaks; leave for half of it makes it neither.
Link step_of(const FactDefinition& fact, const SchoolDay& day) {
  if (!day.morning || !day.afternoon) return step_of(fact, day.last());
  const Link morning = step_of(fact, *day.morning);
  const Link afternoon = step_of(fact, *day.afternoon);
  if (morning == Link::breaks || afternoon == Link::breaks) return Link::breaks;
  if (morning == Link::skips || afternoon == Link::skips)
    return morning == Link::may_count || afternoon == Link::may_count ? Link::may_break : Link::skips;
  return morning == Link::counts && afternoon == Link::counts ? Link::counts : Link::may_count;
}

// A day of which any session counts.
Link better_half(const FactDefinition& fact, const SchoolDay& day) {
  if (!day.morning || !day.afternoon) return step_of(fact, day.last());
  return std::min(step_of(fact, *day.morning), step_of(fact, *day.afternoon));
}

void note(Trace& trace, Link step, const std::string& what, std::string_view why) {
  if (step == Link::counts)
    trace.counted.push_back(what);
  else
    trace.skipped.push_back(what + " " + std::string(why));
}

std::string why(const SchoolDay& day) {
  if (!day.morning || !day.afternoon || day.morning == day.afternoon) return std::string(name_of(day.last()));
  return std::string(name_of(*day.morning)) + "/" + std::string(name_of(*day.afternoon));
}

// The two counts of a range: what is certain and what is possible.
struct Tally {
  std::int64_t least = 0;
  std::int64_t most = 0;
  bool certain = true;  // nothing has interrupted the certain run yet

  void add(Link step) {
    if (step == Link::counts) {
      if (certain) ++least;
      ++most;
    } else if (step == Link::may_count) {
      certain = false;
      ++most;
    } else if (step == Link::may_break) {
      certain = false;
    }
  }
  Value value() const { return Value::between(least, most); }
};

// What the record says there; 0 where it was left empty. Nobody counts backwards.
std::int64_t number_in(const Record& record, const std::string& field) {
  const auto stored = record.fields.find(field);
  const auto* number = stored == record.fields.end() ? nullptr : std::get_if<std::int64_t>(&stored->second);
  constexpr std::int64_t most = 1'000'000;
  return number ? std::clamp<std::int64_t>(*number, 0, most) : 0;
}

Day first_of_half_year(Day day) {
  return Day::nearest(day.year(), day.month() <= 6 ? 1 : 7, 1);
}

}  // namespace

Value value_of(const FieldValue& stored, const Type& type) {
  if (const auto* yes = std::get_if<bool>(&stored)) return Value::of(truth(*yes));
  if (const auto* number = std::get_if<std::int64_t>(&stored)) return Value::of(*number);
  if (const auto* day = std::get_if<Day>(&stored)) return Value::of(*day);
  const auto* words = std::get_if<std::string>(&stored);
  if (words == nullptr) return {};
  if (type.kind == Type::Kind::text) return says_nothing(*words) ? Value() : Value::of(*words);
  const auto place = std::find(type.choices.begin(), type.choices.end(), *words);
  return place == type.choices.end() ? Value() : Value::choice(static_cast<std::size_t>(place - type.choices.begin()));
}

bool says_year(const Record& record, const std::string& field, int year) {
  const auto stored = record.fields.find(field);
  const auto* number = stored == record.fields.end() ? nullptr : std::get_if<std::int64_t>(&stored->second);
  return number != nullptr && *number == year;
}

FactReader::FactReader(const Rulebook& rulebook, const Calendar& calendar, const Organisation& organisation,
                       const History& history, const Timeline& timeline, const std::vector<Day>& school_days,
                       const DutiesThen& duties)
    : rulebook_(rulebook),
      calendar_(calendar),
      organisation_(organisation),
      history_(history),
      timeline_(timeline),
      school_days_(school_days),
      duties_(duties) {}

std::vector<Value> FactReader::values(const std::vector<int>& slots, const FactDay& on) const {
  std::vector<Value> values(rulebook_.facts.size());
  for (int slot : slots) {
    const auto place = static_cast<std::size_t>(slot);
    values[place] = derive(rulebook_.facts[place], on, values, nullptr);
  }
  return values;
}

Trace FactReader::trace(const FactDefinition& fact, const FactDay& on) const {
  Trace trace;
  if (fact.kind != FactDefinition::Kind::expression) derive(fact, on, {}, &trace);
  return trace;
}

Value FactReader::derive(const FactDefinition& fact, const FactDay& on, const std::vector<Value>& earlier,
                         Trace* trace) const {
  switch (fact.kind) {
    case FactDefinition::Kind::streak: return streak(fact, on.day, trace);
    case FactDefinition::Kind::count: return count(fact, on, trace);
    case FactDefinition::Kind::run: return run(fact, on, trace);
    case FactDefinition::Kind::latest: return latest(fact, on, trace);
    case FactDefinition::Kind::exists: {
      Truth any = Truth::no;
      for (const Found& one : found(fact, on)) {
        any = either(any, one.truth);
        if (trace && one.truth == Truth::yes) note(*trace, Link::counts, one.record->day.iso() + " " + fact.record, {});
      }
      return Value::of(any);
    }
    case FactDefinition::Kind::days_since: return days_since(fact, on, trace);
    case FactDefinition::Kind::duty_state: return duty_state(fact, on.day, trace);
    case FactDefinition::Kind::days_late: return days_late(fact, on.day, trace);
    case FactDefinition::Kind::expression: return fact.value->value({earlier, on.parameters});
    case FactDefinition::Kind::attribute: return attribute(fact, on, trace);
  }
  return {};
}

std::optional<FactReader::Stretch> FactReader::stretch(Within within, Day day) const {
  switch (within) {
    case Within::always: return Stretch{Day::first(), day};
    case Within::episode: {
      const Episode* episode = timeline_.episode_on(day);
      if (episode == nullptr) return std::nullopt;
      return Stretch{episode->first, day};
    }
    case Within::case_: {
      const auto first = timeline_.case_on(day);
      if (!first) return std::nullopt;
      return Stretch{*first, day};
    }
    case Within::term: {
      const Term* term = calendar_.term_on(day);
      if (term == nullptr) return std::nullopt;
      return Stretch{term->days.first, day};
    }
    case Within::month: return Stretch{day.first_of_month(), day};
    case Within::quarter: return Stretch{Day::nearest(day.year(), (day.month() - 1) / 3 * 3 + 1, 1), day};
    case Within::school_year: return Stretch{rulebook_.school_year_of(day), day};
    case Within::half_year: return Stretch{first_of_half_year(day), day};
    case Within::year: return Stretch{Day::nearest(day.year(), 1, 1), day};
  }
  return std::nullopt;
}

std::optional<FactReader::Stretch> FactReader::stretch(const FactDefinition& fact, const FactDay& on) const {
  const std::int64_t window = window_of(fact, on.parameters);
  if (window > 0) return Stretch{window_first(fact, on.day, window), on.day};
  if (!on.former || fact.within < Within::month) return stretch(fact.within, on.day);
  auto then = stretch(fact.within, on.former->first);
  if (then) then->last = std::min(on.day, on.former->last);
  return then;
}

std::optional<Day> FactReader::latest_day(const std::string& kind, Day day) const {
  for (auto record = history_.records.rbegin(); record != history_.records.rend(); ++record)
    if (record->kind == kind && record->day < day) return record->day;
  return std::nullopt;
}

// The first day of attendance that a fact looks at.
Day FactReader::counted_from(const FactDefinition& fact, Day day) const {
  const auto latest = fact.since.empty() ? std::nullopt : latest_day(fact.since, day);
  return latest ? *latest + 1 : Day::first();
}

Value FactReader::streak(const FactDefinition& fact, Day day, Trace* trace) const {
  Tally tally;
  const auto& days = timeline_.days();
  const Day first = counted_from(fact, day);
  // Does the run go on beyond that session?
  const auto add_session = [&](std::optional<Presence> presence, const SchoolDay& here, std::string_view session) {
    if (!presence) return true;
    const Link step = step_of(fact, *presence);
    if (step == Link::breaks) return false;
    tally.add(step);
    if (trace) note(*trace, step, here.day.iso() + std::string(session), name_of(*presence));
    return true;
  };
  for (std::size_t i = timeline_.count_until(day); i-- > 0;) {
    const SchoolDay& here = days[i];
    if (here.day < first || here.is_silent) break;
    if (fact.whole_day) {
      const Link step = step_of(fact, here);
      if (step == Link::breaks) break;
      tally.add(step);
      if (trace) note(*trace, step, here.day.iso(), why(here));
      continue;
    }
    if (!add_session(here.afternoon, here, " pm") || !add_session(here.morning, here, " am")) break;
  }
  return tally.value();
}

bool FactReader::has_streak(const std::vector<int>& slots, const std::vector<Value>& values) const {
  return std::ranges::any_of(slots, [&](int slot) {
    const auto place = static_cast<std::size_t>(slot);
    return rulebook_.facts[place].kind == FactDefinition::Kind::streak && values[place].most() > 0;
  });
}

Value FactReader::count(const FactDefinition& fact, const FactDay& on, Trace* trace) const {
  if (fact.record.empty()) return count_sessions(fact, on, trace);
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (const Found& one : found(fact, on)) {
    if (one.truth == Truth::no) continue;
    const std::int64_t weight = fact.field.empty() ? 1 : number_in(*one.record, fact.field);
    most += weight;
    if (one.truth == Truth::yes) least += weight;
    if (trace)
      note(*trace, one.truth == Truth::yes ? Link::counts : Link::may_count, one.record->day.iso() + " " + fact.record,
           "?");
  }
  return Value::between(least, most);
}

std::int64_t FactReader::window_of(const FactDefinition& fact, const std::vector<Value>& parameters) {
  if (fact.window_parameter < 0) return fact.window;
  return parameters[static_cast<std::size_t>(fact.window_parameter)].least();
}

Day FactReader::window_first(const FactDefinition& fact, Day day, std::int64_t window) const {
  if (fact.window_unit == FactDefinition::WindowUnit::day) return day - static_cast<int>(window) + 1;
  const auto end = std::ranges::upper_bound(school_days_, day);
  if (fact.window_unit == FactDefinition::WindowUnit::school_day)
    return end - school_days_.begin() < window ? Day::first() : *(end - window);
  auto first = end;
  for (std::int64_t weeks = 0; weeks < window; ++weeks) {
    if (first == school_days_.begin()) return Day::first();
    first = std::lower_bound(school_days_.begin(), first, (first - 1)->monday());
  }
  return *first;
}

Value FactReader::count_sessions(const FactDefinition& fact, const FactDay& on, Trace* trace) const {
  const Day day = on.day;
  const auto& days = timeline_.days();
  const std::size_t end = timeline_.count_until(day);
  const auto looked_at = stretch(fact, on);
  if (!looked_at) return Value::of(std::int64_t{0});
  std::size_t begin = timeline_.count_until(looked_at->first - 1);
  begin = std::max(begin, timeline_.count_until(counted_from(fact, day) - 1));
  std::int64_t least = 0;
  std::int64_t most = 0;
  const auto add = [&](Link step, const SchoolDay& here, std::string_view session) {
    if (step != Link::counts && step != Link::may_count) return;
    ++most;
    if (step == Link::counts) ++least;
    if (trace) note(*trace, step, here.day.iso() + std::string(session), why(here));
  };
  for (std::size_t i = begin; i < end; ++i) {
    const SchoolDay& here = days[i];
    if (here.is_silent) continue;
    if (fact.whole_day || fact.any_session) {
      add(fact.whole_day ? step_of(fact, here) : better_half(fact, here), here, "");
      continue;
    }
    if (here.morning) add(step_of(fact, *here.morning), here, " am");
    if (here.afternoon) add(step_of(fact, *here.afternoon), here, " pm");
  }
  return Value::between(least, most);
}

bool FactReader::may_count(const FactDefinition& fact, const SchoolDay& day) const {
  return !day.is_silent && better_half(fact, day) <= Link::may_count;
}

std::vector<FactReader::Found> FactReader::found(const FactDefinition& fact, const FactDay& on) const {
  std::vector<Found> result;
  const auto looked_at = stretch(fact, on);
  if (!looked_at) return result;
  const auto look = [&](const Record& record) {
    if (record.kind != fact.record || record.day > looked_at->last || record.day < looked_at->first) return;
    if (!fact.by.empty() && !rulebook_.fulfils_any(record.roles, fact.by)) return;
    if (!fact.same.empty() && !says_year(record, fact.same, looked_at->first.year())) return;
    result.push_back({&record, satisfies(record, fact.where, on)});
  };
  for (auto record = history_.records.rbegin(); record != history_.records.rend(); ++record) look(*record);
  const auto own = static_cast<std::ptrdiff_t>(result.size());
  for (auto record = history_.named_in.rbegin(); record != history_.named_in.rend(); ++record)
    if (is_named_in(*record)) look(*record);
  const auto later = [](const Found& one, const Found& other) {
    return std::tie(other.record->day, other.record->recorded) < std::tie(one.record->day, one.record->recorded);
  };
  std::inplace_merge(result.begin(), result.begin() + own, result.end(), later);
  return result;
}

bool FactReader::is_named_in(const Record& record) const {
  const RecordKind* kind = rulebook_.record(record.kind);
  return kind != nullptr && kind->names_pupil(record, history_.subject.student);
}

Value FactReader::run(const FactDefinition& fact, const FactDay& on, Trace* trace) const {
  Tally tally;
  for (const Found& one : found(fact, on)) {
    if (one.truth == Truth::no) break;
    const Link step = one.truth == Truth::yes ? Link::counts : Link::may_count;
    tally.add(step);
    if (trace) note(*trace, step, one.record->day.iso() + " " + fact.record, "?");
  }
  return tally.value();
}

Value FactReader::latest(const FactDefinition& fact, const FactDay& on, Trace* trace) const {
  const RecordKind* kind = rulebook_.record(fact.record);
  const Field* field = kind ? kind->field(fact.field) : nullptr;
  for (const Found& one : found(fact, on)) {
    if (one.truth == Truth::no) continue;
    if (one.truth == Truth::unknown) return Value::unknown();
    if (trace) note(*trace, Link::counts, one.record->day.iso() + " " + fact.record, {});
    const auto stored = one.record->fields.find(fact.field);
    return field == nullptr || stored == one.record->fields.end() ? Value() : value_of(stored->second, field->type);
  }
  return {};
}

Value FactReader::days_since(const FactDefinition& fact, const FactDay& on, Trace* trace) const {
  const std::vector<Found> all = found(fact, on);
  const std::optional<Day> over = all.size() > 1 ? over_through(fact, on) : std::nullopt;
  const Record* first = nullptr;
  for (const Found& one : all) {
    if (one.truth == Truth::no) continue;
    if (first && (fact.first_after.empty() || (over && one.record->day <= *over))) break;
    if (one.truth == Truth::unknown) return Value::unknown();
    first = one.record;
  }
  if (first == nullptr) return {};
  if (trace) note(*trace, Link::counts, first->day.iso() + " " + fact.record, {});
  return Value::of(days_between(first->day, on.day, fact.since_unit));
}

std::optional<Day> FactReader::over_through(const FactDefinition& fact, const FactDay& on) const {
  if (fact.first_after.empty()) return std::nullopt;
  std::optional<Day> over;
  for (const std::string& name : fact.first_after)
    for (const Found& one : found(*rulebook_.fact(name), on))
      if (one.truth == Truth::yes) over = std::max(over.value_or(one.record->day), one.record->day);
  const Placement* before = nullptr;
  for (const Placement& here : history_.placements) {
    const bool came_back = before && before->enrolment != Enrolment::enrolled && here.enrolment == Enrolment::enrolled;
    if (came_back && here.from <= on.day) over = std::max(over.value_or(here.from), here.from);
    before = &here;
  }
  return over;
}

std::optional<DutyThen> FactReader::duty(const FactDefinition& fact, Day day, Trace* trace) const {
  const auto looked_at = stretch(fact.within, day);
  const auto duty = looked_at ? duties_.latest(fact.duty, looked_at->first, day) : std::nullopt;
  if (duty && trace)
    note(*trace, Link::counts, duty->opened.iso() + " " + fact.duty + (duty->due ? " – " + duty->due->iso() : ""), {});
  return duty;
}

// By the places of its choices.
Value FactReader::duty_state(const FactDefinition& fact, Day day, Trace* trace) const {
  const auto latest = duty(fact, day, trace);
  if (!latest) return {};
  const std::string_view state = latest->is_late(day) ? "late" : name_of(latest->state);
  const auto& choices = fact.type.choices;
  return Value::choice(static_cast<std::size_t>(std::ranges::find(choices, state) - choices.begin()));
}

Value FactReader::days_late(const FactDefinition& fact, Day day, Trace* trace) const {
  const auto latest = duty(fact, day, trace);
  return latest && latest->is_late(day) ? Value::of(days_between(*latest->due, day, fact.since_unit)) : Value();
}

// The days after `from` through `to`. A record from before the calendar counts from its first day.
std::int64_t FactReader::days_between(Day from, Day to, DayUnit unit) const {
  if (unit == DayUnit::day) return to - from;
  if (unit == DayUnit::school_day)
    return std::max<std::ptrdiff_t>(
        0, std::ranges::upper_bound(school_days_, to) - std::ranges::upper_bound(school_days_, from));
  std::int64_t days = 0;
  for (Day day = std::max(from, calendar_.range().first - 1) + 1; day <= to; ++day) days += calendar_.is_work_day(day);
  return days;
}

std::vector<Value> FactReader::record_values(const RecordKind& kind, const Record& record, Day on) const {
  std::vector<Value> values(static_cast<std::size_t>(kind.names.size()));
  for (std::size_t i = 0; i < kind.fields.size(); ++i) {
    const auto stored = record.fields.find(kind.fields[i].name);
    if (stored != record.fields.end()) values[i] = value_of(stored->second, kind.fields[i].type);
  }
  if (const auto slot = kind.names.slot("came_back")) {
    const Presence next = timeline_.next_session_after(record.day, on);
    const bool open = next == Presence::unknown || next == Presence::excused;
    values[static_cast<std::size_t>(*slot)] = open ? Value::unknown() : Value::of(truth(was_there(next)));
  }
  return values;
}

Truth FactReader::satisfies(const Record& record, const std::optional<Condition>& where, const FactDay& on) const {
  if (!where) return Truth::yes;
  const RecordKind* kind = rulebook_.record(record.kind);
  if (kind == nullptr) return Truth::no;
  const std::vector<Value> names = record_values(*kind, record, on.day);
  return where->holds({names, on.parameters});
}

Value FactReader::absent_for(Day day, Trace* trace) const {
  const Episode* episode = timeline_.episode_on(day);
  if (episode == nullptr || (episode->returned && *episode->returned <= day)) return Value::of(std::int64_t{0});
  std::int64_t least = 0, most = 0;
  for (std::size_t i = timeline_.count_until(episode->first - 1); i < timeline_.count_until(day); ++i) {
    const SchoolDay& here = timeline_.days()[i];
    const bool is_missed =
        (here.morning && without_leave(*here.morning)) || (here.afternoon && without_leave(*here.afternoon));
    const bool may_be_missed = here.morning == Presence::unknown || here.afternoon == Presence::unknown;
    least += is_missed;
    most += is_missed || may_be_missed;
    if (trace) note(*trace, is_missed ? Link::counts : Link::skips, here.day.iso(), why(here));
  }
  return Value::between(least, most);
}

}  // namespace ksbx
