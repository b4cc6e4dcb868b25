#include "policy/judge/fact_turns.h"

#include <algorithm>

namespace ksbx {
namespace {

Day next_quarter(Day day) {
  const int first_month = (day.month() - 1) / 3 * 3 + 1;
  return Day::nearest(day.year(), first_month + 2, 1).last_of_month() + 1;
}

Day next_half_year(Day day) {
  return day.month() <= 6 ? Day::nearest(day.year(), 7, 1) : Day::nearest(day.year() + 1, 1, 1);
}

// The term that runs ends, or the next one begins.
Turn term_turn(Day day, const Calendar& calendar) {
  const Term* term = calendar.next_term(day);
  if (term == nullptr) return std::nullopt;
  return day < term->days.first ? term->days.first : term->days.last + 1;
}

}  // namespace

Turn next_of(const std::vector<Day>& ascending, Day day) {
  const auto next = std::ranges::upper_bound(ascending, day);
  return next == ascending.end() ? Turn() : *next;
}

Turn period_turn(Per per, Day day, const Calendar& calendar, const Rulebook& rulebook) {
  switch (per) {
    case Per::day: return day + 1;
    case Per::month: return day.last_of_month() + 1;
    case Per::quarter: return next_quarter(day);
    case Per::half_year: return next_half_year(day);
    case Per::year: return Day::nearest(day.year() + 1, 1, 1);
    case Per::term: return term_turn(day, calendar);
    case Per::school_year: {
      const Day first = rulebook.school_year_of(day);
      return Day::nearest(first.year() + 1, first.month(), first.day_of_month());
    }
    case Per::episode:
    case Per::case_:
    case Per::event: return std::nullopt;
  }
  return std::nullopt;
}

FactTurns::FactTurns(const FactReader& reader, const FactDay& on, const std::vector<Value>& values,
                     const std::vector<Day>& teacher_changes, const std::vector<Day>& school_days, Day through)
    : reader_(reader),
      on_(on),
      values_(values),
      teacher_changes_(teacher_changes),
      school_days_(school_days),
      through_(through),
      known_(values.size()) {}

const FactDefinition& FactTurns::fact(int slot) const {
  return reader_.rulebook_.facts[static_cast<std::size_t>(slot)];
}

Turn FactTurns::of(int slot) const {
  std::optional<Turn>& known = known_[static_cast<std::size_t>(slot)];
  if (!known) known = derive(fact(slot), slot);
  return *known;
}

Turn FactTurns::derive(const FactDefinition& fact, int slot) const {
  switch (fact.kind) {
    case FactDefinition::Kind::streak: return std::nullopt;
    case FactDefinition::Kind::count: return fact.record.empty() ? of_sessions(fact, slot) : of_records(fact);
    case FactDefinition::Kind::run:
    case FactDefinition::Kind::latest:
    case FactDefinition::Kind::exists: return of_records(fact);
    case FactDefinition::Kind::duty_state: return std::nullopt;  // turns by what the walk does
    case FactDefinition::Kind::days_late:
    case FactDefinition::Kind::days_since: {
      const bool runs = values_[static_cast<std::size_t>(slot)].known() != Value::Known::absent;
      return runs ? Turn(on_.day + 1) : std::nullopt;
    }
    case FactDefinition::Kind::expression: return turn_of(*fact.value, {values_, on_.parameters}, *this);
    case FactDefinition::Kind::attribute: return of_attribute(fact);
  }
  return std::nullopt;
}

bool FactTurns::counts_days(int slot) const {
  const FactDefinition::Kind kind = fact(slot).kind;
  const bool counts = kind == FactDefinition::Kind::days_since || kind == FactDefinition::Kind::days_late;
  return counts && values_[static_cast<std::size_t>(slot)].is_exact();
}

Turn FactTurns::reaches(int slot, std::int64_t number) const {
  const FactDefinition& fact = this->fact(slot);
  const Turn leaves = of_records(fact);
  const std::int64_t left = number - values_[static_cast<std::size_t>(slot)].least();
  constexpr std::int64_t longest = 100'000;  // days; no one waits for longer
  if (left <= 0 || left > longest) return leaves;
  const int days = static_cast<int>(left);
  switch (fact.since_unit) {
    case DayUnit::day: return earlier(leaves, on_.day + days);
    case DayUnit::work_day: return earlier(leaves, reader_.calendar_.add_work_days(on_.day, days));
    case DayUnit::school_day: {
      const auto next = std::ranges::upper_bound(school_days_, on_.day);
      return school_days_.end() - next >= days ? earlier(leaves, *(next + (days - 1))) : leaves;
    }
  }
  return leaves;
}

Turn FactTurns::end_of(Within within) const {
  const auto turn = [&](Per per) { return period_turn(per, on_.day, reader_.calendar_, reader_.rulebook_); };
  switch (within) {
    case Within::always:
    case Within::episode:
    case Within::case_: return std::nullopt;
    case Within::month: return turn(Per::month);
    case Within::quarter: return turn(Per::quarter);
    case Within::half_year: return turn(Per::half_year);
    case Within::year: return turn(Per::year);
    case Within::term: return turn(Per::term);
    case Within::school_year: return turn(Per::school_year);
  }
  return std::nullopt;
}

// What is counted leaves the window it is counted in; where nothing is, nothing does.
Turn FactTurns::of_sessions(const FactDefinition& fact, int slot) const {
  if (values_[static_cast<std::size_t>(slot)].most() == 0) return std::nullopt;
  const std::int64_t window = FactReader::window_of(fact, on_.parameters);
  if (window <= 0) return end_of(fact.within);
  const auto& days = reader_.timeline_.days();
  const std::size_t end = reader_.timeline_.count_until(on_.day);
  std::size_t first = reader_.timeline_.count_until(reader_.window_first(fact, on_.day, window) - 1);
  while (first < end && !reader_.may_count(fact, days[first])) ++first;
  return first == end ? Turn() : leaves(fact, days[first].day, window);
}

Turn FactTurns::of_records(const FactDefinition& fact) const {
  const std::int64_t window = FactReader::window_of(fact, on_.parameters);
  const auto stretch = reader_.stretch(fact, on_);
  Turn turn;
  for (const auto* records : {&reader_.history_.records, &reader_.history_.named_in})
    for (const Record& record : *records) {
      if (!stretch || record.kind != fact.record || record.day > stretch->last || record.day < stretch->first) continue;
      turn = earlier(turn, window > 0 ? leaves(fact, record.day, window) : end_of(fact.within));
    }
  return turn;
}

Turn FactTurns::leaves(const FactDefinition& fact, Day counted, std::int64_t window) const {
  if (fact.window_unit == FactDefinition::WindowUnit::day) return counted + static_cast<int>(window);
  const auto next = std::ranges::upper_bound(school_days_, counted);
  if (fact.window_unit == FactDefinition::WindowUnit::school_day)
    return school_days_.end() - next >= window ? Turn(next[window - 1]) : std::nullopt;
  // A week begins with its first school day.
  const auto begins_after = [&](auto from, Day day) {
    return std::lower_bound(from, school_days_.end(), day.monday() + 7);
  };
  const bool is_before_week = next == school_days_.begin() || (next - 1)->monday() != counted.monday();
  auto week = is_before_week && next != school_days_.end() && next->monday() == counted.monday()
                  ? next
                  : begins_after(next, counted);
  for (std::int64_t weeks = 1; weeks < window && week != school_days_.end(); ++weeks) week = begins_after(week, *week);
  return week == school_days_.end() ? Turn() : *week;
}

Turn FactTurns::of_attribute(const FactDefinition& fact) const {
  switch (*fact.attribute) {
    case Attribute::age: return next_birthday();
    case Attribute::month: return period_turn(Per::month, on_.day, reader_.calendar_, reader_.rulebook_);
    case Attribute::school_day: return on_.day + 1;
    // Of days to come, a register that comes in is said, and for those that do not come the night asks.
    case Attribute::register_returned: return on_.day < through_ ? next_of(school_days_, on_.day) : Turn();
    case Attribute::has_class_teacher: return next_of(teacher_changes_, on_.day);
    // These turn by what is said, or by what the walk itself does.
    // By age where no grade says it.
    case Attribute::compulsory:
      return reader_.history_.student ? period_turn(Per::school_year, on_.day, reader_.calendar_, reader_.rulebook_)
                                      : Turn();
    case Attribute::grade:
    case Attribute::preschool:
    case Attribute::enrolment:
    case Attribute::boarding:
    case Attribute::has_residence:
    case Attribute::has_village:
    case Attribute::special_group:
    case Attribute::has_education_office:
    case Attribute::absent_now:
    case Attribute::absent_for:
    case Attribute::stage: break;
  }
  return std::nullopt;
}

// An age is reached on the day after the birthday; a child of 29 February has it on 1 March, and so the day after that.
Turn FactTurns::next_birthday() const {
  const History& history = reader_.history_;
  if (!history.student || !history.student->birth) return std::nullopt;
  const Day birth = *history.student->birth;
  for (int year = on_.day.year(); year <= on_.day.year() + 1; ++year) {
    const Day older = Day::of(year, birth.month(), birth.day_of_month()).value_or(Day::nearest(year, 3, 1)) + 1;
    if (older > on_.day) return older;
  }
  return std::nullopt;
}

}  // namespace ksbx
