// Calendar: which days are school days and which are working days.
//
// Built from layers: the State Council's holidays and make-up days (调休), the city's terms, and closures of one school
// with the date on which each was entered. A date outside the nation's years or the terms' school years is outside the
// calendar: callers get a Failure::rules Error that names the missing file, never a guess.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/day.h"
#include "model/id.h"

namespace ksbx {

struct DayRange {
  Day first;
  Day last;  // included
  bool contains(Day day) const { return first <= day && day <= last; }
  bool operator==(const DayRange&) const = default;
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
  Day entered;         // when the closure was made known: before that, the night's run could not know
  bool operator==(const Closure&) const = default;
};

// A lesson day on what would be none (a school's own make-up day).
struct ExtraDay {
  std::string school;
  Day day;
  std::string reason;
  Day entered;
  bool operator==(const ExtraDay&) const = default;
};

class Calendar {
 public:
  struct Parts {
    std::set<int> years;            // years for which the nation's holidays are known
    std::set<Day> holidays;
    std::set<Day> makeup_workdays;
    std::vector<Term> terms;        // ordered, not overlapping
    std::vector<Closure> closures;
    std::vector<ExtraDay> extra_days;
  };

  Calendar() = default;
  explicit Calendar(Parts parts);

  // Inside: the nation's year is known and the date lies between the first and the last day of the terms, breaks included.
  bool covers(Day day) const;
  DayRange range() const;  // what is covered, for messages; empty range (first > last) if nothing is

  // All of these need covers(day). `school` is a school's code; empty asks for the city at large.
  bool is_work_day(Day day) const;
  bool is_school_day(Day day, const std::string& school = {}) const;
  std::optional<Day> next_school_day(Day after, const std::string& school = {}) const;
  std::optional<Day> previous_school_day(Day before, const std::string& school = {}) const;
  // The n-th working day after `from`; n = 0 is `from` itself. Nothing where the calendar ends first.
  std::optional<Day> add_work_days(Day from, int n) const;
  std::optional<Day> add_school_days(Day from, int n, const std::string& school = {}) const;

  const Term* term_on(Day day) const;  // nullptr in the holidays
  const Term* next_term(Day day) const;  // the first term that ends on or after `day`
  // Why a day is no lesson day: 国庆节, weekend, the closure's reason; empty on a school day.
  std::string why_no_school(Day day, const std::string& school = {}) const;

  const Parts& parts() const { return parts_; }

 private:
  Parts parts_;
};

}  // namespace ksbx
