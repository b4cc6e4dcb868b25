#include "policy/ledger/oversight.h"

#include <algorithm>

#include "policy/judge/route.h"
#include "policy/judge/walk.h"

namespace ksbx {
namespace {

// Whoever let it pass its first deadline, or has it still.
const Assignee& who_was_late(const Duty& late) {
  const Miss* first = first_miss(late);
  return first ? first->who : late.who;
}

// A paper that was corrected is to be signed for by another day; whoever missed the first one is not late with it.
std::optional<Day> late_since(const Judge& judge, const Duty& late) {
  const DutyItem* item = item_of(judge.rulebook(), late.key);
  return item && item->signs ? late.due : first_deadline(late);
}

// Nothing is late on the day on which it is due.
std::optional<Day> begins(const Judge& judge, const History& history, const Duty& late, const DutyItem& level) {
  const std::optional<Day> due = late_since(judge, late);
  const auto day = due ? judge.deadline(level.oversees->after, history, *due) : std::nullopt;
  return day ? std::optional(std::max(*day, *due + 1)) : std::nullopt;
}

// The day whose placement says where the late duty lies: it stays in the school where it arose, but for work that went
// on to another one.
Day lies_on(const Judge& judge, const History& history, const Duty& late) {
  const Organisation& organisation = judge.organisation();
  const Day arose = arose_on(judge.rulebook(), organisation, history, late);
  const Unit* school = organisation.above(who_was_late(late).unit, UnitKind::school);
  const auto is_there = [&](Day day) {
    return organisation.above(history.placement_on(day).school_class, UnitKind::school) == school;
  };
  if (school == nullptr || is_there(arose)) return arose;
  for (const Placement& placement : history.placements)
    if (arose < placement.from && is_there(placement.from)) return placement.from;
  return arose;
}

std::vector<const DutyItem*> levels_over(const Judge& judge, const Duty& late) {
  std::vector<const DutyItem*> levels;
  const Rule* rule = judge.rulebook().rule(late.key.rule);
  if (rule == nullptr) return levels;
  for (const DutyItem& item : rule->duties)
    if (item.oversees && item.oversees->item == late.key.item) levels.push_back(&item);
  return levels;
}

Duty overseer_of(const Judge& judge, const History& history, const Duty& late, const DutyItem& level, Day opened) {
  Duty duty;
  duty.key = late.key;
  duty.key.item = level.id;
  duty.action = level.action;
  duty.clauses = late.clauses;
  duty.opened = opened;
  duty.arose = lies_on(judge, history, late);
  duty.due = judge.deadline(level.due, history, opened);
  duty.rulebook = late.rulebook;
  const Action* step = judge.rulebook().action(late.action);
  duty.note = text("逾期没有完成：{}（应于 {} 前完成）", "overdue: {} (due {})",
                   step ? step->label : same_text(late.action), late_since(judge, late)->iso())
                  .zh;
  return duty;
}

}  // namespace

std::vector<Duty> overseers_of(const Judge& judge, const History& history, const std::vector<Duty>& duties,
                               Day judged) {
  std::vector<Duty> overseers;
  std::vector<const Duty*> overseen;
  for (const Duty& late : duties)
    for (const DutyItem* level : levels_over(judge, late)) {
      const auto day = begins(judge, history, late, *level);
      if (!day || judged < *day || (late.done && *late.done <= *day)) continue;
      overseers.push_back(overseer_of(judge, history, late, *level, *day));
      overseen.push_back(&late);
    }
  judge.complete(history, overseers);
  std::vector<Duty> told;
  for (std::size_t i = 0; i < overseers.size(); ++i) {
    const Duty& late = *overseen[i];
    const std::string& person = who_was_late(late).person;
    const bool is_himself = !person.empty() && person == overseers[i].who.person;
    if (!overseers[i].who.unit || is_himself) continue;
    if (late.done && !(overseers[i].done && *overseers[i].done <= *late.done))
      finish(overseers[i], *late.done, late.proof);
    told.push_back(std::move(overseers[i]));
  }
  return told;
}

Turn next_oversight(const Judge& judge, const History& history, const Duty& open, Day judged) {
  Turn turn;
  for (const DutyItem* level : levels_over(judge, open))
    if (const auto day = begins(judge, history, open, *level); day && judged < *day) turn = earlier(turn, *day);
  return turn;
}

}  // namespace ksbx
