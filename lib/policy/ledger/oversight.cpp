#include "policy/ledger/oversight.h"

#include "policy/judge/walk.h"

namespace ksbx {
namespace {

std::optional<Day> begins(const Judge& judge, const History& history, const Duty& late, const DutyItem& level) {
  const std::optional<Day> due = first_deadline(late);
  return due ? judge.deadline(level.oversees->after, history, *due) : std::nullopt;
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
  duty.due = judge.deadline(level.due, history, opened);
  duty.rulebook = late.rulebook;
  const Action* step = judge.rulebook().action(late.action);
  duty.note = text("逾期没有完成：{}（应于 {} 前完成）", "overdue: {} (due {})",
                   step ? step->label : same_text(late.action), first_deadline(late)->iso())
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
  for (std::size_t i = 0; i < overseers.size(); ++i) {
    const Duty& late = *overseen[i];
    if (late.done && !(overseers[i].done && *overseers[i].done <= *late.done))
      finish(overseers[i], *late.done, late.proof);
  }
  std::erase_if(overseers, [](const Duty& duty) { return !duty.who.unit; });
  return overseers;
}

Turn next_oversight(const Judge& judge, const History& history, const Duty& open, Day judged) {
  Turn turn;
  for (const DutyItem* level : levels_over(judge, open))
    if (const auto day = begins(judge, history, open, *level); day && judged < *day) turn = earlier(turn, *day);
  return turn;
}

}  // namespace ksbx
