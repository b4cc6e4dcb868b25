#include "policy/judge/period.h"

namespace ksbx {
namespace {

Day last_of_half_year(Day day) {
  return day.month() <= 6 ? Day::nearest(day.year(), 6, 30) : Day::nearest(day.year(), 12, 31);
}

}  // namespace

std::optional<Period> period_of(Per per, Day day, const Timeline& timeline, const Calendar& calendar,
                                const Rulebook& rulebook) {
  switch (per) {
    case Per::day: return Period{day.iso(), day};
    case Per::episode: {
      const Episode* episode = timeline.episode_on(day);
      if (episode == nullptr) return std::nullopt;
      return Period{episode->key(), day};
    }
    case Per::case_: {
      const auto first = timeline.case_on(day);
      if (!first) return std::nullopt;
      return Period{"case " + first->iso(), day};
    }
    case Per::term: {
      const Term* term = calendar.term_on(day);
      if (term == nullptr) return std::nullopt;
      return Period{term->name, term->days.last};
    }
    case Per::month: return Period{day.iso().substr(0, 7), day.last_of_month()};
    case Per::quarter: {
      const int quarter = (day.month() + 2) / 3;
      return Period{formatted("{}-Q{}", day.year(), quarter), Day::nearest(day.year(), quarter * 3, 1).last_of_month()};
    }
    case Per::school_year: {
      const Day first = rulebook.school_year_of(day);
      const Day next = Day::nearest(first.year() + 1, first.month(), first.day_of_month());
      return Period{formatted("{}-{}", first.year(), next.year()), next - 1};
    }
    case Per::half_year:
      return Period{formatted("{}-H{}", day.year(), day.month() <= 6 ? 1 : 2), last_of_half_year(day)};
    case Per::year: return Period{formatted("{}", day.year()), Day::nearest(day.year(), 12, 31)};
    case Per::event: return std::nullopt;
  }
  return std::nullopt;
}

Day first_of_period(Per per, Day day, const Calendar& calendar, const Rulebook& rulebook) {
  switch (per) {
    case Per::month: return day.first_of_month();
    case Per::quarter: return Day::nearest(day.year(), (day.month() - 1) / 3 * 3 + 1, 1);
    case Per::half_year: return Day::nearest(day.year(), day.month() <= 6 ? 1 : 7, 1);
    case Per::year: return Day::nearest(day.year(), 1, 1);
    case Per::school_year: return rulebook.school_year_of(day);
    case Per::term: {
      const Term* term = calendar.term_on(day);
      return term ? term->days.first : day;
    }
    case Per::day:
    case Per::episode:
    case Per::case_:
    case Per::event: return day;
  }
  return day;
}

std::optional<Day> deadline(const Due& due, Day opened, Day period_end, const std::vector<Value>& parameters,
                            const Calendar& calendar, const CalendarPlace& place) {
  if (due.kind == Due::Kind::same_day) return opened;
  if (due.kind == Due::Kind::period_end) return period_end;
  if (due.kind == Due::Kind::field) return std::nullopt;
  const std::int64_t given =
      due.parameter < 0 ? due.number : parameters[static_cast<std::size_t>(due.parameter)].least();
  constexpr std::int64_t longest =
      100'000;  // days; more than from the first to the last date of this program would be no day
  if (given < -longest || given > longest) return std::nullopt;
  const int n = static_cast<int>(given);
  if (due.unit != DayUnit::day && !calendar.covers(opened)) return std::nullopt;
  switch (due.unit) {
    case DayUnit::day: return opened + n;
    case DayUnit::work_day: return calendar.add_work_days(opened, n);
    case DayUnit::school_day: return calendar.add_school_days(opened, n, place);
  }
  return std::nullopt;
}

std::string event_key(RecordId record) {
  return formatted("record {}", record.value);
}

bool is_event_key(std::string_view key) {
  return key.starts_with("record ");
}

}  // namespace ksbx
