// Facts (事实): typed values about one subject on one day, derived from its history.
//
// What depends on a missing register is a range: the least value is certain, the most is possible. Rules fire on what
// is certain (POLICY default 5).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/calendar.h"
#include "model/duty.h"
#include "model/history.h"
#include "model/unit.h"
#include "policy/judge/timeline.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

// What a fact was counted from: days ("2026-11-20"), sessions ("2026-11-20 am") or records ("2026-11-20 persuasion").
struct Trace {
  std::vector<std::string> counted;
  std::vector<std::string> skipped;  // with the reason
};

// The day on which facts are asked for, and what holds on it.
struct FactDay {
  Day day;
  const std::vector<Value>& parameters;
  Value stage;  // as it was before this day; absent if none was entered
  // Facts that go by the month, the term or the year are of the one in which its first day lies, through its last day;
  // nothing: of that in which `day` lies.
  std::optional<DayRange> former = {};
};

// How what a rule asked of the subject latest stands on a day.
struct DutyThen {
  DutyState state = DutyState::open;  // open or done
  Day opened;
  std::optional<Day> due;  // its first deadline, however often the post has changed hands since
  bool is_late(Day day) const { return state == DutyState::open && due && *due < day; }
};

// Whoever knows what was asked. What arises on a day is seen on the next: rules do not chain within a night.
class DutiesThen {
 public:
  // Nothing if that rule asked for nothing from `first` until before `day`, or what it asked for has no cause any more.
  virtual std::optional<DutyThen> latest(std::string_view rule, Day first, Day day) const = 0;

 protected:
  ~DutiesThen() = default;
};

class FactReader {
 public:
  // All arguments must outlive the reader. `school_days`: of the pupil's schools, ascending.
  FactReader(const Rulebook& rulebook, const Calendar& calendar, const Organisation& organisation,
             const History& history, const Timeline& timeline, const std::vector<Day>& school_days,
             const DutiesThen& duties);

  // The values of the facts in `slots` (ascending, closed under what expressions need); the others stay absent.
  std::vector<Value> values(const std::vector<int>& slots, const FactDay& on) const;
  // What one fact was counted from; empty for expressions and attributes.
  Trace trace(const FactDefinition& fact, const FactDay& on) const;

  // One record as conditions see it on a day: its fields, then `came_back`, which later days decide.
  std::vector<Value> record_values(const RecordKind& kind, const Record& record, Day on) const;
  Truth satisfies(const Record& record, const std::optional<Condition>& where, const FactDay& on) const;
  // Is any of these facts a run of sessions that has begun and may end with the next one?
  bool has_streak(const std::vector<int>& slots, const std::vector<Value>& values) const;
  // Over how many days, school days or school weeks a fact counts; 0 if it counts over no such window.
  static std::int64_t window_of(const FactDefinition& fact, const std::vector<Value>& parameters);

 private:
  friend class FactTurns;
  struct Stretch {
    Day first;
    Day last;
  };
  // The stretch a fact looks at on a day; nothing if there is no such episode, case or term.
  std::optional<Stretch> stretch(Within within, Day day) const;
  // Of a fact that may look back over a number of days instead.
  std::optional<Stretch> stretch(const FactDefinition& fact, const FactDay& on) const;
  // The day of the latest record of that kind before `day`: what was missed up to it is settled. On its own day it
  // still counts, so that a decision of the same day answers it. Nothing if there is none.
  std::optional<Day> latest_day(const std::string& kind, Day day) const;

  Value derive(const FactDefinition& fact, const FactDay& on, const std::vector<Value>& earlier, Trace* trace) const;
  Value streak(const FactDefinition& fact, Day day, Trace* trace) const;
  Day counted_from(const FactDefinition& fact, Day day) const;
  Value count(const FactDefinition& fact, const FactDay& on, Trace* trace) const;
  bool may_count(const FactDefinition& fact, const SchoolDay& day) const;
  Value count_sessions(const FactDefinition& fact, const FactDay& on, Trace* trace) const;
  Value run(const FactDefinition& fact, const FactDay& on, Trace* trace) const;
  Value latest(const FactDefinition& fact, const FactDay& on, Trace* trace) const;
  Value days_since(const FactDefinition& fact, const FactDay& on, Trace* trace) const;
  // Up to which day what such a record began is over (FactDefinition::first_after). Nothing: it never was.
  std::optional<Day> over_through(const FactDefinition& fact, const FactDay& on) const;
  std::optional<DutyThen> duty(const FactDefinition& fact, Day day, Trace* trace) const;
  Value duty_state(const FactDefinition& fact, Day day, Trace* trace) const;
  Value days_late(const FactDefinition& fact, Day day, Trace* trace) const;
  std::int64_t days_between(Day from, Day to, DayUnit unit) const;
  // The first of the last `window` days, school days or school weeks up to `day`.
  Day window_first(const FactDefinition& fact, Day day, std::int64_t window) const;
  // The school days of the running absence on which a session was missed without leave; at most also those without a
  // register. Days of leave and days without school add nothing. 0 once the pupil is back.
  Value absent_for(Day day, Trace* trace) const;
  Value attribute(const FactDefinition& fact, const FactDay& on, Trace* trace) const;
  Value register_returned(Day day) const;
  Value has_class_teacher(Day day) const;
  Value absent_now(Day day) const;
  const Unit* grade_unit(Day day) const;  // the pupil's; nullptr for anything else, and where there is none
  Value grade(Day day) const;
  Value is_compulsory(const FactDay& on) const;
  Value is_preschool(Day day) const;

  // The subject's records of the fact's kind in its stretch, and those that name it, latest first, with whether each
  // satisfies the fact's condition.
  struct Found {
    const Record* record;
    Truth truth;
  };
  std::vector<Found> found(const FactDefinition& fact, const FactDay& on) const;
  bool is_named_in(const Record& record) const;

  const Rulebook& rulebook_;
  const Calendar& calendar_;
  const Organisation& organisation_;
  const History& history_;
  const Timeline& timeline_;
  const std::vector<Day>& school_days_;
  const DutiesThen& duties_;
};

// A stored field as a value of its type; absent if it was left empty or is no choice of the list.
Value value_of(const FieldValue& stored, const Type& type);
// Does the record say that year in a field? A field that was left empty says none.
bool says_year(const Record& record, const std::string& field, int year);

}  // namespace ksbx
