// decide: rules × history × calendar → the duties that should exist, and the doubts. Pure: no clock, no file, no database.
//
// A Judge is built once per run and may be asked from several threads. For one subject it walks the days on which anything
// could change, from `since` through the day judged, and lists every duty that the rules give rise to in that stretch, each
// with the day it opened, its deadline, whom it falls to, and the record that proves it, if there is one. Calling it again
// with the same knowledge gives the same answer, whichever nights were missed.
#pragma once

#include <string>
#include <vector>

#include "model/calendar.h"
#include "model/duty.h"
#include "model/history.h"
#include "model/unit.h"
#include "policy/rulebook.h"

namespace ksbx {

// A rule that could not be judged for lack of knowledge: listed, never taken for a no.
struct Doubt {
  std::string rule;
  Subject subject;
  Day day;
  std::vector<Leaf> leaves;  // those that are unknown
};

// A period in which a duty's `done_when` holds: a duty of that key that is open in the ledger is done.
struct Settled {
  DutyKey key;
  Day day;
};

struct Decision {
  std::vector<Duty> duties;  // as derived: no id, `detected` unset
  std::vector<Settled> settled;
  std::vector<Doubt> doubts;  // as of the day judged
  std::string stage;          // the highest stage entered in the case that is open; empty if none is
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
  std::string rule;
  Day day;
  Truth truth = Truth::no;
  std::vector<Leaf> leaves;
};

class Judge {
 public:
  // `provisional`: `through` is today and not over, so a session without a mark is unknown although a register is in.
  enum class Closed { yes, provisional };
  Judge(const Rulebook& rulebook, const Calendar& calendar, const Organisation& organisation, Day through,
        Closed closed = Closed::yes);

  Decision decide(const History& history) const;
  // Every rule for this kind of subject, on `day`, with its leaves; and the facts on that day. For `explain`.
  std::vector<Judgement> judge(const History& history, Day day) const;
  std::vector<FactValue> facts(const History& history, Day day) const;

 private:
  const Rulebook& rulebook_;
  const Calendar& calendar_;
  const Organisation& organisation_;
  Day through_;
  Closed closed_;
};

}  // namespace ksbx
