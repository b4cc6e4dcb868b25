// Calendar: which days are school days and which are working days.
//
// Built from layers: the State Council's holidays and make-up days (调休), the city's terms, and closures of one school
// with the date on which each was entered. A date outside the nation's years or the terms' school years is outside the
// calendar: callers get a Failure::rules Error that names the missing file, never a guess.
//
// A school day lies in a term and is a working day, so make-up days are school days. Where layers disagree the nearer
// and more particular one holds: extra days of all schools over their closures, then a school's closures, then its
// extra days. They do so session by session: a closure of the afternoon leaves the morning, and an extra day with
// lessons in the morning has none in the afternoon. A day with lessons in one session only is a school day like any
// other.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/day.h"
#include "model/attendance.h"
#include "model/id.h"

namespace ksbx {

struct DayRange {
  Day first;
  Day last;  // included
  bool contains(Day day) const { return first <= day && day <= last; }
  bool operator==(const DayRange&) const = default;
};
std::string in_words(const DayRange& days);  // "2026-11-09至2026-11-13", or the one day

// From one session to another, both included: a leave, a closure.
struct SessionRange {
  Day first;
  Day last;
  Session from = Session::morning;  // of the first day
  Session to = Session::afternoon;  // of the last day
  Sessions on(Day day) const;       // of that day, those that lie in it
  bool operator==(const SessionRange&) const = default;
};

// A day with lessons, and in which sessions.
struct LessonDay {
  Day day;
  Sessions sessions;
  bool operator==(const LessonDay&) const = default;
};

struct Term {
  std::string name;  // "2026-2027-1"
  DayRange days;     // first to last day of lessons
  bool operator==(const Term&) const = default;
};

struct Closure {
  std::string school;  // a school's code; empty for every school
  DayRange days;
  std::string reason;
  Day entered;             // when the closure was made known: before that, the night's run could not know
  Sessions sessions = {};  // without lessons
  bool operator==(const Closure&) const = default;
};

// A lesson day on what would be none (a school's own make-up day).
struct ExtraDay {
  std::string school;
  Day day;
  std::string reason;
  Day entered;
  Sessions sessions = {};  // with lessons
  bool operator==(const ExtraDay&) const = default;
};

class Calendar {
 public:
  struct Parts {
    std::set<int> years;  // years for which the nation's holidays are known
    std::set<Day> holidays;
    std::set<Day> makeup_workdays;
    std::map<Day, Sessions> makeup_half_days;  // of those, what has lessons in one session only
    std::map<Day, std::string> holiday_names;  // 国庆节, where the file says so
    std::vector<Term> terms;                   // ordered, not overlapping
    std::vector<Closure> closures;
    std::vector<ExtraDay> extra_days;
  };

  Calendar() = default;
  explicit Calendar(Parts parts);

  // Inside: the nation's year is known and the date lies between the first and the last day of the terms, breaks
  // included.
  bool covers(Day day) const;
  DayRange range() const;  // from the first to the last day covered; empty (first > last) if none is

  // All of these need covers(day), of the day given; otherwise they throw Error(Failure::rules, "calendar-gap").
  // `school` is a school's code; empty asks for the city at large.
  bool is_work_day(Day day) const;
  bool is_school_day(Day day, const std::string& school = {}) const { return sessions_on(day, school).any(); }
  Sessions sessions_on(Day day, const std::string& school = {}) const;
  // The lessons of a stretch, day by day; days on which it holds none are left out.
  std::vector<LessonDay> lessons_in(const SessionRange& range, const std::string& school = {}) const;
  // Does the school have lessons on days on which the city has none, or the other way round?
  bool has_own_days(const std::string& school) const { return own_days_.contains(school); }
  std::optional<Day> next_school_day(Day after, const std::string& school = {}) const;
  std::optional<Day> previous_school_day(Day before, const std::string& school = {}) const;
  // The n-th working day after `from`, before it if n < 0; n = 0 is `from` itself, whatever day that is. Nothing where
  // the calendar ends first: these three never step over a gap.
  std::optional<Day> add_work_days(Day from, int n) const;
  std::optional<Day> add_school_days(Day from, int n, const std::string& school = {}) const;

  // The days on which any school, or the city at large, has lessons in one session only; ascending.
  std::vector<Day> half_days() const;

  const Term* term_on(Day day) const;    // nullptr in the holidays
  const Term* next_term(Day day) const;  // the first term that ends on or after `day`
  // Why a day is no lesson day: 国庆节, 周末, 学期外, the closure's reason, as shown to people (zh); empty on a school
  // day.
  std::string why_no_school(Day day, const std::string& school = {}) const;
  // The same of one session; empty if it is held.
  std::string why_no_lessons(Day day, Session session, const std::string& school = {}) const;

  const Parts& parts() const { return parts_; }

 private:
  // What one day is, asked for every pupil and so worked out once.
  struct Kind {
    bool covered = false;
    bool work = false;
    Sessions lessons = {false, false};
  };
  // What entries say about some sessions of a day: with lessons, or without.
  struct Decided {
    std::optional<bool> morning;
    std::optional<bool> afternoon;
  };
  static std::map<Day, Decided> decided_for(const Parts& parts, const std::string& school, DayRange within);
  const Kind& city_on(Day day) const;  // throws outside

  Parts parts_;
  Day first_;               // of days_
  std::vector<Kind> days_;  // of the city, from the first to the last covered day
  // Only the days on which a school differs from the city; most schools have none.
  std::unordered_map<std::string, std::map<Day, Decided>> own_days_;
};

}  // namespace ksbx
