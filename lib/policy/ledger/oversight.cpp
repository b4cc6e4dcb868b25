#include "policy/ledger/oversight.h"

#include "policy/judge/period.h"
#include "policy/judge/walk.h"

namespace ksbx {
namespace {

// However often the post has changed hands since.
std::optional<Day> first_deadline(const Duty& late) {
  return late.missed.empty() ? late.due : std::optional(late.missed.front().due);
}

std::optional<Day> begins(const Judge& judge, const History& history, const Duty& late, const DutyItem& level) {
  const std::optional<Day> due = first_deadline(late);
  if (!due) return std::nullopt;
  return deadline(level.oversees->after, *due, *due, judge.parameters_on(history, *due), judge.calendar(),
                  judge.organisation().calendar_place(history.placement_on(*due).school_class));
}

std::vector<const DutyItem*> levels_over(const Judge& judge, const Duty& late) {
  std::vector<const DutyItem*> levels;
  const Rule* rule = judge.rulebook().rule(late.key.rule);
  if (rule == nullptr) return levels;
  for (const DutyItem& item : rule->duties)
    if (item.oversees && item.oversees->item == late.key.item) levels.push_back(&item);
  return levels;
}

}  // namespace

std::vector<Duty> overseers_of(const Judge& judge, const History& history, const Duty& late, Day judged) {
  std::vector<Duty> overseers;
  for (const DutyItem* level : levels_over(judge, late)) {
    const auto day = begins(judge, history, late, *level);
    if (!day || judged < *day || (late.done && *late.done <= *day)) continue;
    Duty duty;
    duty.key = late.key;
    duty.key.item = level->id;
    duty.action = level->action;
    duty.clauses = late.clauses;
    duty.opened = *day;
    duty.due = deadline(level->due, *day, *day, judge.parameters_on(history, *day), judge.calendar(),
                        judge.organisation().calendar_place(history.placement_on(*day).school_class));
    duty.rulebook = late.rulebook;
    const Action* step = judge.rulebook().action(late.action);
    duty.note = text("逾期没有完成：{}（应于 {} 前完成）", "overdue: {} (due {})",
                     step ? step->label : same_text(late.action), first_deadline(late)->iso())
                    .zh;
    duty = judge.completed(history, std::move(duty));
    if (late.done && !(duty.done && *duty.done <= *late.done)) {
      duty.state = DutyState::done;
      duty.done = late.done;
      duty.proof = late.proof;
      std::erase_if(duty.missed, [&](const Miss& miss) { return miss.due >= *late.done; });
    }
    if (duty.who.unit) overseers.push_back(std::move(duty));
  }
  return overseers;
}

Turn next_oversight(const Judge& judge, const History& history, const Duty& open, Day judged) {
  Turn turn;
  for (const DutyItem* level : levels_over(judge, open))
    if (const auto day = begins(judge, history, open, *level); day && judged < *day) turn = earlier(turn, *day);
  return turn;
}

}  // namespace ksbx
