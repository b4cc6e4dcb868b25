#include "model/calendar.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/problem.h"

namespace ksbx {
namespace {

bool is_weekend(Day day) {
  return day.weekday() == Weekday::saturday || day.weekday() == Weekday::sunday;
}

bool is_working(const Calendar::Parts& parts, Day day) {
  if (parts.makeup_workdays.contains(day)) return true;
  return !is_weekend(day) && !parts.holidays.contains(day);
}

std::set<std::string> schools_named(const Calendar::Parts& parts) {
  std::set<std::string> schools;
  for (const Closure& closure : parts.closures) schools.insert(closure.school);
  for (const ExtraDay& extra : parts.extra_days) schools.insert(extra.school);
  schools.erase("");
  return schools;
}

bool is_extra_day(const Calendar::Parts& parts, Day day, const std::string& school) {
  return std::any_of(parts.extra_days.begin(), parts.extra_days.end(), [&](const ExtraDay& extra) {
    return extra.day == day && (extra.school.empty() || extra.school == school);
  });
}

// Nothing if no closure says anything of that session.
std::optional<std::string> closure_reason(const std::vector<Closure>& closures, Day day, Session session) {
  for (const Closure& closure : closures)
    if (closure.days.contains(day) && closure.sessions.has(session)) return closure.reason;
  return std::nullopt;
}

std::string or_closed(const std::optional<std::string>& reason) {
  return reason && !reason->empty() ? *reason : "停课";
}

// The school year in which a day lies, as people write it: 2026-2027 from 1 August 2026.
std::string school_year(Day day) {
  const int first = day.month() >= 8 ? day.year() : day.year() - 1;
  return formatted("{}-{}", first, first + 1);
}

Error gap(const Calendar::Parts& parts, DayRange covered, Day day) {
  const Text range = covered.first > covered.last ? text("目前没有任何可用的校历", "no day is covered yet")
                                                  : text("现有校历从 {} 到 {}", "the calendar covers {} to {}",
                                                         covered.first.iso(), covered.last.iso());
  if (!parts.years.contains(day.year()))
    return {Failure::rules, "calendar-gap",
            text("{} 不在校历之内：缺少 {} 年的全国放假安排文件（{}）",
                 "{} is outside the calendar: the file with the national holidays of {} is missing ({})", day.iso(),
                 day.year(), range),
            text("请按国务院办公厅当年的放假通知编写 nation-{}.toml，放入校历文件夹",
                 "write nation-{}.toml from that year's State Council notice into the calendar folder", day.year())};
  return {
      Failure::rules, "calendar-gap",
      text("{} 不在校历之内：缺少 {} 学年的学期安排文件（{}）",
           "{} is outside the calendar: the file with the terms of school year {} is missing ({})", day.iso(),
           school_year(day), range),
      text("请在校历文件夹的学期文件里补上 {} 学年各学期的起止日期",
           "add the first and last day of each term of {} to the terms file in the calendar folder", school_year(day))};
}

// The first day from `day` on, in steps of `step`, that `holds`; nothing where the calendar ends or
// has a gap.
template <class Holds>
std::optional<Day> seek(const Calendar& calendar, Day day, int step, const Holds& holds) {
  for (day = day + step; calendar.covers(day); day = day + step)
    if (holds(day)) return day;
  return std::nullopt;
}

template <class Holds>
std::optional<Day> count(const Calendar& calendar, Day from, int n, const Holds& holds) {
  std::optional<Day> day = from;
  const int step = n < 0 ? -1 : 1;
  for (int left = n; left != 0 && day; left -= step) day = seek(calendar, *day, step, holds);
  return day;
}

}  // namespace

Text label_of(Weekday weekday) {
  switch (weekday) {
    case Weekday::monday: return text("周一", "Monday");
    case Weekday::tuesday: return text("周二", "Tuesday");
    case Weekday::wednesday: return text("周三", "Wednesday");
    case Weekday::thursday: return text("周四", "Thursday");
    case Weekday::friday: return text("周五", "Friday");
    case Weekday::saturday: return text("周六", "Saturday");
    case Weekday::sunday: break;
  }
  return text("周日", "Sunday");
}

std::string in_words(const DayRange& days) {
  return days.first == days.last ? days.first.iso() : days.first.iso() + "至" + days.last.iso();
}

Sessions SessionRange::on(Day day) const {
  if (day < first || last < day) return {false, false};
  return {day != first || from == Session::morning, day != last || to == Session::afternoon};
}

bool Closure::applies_to(const CalendarPlace& place) const {
  if (school_class) return school_class == place.school_class;
  return school.empty() || school == place.school;
}

Calendar::Calendar(Parts parts) : parts_(std::move(parts)) {
  if (parts_.terms.empty()) return;
  first_ = parts_.terms.front().days.first;
  const DayRange all{first_, parts_.terms.back().days.last};
  const std::map<Day, Decided> city = decided_for(parts_, "", all);
  for (Day day = all.first; day <= all.last; ++day) {
    const bool work = is_working(parts_, day);
    const bool is_in_term = work && term_on(day);
    Sessions lessons{is_in_term, is_in_term};
    if (const auto half = parts_.makeup_half_days.find(day); is_in_term && half != parts_.makeup_half_days.end())
      lessons = half->second;
    if (const auto decided = city.find(day); decided != city.end())
      lessons = {decided->second.morning.value_or(lessons.morning),
                 decided->second.afternoon.value_or(lessons.afternoon)};
    days_.push_back({parts_.years.contains(day.year()), work, lessons});
  }
  for (const std::string& school : schools_named(parts_)) own_days_.emplace(school, decided_for(parts_, school, all));
}

// For the days about which the entries under exactly this school code say anything ("": all schools).
std::map<Day, Calendar::Decided> Calendar::decided_for(const Parts& parts, const std::string& school, DayRange within) {
  std::map<Day, Decided> decided;
  const auto decide = [&](Day day, const Sessions& sessions, bool lessons) {
    if (sessions.morning) decided[day].morning = lessons;
    if (sessions.afternoon) decided[day].afternoon = lessons;
  };
  for (const Closure& closure : parts.closures) {
    if (closure.school != school) continue;
    const Day last = std::min(closure.days.last, within.last);
    for (Day day = std::max(closure.days.first, within.first); day <= last; ++day) decide(day, closure.sessions, false);
  }
  for (const ExtraDay& extra : parts.extra_days)
    if (extra.school == school && within.contains(extra.day)) decide(extra.day, extra.sessions, true);
  return decided;
}

bool Calendar::covers(Day day) const {
  const int place = day - first_;
  return place >= 0 && place < static_cast<int>(days_.size()) && days_[static_cast<std::size_t>(place)].covered;
}

DayRange Calendar::range() const {
  DayRange range{first_, first_ + static_cast<int>(days_.size()) - 1};
  while (range.first <= range.last && !covers(range.first)) ++range.first;
  while (range.first <= range.last && !covers(range.last)) range.last = range.last - 1;
  return range;
}

void Calendar::require(Day day) const {
  if (!covers(day)) throw gap(parts_, range(), day);
}

const Calendar::Kind& Calendar::city_on(Day day) const {
  require(day);
  return days_[static_cast<std::size_t>(day - first_)];
}

bool Calendar::is_work_day(Day day) const {
  return city_on(day).work;
}

Calendar Calendar::with_closures(std::vector<Closure> entered) const {
  Calendar other = *this;
  other.entered_ = std::move(entered);
  other.closed_.clear();
  other.closed_classes_.clear();
  for (const Closure& closure : other.entered_) {
    auto& days = closure.school_class ? other.closed_classes_[closure.school_class] : other.closed_[closure.school];
    for (Day day = closure.days.first; day <= closure.days.last; ++day) {
      Sessions& closed = days.try_emplace(day, Sessions{false, false}).first->second;
      closed = {closed.morning || closure.sessions.morning, closed.afternoon || closure.sessions.afternoon};
    }
  }
  return other;
}

Calendar Calendar::with_codes(Parts parts) const {
  Calendar other(std::move(parts));
  other.as_written_ = as_written_ ? as_written_ : std::make_shared<const Parts>(parts_);
  return other;
}

Sessions Calendar::by_files(Day day, const std::string& school) const {
  const Sessions in_city = city_on(day).lessons;
  if (school.empty() || own_days_.empty()) return in_city;
  const auto own = own_days_.find(school);
  if (own == own_days_.end()) return in_city;
  const auto decided = own->second.find(day);
  if (decided == own->second.end()) return in_city;
  return {decided->second.morning.value_or(in_city.morning), decided->second.afternoon.value_or(in_city.afternoon)};
}

Sessions Calendar::sessions_on(Day day, const CalendarPlace& place) const {
  Sessions lessons = by_files(day, place.school);
  if (entered_.empty()) return lessons;
  const auto close = [&](const auto& all, const auto& key) {
    const auto days = all.find(key);
    if (days == all.end()) return;
    if (const auto closed = days->second.find(day); closed != days->second.end())
      lessons = lessons.without(closed->second);
  };
  close(closed_, std::string());
  if (!place.school.empty()) close(closed_, place.school);
  if (place.school_class) close(closed_classes_, place.school_class);
  return lessons;
}

bool Calendar::has_own_days(const CalendarPlace& place) const {
  if (place.school_class && closed_classes_.contains(place.school_class)) return true;
  return !place.school.empty() && !place.school_class &&
         (own_days_.contains(place.school) || closed_.contains(place.school));
}

std::vector<Closure> Calendar::closures_of(const CalendarPlace& place) const {
  std::vector<Closure> all;
  for (const auto* closures : {&entered_, &parts_.closures})
    std::ranges::copy_if(*closures, std::back_inserter(all),
                         [&](const Closure& closure) { return closure.applies_to(place); });
  return all;
}

std::vector<LessonDay> Calendar::lessons_in(const SessionRange& range, const CalendarPlace& place) const {
  std::vector<LessonDay> lessons;
  for (Day day = range.first; day <= range.last; ++day)
    if (const Sessions held = sessions_on(day, place) & range.on(day); held.any()) lessons.push_back({day, held});
  return lessons;
}

std::vector<Day> Calendar::half_days() const {
  std::set<Day> halves;
  for (std::size_t i = 0; i < days_.size(); ++i)
    if (const Day day = first_ + static_cast<int>(i); days_[i].covered && sessions_on(day).is_half_day())
      halves.insert(day);
  for (const auto& [school, days] : own_days_)
    for (const auto& [day, decided] : days)
      if (covers(day) && sessions_on(day, school).is_half_day()) halves.insert(day);
  for (const Closure& closure : entered_)
    for (Day day = closure.days.first; day <= closure.days.last; ++day)
      if (covers(day) && sessions_on(day, {closure.school, closure.school_class}).is_half_day()) halves.insert(day);
  return {halves.begin(), halves.end()};
}

std::optional<Day> Calendar::next_school_day(Day after, const CalendarPlace& place) const {
  return add_school_days(after, 1, place);
}

std::optional<Day> Calendar::previous_school_day(Day before, const CalendarPlace& place) const {
  return add_school_days(before, -1, place);
}

std::optional<Day> Calendar::add_work_days(Day from, int n) const {
  city_on(from);
  return count(*this, from, n, [this](Day day) { return is_work_day(day); });
}

std::optional<Day> Calendar::add_school_days(Day from, int n, const CalendarPlace& place) const {
  city_on(from);
  return count(*this, from, n, [&](Day day) { return is_school_day(day, place); });
}

const Term* Calendar::term_on(Day day) const {
  const Term* term = next_term(day);
  return term && term->days.contains(day) ? term : nullptr;
}

const Term* Calendar::next_term(Day day) const {
  for (const Term& term : parts_.terms)
    if (day <= term.days.last) return &term;
  return nullptr;
}

std::string Calendar::why_no_school(Day day, const CalendarPlace& place) const {
  return is_school_day(day, place) ? std::string() : why_no_lessons(day, Session::morning, place);
}

std::string Calendar::why_no_lessons(Day day, Session session, const CalendarPlace& place) const {
  const Sessions lessons = sessions_on(day, place);
  if (lessons.has(session)) return {};
  const auto closed = closure_reason(closures_of(place), day, session);
  const bool in_lesson_time = is_working(parts_, day) && term_on(day);
  if (lessons.any()) return closed ? or_closed(closed) : "只上半天课";
  if (in_lesson_time || is_extra_day(parts_, day, place.school)) return or_closed(closed);
  if (parts_.holidays.contains(day)) {
    const auto name = parts_.holiday_names.find(day);
    return name == parts_.holiday_names.end() ? "法定节假日" : name->second;
  }
  return term_on(day) ? "周末" : "学期外";
}

}  // namespace ksbx
