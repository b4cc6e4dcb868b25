// Calendar: which days are school days and which are working days.
//
// Built from layers: the State Council's holidays and make-up days (调休), the city's terms, closures of one school
// with the date on which each was entered, and closures by command (停课) of a class, a school or all. A date outside
// the nation's years or the terms' school years is outside the calendar: callers get a Failure::rules Error that names
// the missing file, never a guess.
//
// A school day lies in a term and is a working day, so make-up days are school days. Where layers disagree the nearer
// and more particular one holds: extra days of all schools over their closures, then a school's closures, then its
// extra days. They do so session by session: a closure of the afternoon leaves the morning, and an extra day with
// lessons in the morning has none in the afternoon. What was entered by command is the last word: where it closes,
// nothing else opens. A day with lessons in one session only is a school day like any other.
#pragma once

#include <map>
#include <memory>
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
Text label_of(Weekday weekday);              // 周二, Tuesday

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

// Whose lessons are asked about: those of a class, or of all of a school or of the city who have none of their own.
struct CalendarPlace {
  std::string school;   // a school's code, that of now; empty: the city at large
  UnitId school_class;  // none: the school at large

  CalendarPlace() = default;
  CalendarPlace(std::string code) : school(std::move(code)) {}
  CalendarPlace(const char* code) : school(code) {}
  CalendarPlace(std::string code, UnitId one_class) : school(std::move(code)), school_class(one_class) {}
};

struct Closure {
  std::string school;  // a school's code; empty for every school
  DayRange days;
  std::string reason;
  Day entered;               // when the closure was made known: before that, the night's run could not know
  Sessions sessions = {};    // without lessons
  UnitId school_class = {};  // that class of the school alone
  bool applies_to(const CalendarPlace& place) const;
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
  // The same with these closures, as entered by command, in place of those that it had.
  Calendar with_closures(std::vector<Closure> entered) const;
  // The same with other school codes in closures and extra days, and without closures by command.
  Calendar with_codes(Parts parts) const;

  // Inside: the nation's year is known and the date lies between the first and the last day of the terms, breaks
  // included.
  bool covers(Day day) const;
  // Throws Error(Failure::rules, "calendar-gap"), which names the file that is missing, unless it covers the day.
  void require(Day day) const;
  DayRange range() const;  // from the first to the last day covered; empty (first > last) if none is

  // All of these require the day given.
  bool is_work_day(Day day) const;
  bool is_school_day(Day day, const CalendarPlace& place = {}) const { return sessions_on(day, place).any(); }
  Sessions sessions_on(Day day, const CalendarPlace& place = {}) const;
  // The lessons of a stretch, day by day; days on which it holds none are left out.
  std::vector<LessonDay> lessons_in(const SessionRange& range, const CalendarPlace& place = {}) const;
  // Does the place have lessons on days on which the next larger one has none, or the other way round?
  bool has_own_days(const CalendarPlace& place) const;
  // Of files and by command, those that close this place.
  std::vector<Closure> closures_of(const CalendarPlace& place) const;
  std::optional<Day> next_school_day(Day after, const CalendarPlace& place = {}) const;
  std::optional<Day> previous_school_day(Day before, const CalendarPlace& place = {}) const;
  // The n-th working day after `from`, before it if n < 0; n = 0 is `from` itself, whatever day that is. Nothing where
  // the calendar ends first: these three never step over a gap.
  std::optional<Day> add_work_days(Day from, int n) const;
  std::optional<Day> add_school_days(Day from, int n, const CalendarPlace& place = {}) const;

  // The days on which any school, or the city at large, has lessons in one session only; ascending.
  std::vector<Day> half_days() const;

  const Term* term_on(Day day) const;    // nullptr in the holidays
  const Term* next_term(Day day) const;  // the first term that ends on or after `day`
  // Why a day is no lesson day: 国庆节, 周末, 学期外, the closure's reason, as shown to people (zh); empty on a school
  // day.
  std::string why_no_school(Day day, const CalendarPlace& place = {}) const;
  // The same of one session; empty if it is held.
  std::string why_no_lessons(Day day, Session session, const CalendarPlace& place = {}) const;

  const Parts& parts() const { return parts_; }                                    // of the files
  const Parts& as_written() const { return as_written_ ? *as_written_ : parts_; }  // by the codes that the files have
  const std::vector<Closure>& entered_closures() const { return entered_; }

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
  Sessions by_files(Day day, const std::string& school) const;

  Parts parts_;
  std::shared_ptr<const Parts> as_written_;  // none: as parts_
  Day first_;                                // of days_
  std::vector<Kind> days_;                   // of the city, from the first to the last covered day
  // Only the days on which a school differs from the city; most schools have none.
  std::unordered_map<std::string, std::map<Day, Decided>> own_days_;
  std::vector<Closure> entered_;  // by command
  // What those close: of all ("") and of schools, and of classes.
  std::unordered_map<std::string, std::map<Day, Sessions>> closed_;
  std::unordered_map<UnitId, std::map<Day, Sessions>> closed_classes_;
};

}  // namespace ksbx
