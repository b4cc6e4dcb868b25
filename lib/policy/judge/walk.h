// Walk: one subject through the days on which anything could change; the inside of Judge.
//
// A walk always ends. It begins on the subject's first day, stays within the calendar, and has a budget, so that a
// history that no one meant (a date of a year long gone, a file imported for ever) costs one subject its verdict and
// not the city its night.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "policy/judge/decide.h"
#include "policy/judge/fact_turns.h"
#include "policy/judge/facts.h"
#include "policy/judge/period.h"

namespace ksbx {

// What one walk may cost. An event is a mark or a record; a look is one record or school day that a fact or a rule
// may have to see on one day of the walk. A pupil with a mark and a record on every single day of twelve years, more
// than anyone ever had, comes to 4,330 days, 8,660 events and, under the shipped rules, 1.9 billion looks; a usual
// case to a thousandth of that.
struct Budget {
  static constexpr std::int64_t most_days = 40'000;  // a hundred years
  static constexpr std::int64_t most_events = 50'000;
  static constexpr std::int64_t most_looks = 6'000'000'000;  // some ten seconds
};

class Walk final : DutiesThen {
 public:
  // Throws Error (Failure::internal, "no-first-day") for a history without `since`: whoever asks looks at that first.
  Walk(const Judge& judge, const History& history);

  // Walks from the history's `since` through `last`; the decision then holds what opened on the way. Throws Error
  // (Failure::guard, "history-too-long") where that would cost more than the budget, before it has cost much of it.
  void through(Day last);
  Decision take_decision();

  // Says of duties of the subject that no walk derives what proves each by `last`, whom it falls to, and who missed it.
  void complete(std::vector<Duty>& duties, Day last);

  // On a day that the walk has passed: the values by fact slot, and how each rule came out.
  std::vector<Value> values_on(Day day) const;
  std::vector<Judgement> judgements_on(Day day);
  Trace trace(const FactDefinition& fact, Day day) const;
  // The table of parameters for where the subject stood on a day; what it says: all by slot; and one with its origin.
  const ParameterTable& table(Day day) const;
  const std::vector<Value>& parameters(Day day) const;
  const Parameter::Dated& dated(const Parameter& parameter, Day day) const;

 private:
  // What entered a stage when, and in which case.
  struct Entered {
    std::optional<Day> in_case;
    Day day;
    std::size_t place;
  };

  // The days on which what was entered has an effect: they are looked at whatever the rules ask.
  void find_events();
  void add_attendance(std::vector<Day>& days) const;
  // The first day after `day`, which was just visited, on which anything may turn if nothing more is said.
  Turn next_turn(Day day);
  Turn turn_of_rule(const Rule& rule, Day day, const Situation& now, const FactTurns& facts);
  Turn turn_of_open_duties(const Situation& now, const FactTurns& facts) const;
  Turn turn_of_stages(Day day) const;
  Turn turn_of_asked(Day day) const;
  // The next day of which attendance may settle something that is open on `day`: an absence, a case, a promise.
  Turn awaited_attendance(Day day) const;
  bool awaits_session(const Record& record, Day day) const;
  Day first_walked() const;
  // After how many days attended a case that began on that day closes.
  int watch_days(Day day) const;
  void stay_in_budget() const;
  void visit(Day day, Day last);
  void visit_rule(const Rule& rule, Day day, Day last, const std::vector<Value>& values);
  bool still_runs(const Rule& rule, Day day) const;
  void visit_events(const Rule& rule, Day day, Day last, const std::vector<Value>& values);
  // Does the rule's `when` hold, and what it says of `while`?
  static Truth holds(const Rule& rule, const Situation& situation);
  // How a condition came out on an earlier day; `values_today` saves asking where that is today.
  Truth held_on(const Condition& when, Day then, Day today, const std::vector<Value>& values_today) const;
  void doubt(const Rule& rule, Day day, const std::vector<Value>& values);
  void doubt_deadlines(Day last);
  const std::optional<Period>& period(const Rule& rule, Day day);
  FactDay fact_day(Day day) const;
  Value stage_before(Day day) const;
  void open(const Rule& rule, const Period& period, Day day);
  // The record that gave rise to the duties of that period; nullptr if none did.
  const Record* event_of(std::string_view period) const;
  // The date that it says in a field, or `opened` if that is later; nothing if it says none.
  std::optional<Day> date_said(const std::string& field, std::string_view period, Day opened) const;
  void set_due(Duty& duty, const DutyItem& item, std::optional<Day> due, Day day) const;
  void assign(Duty& duty, const DutyItem& item, Day last) const;
  // Of duties that some fact looks at: as they arose, and what became of them but for proofs.
  std::optional<DutyThen> latest(std::string_view rule, Day first, Day day) const override;
  DutyThen as_of(const Duty& arose, Day day) const;
  void note_asked(const Rule& rule, const DutyItem& item, const Duty& duty);
  void note_over(const Duty& duty, Day day, DutyState state);
  Day last_day_in_class(Day arose) const;
  const Record* reassigned(const Duty& duty, Day day) const;
  template <class Holder>
  void follow_moves(Duty& duty, const DutyItem& item, Day last, const Holder& holder) const;
  template <class Holder>
  std::optional<Day> next_holder(const Miss& missed, Day last, const Holder& holder) const;
  void enter(const Entered& entered);
  // The highest stage that something entered before `day` and that still holds on it: in the case that is open then,
  // or as a sign that has not lapsed; its place.
  std::optional<std::size_t> highest_stage(Day before, Day day) const;
  std::optional<Day> lapses(const Entered& entered) const;
  void settle(const Rule& rule, const Period& period, const std::vector<Value>& values, Day day);
  std::optional<DayRange> former_period(const Rule& rule, const Duty& duty, Day day) const;
  void finish_by_condition(Day day, const std::vector<Value>& values);
  void lapse(Day day, const std::vector<Value>& values);
  void keep_missed();
  template <class IsOver>
  void drop(Day day, Lapse::Why why, const IsOver& is_over);
  void desert(Day day, Lapse::Why why);
  bool concerns(const Rule& rule, Day day) const;
  void leave_behind(Day day);
  std::optional<Day> returned_by(Day day, const Duty& duty) const;
  void find_proof(Duty& duty, const FactDay& on) const;  // among the records through that day
  Day proved_from(const Duty& duty) const;               // the first day of which a record can prove it
  bool is_about_same(const Proof& proof, const Duty& duty, const Record& record) const;
  std::vector<std::string> owed_by(const DutyItem& item, const Proof& proof, const Duty& duty, Day day) const;
  bool proves(const DutyItem& item, const Duty& duty, const Record& record, const FactDay& on) const;
  bool is_open(const Rule& rule, const std::string& period) const { return opened_.contains({&rule, period}); }
  bool in_doubt(const Rule& rule, Day day) const;

  const Judge& judge_;
  const History& history_;
  Day since_;
  std::optional<Day> closed_;  // of a unit: the day from which it is no more
  const Judge::Agenda& agenda_;
  bool is_mixed_;                     // a minor, at school on some days and on others not
  std::vector<Day> days_of_schools_;  // of a pupil who went to several schools: of each while he did
  const std::vector<Day>& school_days_;
  Timeline timeline_;
  FactReader reader_;
  Day last_;                 // through which the walk goes
  std::vector<Day> events_;  // ascending
  std::int64_t visits_ = 0;
  std::vector<Value> values_;                             // on the day visited last
  Day period_day_;                                        // of `periods_`
  std::map<Per, std::optional<Period>> periods_;          // as far as they were asked for: rules of a kind share them
  std::set<std::pair<const Rule*, std::string>> opened_;  // with the period
  std::vector<Entered> entered_;
  struct Asked {
    Duty arose;
    std::optional<Day> over;  // from that day on it is done by a condition, or has no cause
    bool is_done = false;
    bool is_known(Day day) const { return arose.opened < day && (is_done || !over || day < *over); }
  };
  std::vector<Asked> asked_;
  Decision decision_;
};

// The item of a rulebook that a duty came from; nullptr if the rulebook has no such rule or item any more.
const DutyItem* item_of(const Rulebook& rulebook, const DutyKey& key);

}  // namespace ksbx
