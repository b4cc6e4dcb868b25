// FactTurns: until when the facts of a subject hold if nothing more is said about it.
//
// A count over a window ends when what it counts leaves the window, one within a term when the term does, an age on the
// day after the birthday. What attendance may bring is not foreseen here: of days that are over it is an event of its
// own, and of those to come whoever waits for it asks again on the next school day (walk.h).
#pragma once

#include <optional>
#include <vector>

#include "policy/condition/condition_turns.h"
#include "policy/judge/facts.h"

namespace ksbx {

// The first day after `day` on which a period of this kind begins, or on which none is any more; nothing for episodes,
// cases and events, which begin and end by what is said.
Turn period_turn(Per per, Day day, const Calendar& calendar, const Rulebook& rulebook);

class FactTurns final : public NameTurns {
 public:
  // `values`: the facts as they are on that day. `teacher_changes`: the days on which someone becomes, or is no
  // longer, class teacher of the subject's class. `school_days`: of the subject's school, ascending, beyond the day
  // judged. `through`: the day judged, of which the night knows the registers. All must outlive this. One thread.
  FactTurns(const FactReader& reader, const FactDay& on, const std::vector<Value>& values,
            const std::vector<Day>& teacher_changes, const std::vector<Day>& school_days, Day through);

  Turn of(int slot) const override;
  bool counts_days(int slot) const override;
  Turn reaches(int slot, std::int64_t number) const override;

 private:
  const FactDefinition& fact(int slot) const;
  Turn derive(const FactDefinition& fact, int slot) const;
  Turn of_sessions(const FactDefinition& fact, int slot) const;
  Turn of_records(const FactDefinition& fact) const;
  // The first day on which what was counted on `counted` is out of the window.
  Turn leaves(const FactDefinition& fact, Day counted, std::int64_t window) const;
  Turn of_attribute(const FactDefinition& fact) const;
  Turn end_of(Within within) const;
  Turn next_birthday() const;

  const FactReader& reader_;
  const FactDay& on_;
  const std::vector<Value>& values_;
  const std::vector<Day>& teacher_changes_;
  const std::vector<Day>& school_days_;
  Day through_;
  mutable std::vector<std::optional<Turn>> known_;  // by slot, as far as it was asked
};

// The first of these days that is later; nothing if none is.
Turn next_of(const std::vector<Day>& ascending, Day day);

}  // namespace ksbx
