#include "policy/judge/timeline.h"

#include <algorithm>

namespace ksbx {
namespace {

// The first day of which someone spoke of the pupil.
std::optional<Day> first_event(const History& history) {
  std::optional<Day> first;
  if (!history.marks.empty()) first = history.marks.front().day;
  if (!history.records.empty() && (!first || history.records.front().day < *first)) first = history.records.front().day;
  return first;
}

// Suspended, gone or a drop-out by the roll, while his class goes on.
bool is_off_roll(const History& history, Day day) {
  if (!history.student) return false;
  const Placement here = history.placement_on(day);
  return here.school_class && here.enrolment != Enrolment::enrolled;
}

}  // namespace

bool without_leave(Presence presence) {
  return presence == Presence::unexcused || presence == Presence::unverified;
}

std::string Episode::key() const {
  return "episode " + first.iso() + " " + std::string(name_of(session));
}

std::optional<SessionPoint> episode_start(std::string_view key) {
  constexpr std::string_view prefix = "episode ";
  if (!key.starts_with(prefix) || key.size() != prefix.size() + 13) return std::nullopt;
  const auto day = Day::parse(key.substr(prefix.size(), 10));
  if (!day) return std::nullopt;
  return SessionPoint{*day, key.ends_with(name_of(Session::morning)) ? Session::morning : Session::afternoon};
}

std::optional<Day> case_start(std::string_view key) {
  constexpr std::string_view prefix = "case ";
  return key.starts_with(prefix) ? Day::parse(key.substr(prefix.size())) : std::nullopt;
}

Timeline::Timeline(const History& history, const std::vector<Day>& school_days, Day through, Closed closed,
                   const std::function<int(Day)>& watch_days, const std::function<Sessions(Day)>& held) {
  mark_days(history, school_days, through, closed, held);
  find_episodes();
  group_into_cases(watch_days);
}

void Timeline::mark_days(const History& history, const std::vector<Day>& school_days, Day through, Closed closed,
                         const std::function<Sessions(Day)>& held) {
  static const std::vector<ReturnedRegister> none;
  const auto& registers = history.registers ? *history.registers : none;
  const auto spoken_of = first_event(history);
  auto returned = std::ranges::lower_bound(registers, history.since.value_or(Day::first()), {}, &ReturnedRegister::day);
  if (!spoken_of && returned == registers.end()) return;
  Day first = spoken_of ? *spoken_of : returned->day;
  if (returned != registers.end()) first = std::min(first, returned->day);
  auto day = std::lower_bound(school_days.begin(), school_days.end(), first);
  const auto end = std::upper_bound(day, school_days.end(), through);
  auto mark = history.marks.begin();
  days_.reserve(static_cast<std::size_t>(end - day));
  for (; day != end; ++day) {
    while (returned != registers.end() && returned->day < *day) ++returned;
    const bool has_register = returned != registers.end() && returned->day == *day;
    // A register of his class says nothing of a pupil who is off the roll; what is said of himself counts.
    const bool off_roll = is_off_roll(history, *day);
    while (mark != history.marks.end() && mark->day < *day) ++mark;  // a mark on what turned out to be no school day
    if (off_roll && (mark == history.marks.end() || mark->day != *day)) continue;
    const bool still_running = closed == Closed::provisional && *day == through;
    const Presence otherwise = has_register && !still_running ? Presence::present : Presence::unknown;
    SchoolDay here{*day, otherwise, otherwise, !has_register && (!spoken_of || *day < *spoken_of)};
    const Sessions lessons = held ? held(*day) : Sessions{};
    if (!lessons.morning) here.morning.reset();
    if (!lessons.afternoon) here.afternoon.reset();
    if (off_roll) here.morning = here.afternoon = std::nullopt;
    for (; mark != history.marks.end() && mark->day == *day; ++mark)
      if (lessons.has(mark->session))  // nor does one of a session that was not held count
        (mark->session == Session::morning ? here.morning : here.afternoon) = mark->presence;
    if (off_roll && !here.morning && !here.afternoon) continue;
    days_.push_back(here);
  }
}

void Timeline::find_episodes() {
  bool running = false;
  for (const SchoolDay& day : days_) {
    for (const Session session : {Session::morning, Session::afternoon}) {
      const std::optional<Presence> presence = session == Session::morning ? day.morning : day.afternoon;
      if (!presence) continue;
      if (without_leave(*presence)) {
        if (!running) episodes_.push_back({day.day, session, day.day, std::nullopt, day.day, 0});
        episodes_.back().last_missed = day.day;
        running = true;
      } else if (was_there(*presence) && running) {
        episodes_.back().returned = day.day;
        running = false;
      }
    }
  }
}

void Timeline::group_into_cases(const std::function<int(Day)>& watch_days) {
  for (std::size_t i = 0; i < episodes_.size(); ++i) {
    Episode& here = episodes_[i];
    const Episode* before = i > 0 ? &episodes_[i - 1] : nullptr;
    if (before && !closes_case(before->last_missed + 1, here.first - 1, before->watch_days)) {
      here.case_first = before->case_first;
      here.watch_days = before->watch_days;
    } else {
      here.watch_days = watch_days(here.case_first);
    }
  }
}

bool Timeline::closes_case(Day from, Day to, int watch_days) const {
  auto day = std::ranges::lower_bound(days_, from, {}, &SchoolDay::day);
  int count = 0;
  for (; count < watch_days && day != days_.end() && day->day <= to; ++day) count += day->attended_all() ? 1 : 0;
  return count >= watch_days;
}

Timeline::Watch Timeline::watch_of(const Episode& episode) const {
  Watch watch{std::nullopt, episode.watch_days};
  for (auto day = std::ranges::lower_bound(days_, episode.last_missed + 1, {}, &SchoolDay::day); day != days_.end();
       ++day) {
    if (!day->attended_all() || --watch.days_left > 0) continue;
    watch.closes = day->day + 1;
    break;
  }
  return watch;
}

std::size_t Timeline::count_until(Day day) const {
  const auto after =
      std::upper_bound(days_.begin(), days_.end(), day, [](Day d, const SchoolDay& s) { return d < s.day; });
  return static_cast<std::size_t>(after - days_.begin());
}

const Episode* Timeline::latest_episode(Day day) const {
  const auto after = std::upper_bound(episodes_.begin(), episodes_.end(), day,
                                      [](Day d, const Episode& episode) { return d < episode.first; });
  return after == episodes_.begin() ? nullptr : &*(after - 1);
}

const Episode* Timeline::episode_on(Day day) const {
  const Episode* episode = latest_episode(day);
  return episode != nullptr && (!episode->returned || *episode->returned >= day) ? episode : nullptr;
}

bool Timeline::is_running(Day day) const {
  const Episode* episode = latest_episode(day);
  return episode != nullptr && (!episode->returned || day < *episode->returned);
}

std::optional<Day> Timeline::case_on(Day day) const {
  const Episode* episode = latest_episode(day);
  if (episode == nullptr) return std::nullopt;
  const bool running = !episode->returned || *episode->returned > day;
  if (!running && closes_case(episode->last_missed + 1, day - 1, episode->watch_days)) return std::nullopt;
  return episode->case_first;
}

std::vector<SessionPoint> Timeline::attended() const {
  std::vector<SessionPoint> points;
  for (const SchoolDay& day : days_) {
    if (day.morning && was_there(*day.morning)) points.push_back({day.day, Session::morning});
    if (day.afternoon && was_there(*day.afternoon)) points.push_back({day.day, Session::afternoon});
  }
  return points;
}

std::vector<Day> Timeline::whole_days_attended() const {
  std::vector<Day> whole;
  for (const SchoolDay& day : days_)
    if (day.attended_all()) whole.push_back(day.day);
  return whole;
}

Presence Timeline::next_session_after(Day day, Day on) const {
  const auto decides = [](Presence presence) { return presence != Presence::unknown && presence != Presence::excused; };
  for (std::size_t next = count_until(day); next < days_.size() && days_[next].day <= on; ++next)
    for (const std::optional<Presence> presence : {days_[next].morning, days_[next].afternoon})
      if (presence && decides(*presence)) return *presence;
  return Presence::unknown;
}

}  // namespace ksbx
