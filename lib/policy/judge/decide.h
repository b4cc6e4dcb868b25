// decide: rules × history × calendar → the duties that should exist, and the doubts. Pure: no clock, no file, no
// database.
//
// A Judge is built once per run and may be asked from several threads. For one subject it walks the days on which
// anything could change, from `since` through the day judged, and lists every duty that the rules give rise to in that
// stretch, each with the day it opened, its deadline, whom it falls to, and the record that proves it, if there is one.
// Calling it again with the same knowledge gives the same answer, whichever nights were missed.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/calendar.h"
#include "model/duty.h"
#include "model/history.h"
#include "model/unit.h"
#include "policy/condition/condition_turns.h"
#include "policy/judge/timeline.h"
#include "policy/rulebook/parameter_table.h"
#include "policy/rulebook/rulebook.h"

namespace ksbx {

class Walk;

// A rule that could not be judged for lack of knowledge: listed, never taken for a no.
struct Doubt {
  std::string rule;
  Subject subject;
  Day day;
  // those that are unknown; none where it is the record or the deadline of a duty that is not known
  std::vector<Leaf> leaves;
  // Why the subject could not be judged at all, whatever the rule; then `rule` is empty. Not of a decision: of
  // whoever asked for one.
  std::optional<Problem> problem = std::nullopt;
};

// A duty that was not done when what its rule says of `while` ceased to hold, its class had no pupils any more, its
// unit closed, or a minor came to a school or left it. What it missed by then stays missed.
struct Lapse {
  enum class Why { condition, no_pupils, closed, came_to_school, left_school };
  Duty duty;
  Day day;
  Why why;
  std::optional<Day> returned;  // the day on which the pupil was back, where that ended the duty's episode
  std::vector<Leaf> leaves;     // of `while`, as they came out on that day
};

struct Decision {
  std::vector<Duty> duties;      // as derived: no id, no `why`, `detected` unset
  std::vector<Lapse> lapsed;     // by day; of a duty that arose again, it is in `duties` as well
  std::vector<DutyKey> settled;  // no cause any more, and `done_when` holds: if open in the ledger, it is done
  std::vector<Doubt> doubts;     // as of the day judged
  // The highest stage entered in the case that is open; without a case, by signs alone (P45). Empty if none was
  // entered.
  std::string stage;
  std::optional<Day> open_case;        // the first day of the case that is open on the day judged
  std::vector<SessionPoint> attended;  // every session known to be attended, ascending
  std::vector<Day> whole_days;         // the school days of which every session was, ascending
  std::map<Day, int> watches;          // of each case, by its first day: after how many days attended it closes
  // The first later day on which anything may turn although nothing more is said; until then, and unless something is,
  // judging again finds the same. Nothing: there is no such day.
  Turn wakes;
};

// One fact of a subject on a day, with what it was counted from.
struct FactValue {
  std::string name;
  Value value;
  std::vector<std::string> counted;  // "2026-11-20", "2026-11-23 am": days or sessions that count
  std::vector<std::string> skipped;  // with the reason: "2026-11-21 weekend", "2026-11-24 excused"
};

// How one rule came out on one day.
struct Judgement {
  const Rule* rule;
  Truth truth = Truth::no;
  std::string period;  // the key of the period judged; empty if there is none (no episode, no term)
  std::vector<Leaf> leaves;
};

class Judge {
 public:
  // `provisional`: `through` is today and not over, so a session without a mark is unknown although a register is in.
  // The arguments must outlive the judge. The calendar must cover `through`; otherwise Failure::rules is thrown.
  Judge(const Rulebook& rulebook, const Calendar& calendar, const Organisation& organisation, Day through,
        Timeline::Closed closed = Timeline::Closed::yes);

  // Of a subject that is not on the books (no `since`) there are no duties, facts and judgements. These throw Error
  // (Failure::guard) where the history is beyond any that anyone lives through (walk.h, Budget).
  Decision decide(const History& history) const;
  // Every rule for this kind of subject on the day judged, with its leaves; and the facts. For `explain`.
  std::vector<Judgement> judge(const History& history) const;
  std::vector<FactValue> facts(const History& history) const;
  // Of duties that follow from others, which decide() does not derive: what proves each, whom it falls to, and who
  // missed it.
  void complete(const History& history, std::vector<Duty>& duties) const;
  // What is asked from a day on is due then, where the subject is on that day.
  std::optional<Day> deadline(const Due& due, const History& history, Day from) const;
  // The reasons of a duty that decide() derived, as JSON: the day, the condition leaf by leaf, each parameter with its
  // origin, what was counted and skipped.
  std::string why(const History& history, const Duty& duty) const;
  // The same of many, in their order, for little more than the price of one.
  std::vector<std::string> why(const History& history, const std::vector<Duty>& duties) const;

  // The comparisons of the rule that opened a duty, as they come out now for the day on which it opened; none for a
  // rule without `when`.
  std::vector<Leaf> leaves(const History& history, const Duty& duty) const;
  // One fact on a day not after the day judged; absent if no rule for this kind of subject uses it.
  Value fact(const History& history, std::string_view name, Day day) const;

  // The value of each parameter for this subject on a day, by slot.
  const std::vector<Value>& parameters_on(const History& history, Day day) const;

  // The first later day on which someone takes up a post anywhere, or leaves one.
  Turn next_change_of_posts(Day day) const;

  Day through() const { return through_; }
  const Rulebook& rulebook() const { return rulebook_; }
  const Calendar& calendar() const { return calendar_; }
  const Organisation& organisation() const { return organisation_; }

 private:
  friend class Walk;
  // The rules for one kind of subject, and the facts they need, ascending.
  struct Agenda {
    std::vector<const Rule*> rules;
    std::vector<int> facts;
    bool counts_attendance = false;     // some fact changes with every day attended
    bool lapses = false;                // some rule says `while`
    std::set<std::string> looked_at;    // the rules of which some fact asks what became of their duties
    std::set<std::string> asks_return;  // the kinds of record of which something asks whether the pupil came back
  };
  std::string why(const Walk& walk, const Duty& duty) const;
  void add_fact_of_documents(std::set<int>& facts) const;
  void join_agendas_of_minors();
  const Agenda& agenda(SubjectKind kind) const;
  // Of a minor who was at school on some days and on others not: both.
  const Agenda& agenda(const History& history) const;
  // Of a class, of the school of a unit; of the city for what lies in none. Ascending, to the end of the calendar.
  const std::vector<Day>& school_days(UnitId unit) const;
  // Those of a school day of the subject's, where he was then.
  Sessions sessions_on(const History& history, Day day) const;
  // Of a pupil who changed schools: of each as long as he went there. Empty for everybody else.
  std::vector<Day> days_of_several_schools(const History& history) const;
  const ParameterTable& parameters(const History& history, Day day) const;

  const Rulebook& rulebook_;
  const Calendar& calendar_;
  const Organisation& organisation_;
  Day through_;
  Timeline::Closed closed_;
  std::map<SubjectKind, Agenda> agendas_;
  Agenda of_minors_;                                           // of pupils and of minors at no school together
  std::unordered_map<UnitId, std::vector<Day>> days_of_unit_;  // of schools and classes with days of their own
  std::vector<Day> days_of_city_;
  std::vector<Day> half_days_;  // ascending: some school has lessons in one session only
  ParameterTables parameters_;
  std::vector<Day> changes_;  // ascending: the days in the calendar on which a parameter, a rule or a unit changes
  // Of a class, ascending: when a class teacher comes or has gone.
  std::unordered_map<UnitId, std::vector<Day>> teacher_changes_;
  std::unordered_map<UnitId, std::vector<Day>> post_changes_at_;  // of a unit, in any order
  std::vector<Day> post_changes_;                                 // anywhere, ascending
};

}  // namespace ksbx
