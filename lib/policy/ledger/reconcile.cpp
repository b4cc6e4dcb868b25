#include "policy/ledger/reconcile.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "policy/judge/walk.h"
#include "policy/ledger/delivery.h"
#include "policy/ledger/oversight.h"

namespace ksbx {
namespace {

class Reconciliation {
 public:
  Reconciliation(const Judge& judge, const Decision& decision, const Ledger& ledger, const History& history,
                 const Night& night)
      : judge_(judge),
        decision_(decision),
        ledger_(ledger),
        history_(history),
        rulebook_(judge.rulebook()),
        night_(night),
        deliveries_(judge, ledger, history, night_),
        matched_(ledger.duties.size(), false) {}

  Plan plan() {
    match(decision_.duties);
    match(overseers_of(judge_, history_, standing_, night_.judged));
    for (std::size_t i = 0; i < ledger_.duties.size(); ++i) {
      if (matched_[i]) continue;
      if (has_no_cause(ledger_.duties[i]))
        close(ledger_.duties[i]);
      else if (ledger_.duties[i].state == DutyState::withdrawn)
        correct_end(ledger_.duties[i]);
    }
    return std::move(plan_);
  }

 private:
  void match(const std::vector<Duty>& all) {
    std::vector<const Duty*> unmatched;
    for (const Duty& derived : all) {
      if (const Duty* known = same_key(derived.key))
        compare(*known, as_it_stands(derived, known));
      else
        unmatched.push_back(&derived);
    }
    for (const Duty* derived : unmatched) {
      if (const Duty* known = same_run(*derived))
        compare(*known, as_it_stands(*derived, known));
      else
        open(as_it_stands(*derived, nullptr));
    }
  }

  // By its papers, and by when it was asked for.
  const Duty& as_it_stands(const Duty& derived, const Duty* known) {
    Duty duty = deliveries_.as_they_stand(derived, known);
    const DutyItem* item = item_of(rulebook_, duty.key);
    if (item) set_clock(duty, *item, known);
    return standing_.emplace_back(std::move(duty));
  }

  // What was withdrawn and is asked for again has a clock that begins anew. Whoever is told of a late step hears of it
  // from the program alone, so he has his time from the night that told him. Papers and signatures have clocks of their
  // own.
  void set_clock(Duty& duty, const DutyItem& item, const Duty* known) const {
    if (item.document || item.signs || is_fixed(item.due)) return;
    if (known) duty.resumed = known->resumed;
    if (known && known->withdrawn && duty.opened <= *known->withdrawn) duty.resumed = goes_out_on(night_);
    if (item.oversees) begin_clock(duty, item, known, known ? known->detected : goes_out_on(night_));
    if (duty.resumed) begin_clock(duty, item, known, *duty.resumed);
  }

  // Before that day nobody could miss it, but for what was missed before it was withdrawn.
  void begin_clock(Duty& duty, const DutyItem& item, const Duty* known, Day day) const {
    std::erase_if(duty.missed, [&](const Miss& miss) {
      return miss.due < day &&
             (!known || std::ranges::find(known->missed, miss.due, &Miss::due) == known->missed.end());
    });
    const std::optional<Day> due = judge_.deadline(item.due, history_, day);
    if (!due || (duty.due && *due <= *duty.due)) return;
    if (duty.remind && duty.due) duty.remind = *duty.remind + (*due - *duty.due);
    duty.due = due;
    if (*due < duty.done.value_or(night_.today)) duty.missed.push_back({duty.who, *due, {}});
  }

  // What is done stays done, unless an authority was told of it what was not so, or is asked for what its rule does not
  // ask for any more.
  bool has_no_cause(const Duty& known) const {
    if (known.state != DutyState::done) return known.state == DutyState::open;
    const auto is_it = [&](const DutyKey& key) { return key.rule == known.key.rule && key.item == known.key.item; };
    if (std::ranges::any_of(decision_.settled, is_it)) return false;
    const bool is_over = std::ranges::any_of(decision_.lapsed, [&](const Lapse& lapse) {
      return is_it(lapse.duty.key) && lapse.duty.key.period == known.key.period;
    });
    return is_over ? deliveries_.are_out(known) : deliveries_.is_unfounded(known);
  }

  const Duty* same_key(const DutyKey& key) {
    for (std::size_t i = 0; i < ledger_.duties.size(); ++i)
      if (!matched_[i] && ledger_.duties[i].key == key) {
        matched_[i] = true;
        return &ledger_.duties[i];
      }
    return nullptr;
  }

  // A late entry may move the first session of an episode or the first day of a case, and with it the key. It is still
  // the same duty if nothing that ends an episode, or closes a case, lies between the two beginnings.
  const Duty* same_run(const Duty& derived) {
    for (std::size_t i = 0; i < ledger_.duties.size(); ++i) {
      const Duty& known = ledger_.duties[i];
      if (matched_[i] || known.state == DutyState::withdrawn || known.key.rule != derived.key.rule ||
          known.key.item != derived.key.item || !is_same_run(known.key.period, derived.key.period) ||
          is_done_before(known, derived))
        continue;
      matched_[i] = true;
      return &known;
    }
    return nullptr;
  }

  // What was done about days that were excused since is not done about the days that came after them.
  static bool is_done_before(const Duty& known, const Duty& derived) {
    return known.state == DutyState::done && derived.state == DutyState::open && known.done &&
           *known.done < derived.opened;
  }

  bool is_same_run(const std::string& one, const std::string& other) const {
    if (const auto a = episode_start(one), b = episode_start(other); a && b) return attended_between(*a, *b) == 0;
    if (const auto a = case_start(one), b = case_start(other); a && b)
      return whole_days_between(*a, *b) < watch_days(std::max(*a, *b));
    return false;
  }

  std::ptrdiff_t attended_between(SessionPoint a, SessionPoint b) const {
    const auto& all = decision_.attended;
    const auto first = std::upper_bound(all.begin(), all.end(), std::min(a, b));
    return std::lower_bound(first, all.end(), std::max(a, b)) - first;
  }

  std::ptrdiff_t whole_days_between(Day a, Day b) const {
    const auto& all = decision_.whole_days;
    const auto first = std::upper_bound(all.begin(), all.end(), std::min(a, b));
    return std::lower_bound(first, all.end(), std::max(a, b)) - first;
  }

  // Of the case that began on that day, or of the one that was open then.
  int watch_days(Day day) const {
    const auto later = decision_.watches.upper_bound(day);
    return later == decision_.watches.begin() ? 1 : std::prev(later)->second;
  }

  std::optional<Day> muted_until(const Duty& duty) const {
    return night_.muted_until && may_be_muted(rulebook_, duty.key) ? night_.muted_until : std::nullopt;
  }

  void open(const Duty& derived) {
    Duty duty = derived;
    duty.detected = std::max(night_.detected, duty.opened);
    if (duty.state == DutyState::open) duty.muted_until = muted_until(duty);
    duty.missed = missed_by_now(derived, {});
    if (duty.state == DutyState::open && is_past_due(duty)) duty.overdue = night_.today;
    plan_.opened.push_back(std::move(duty));
  }

  void compare(const Duty& known, const Duty& derived) {
    const DutyItem* item = item_of(rulebook_, known.key);
    const bool must_sign_anew = item && item->signs && derived.state == DutyState::open;
    if (known.state == DutyState::done && !must_sign_anew && !is_proof_gone(known))
      return correct_blame(known, derived);
    Duty after = known;
    const Text moved = amend(after, known, derived);
    if (!moved.empty()) plan_.amended.push_back({known, after, moved});
    if (finish(after, derived)) {
      plan_.done.push_back({known, after, {}});
    } else if (is_past_due(after) && !after.overdue) {
      after.overdue = night_.today;
      plan_.overdue.push_back({known, after, {}});
    }
  }

  // The record that proved it was undone: it was never done by it.
  bool is_proof_gone(const Duty& known) const {
    return known.proof && std::ranges::find(history_.records, known.proof, &Record::id) == history_.records.end();
  }

  // What was done late stays done; who had missed it follows the posts as they are known now.
  void correct_blame(const Duty& known, const Duty& derived) {
    Duty after = known;
    for (Miss& miss : after.missed) {
      const auto now = std::ranges::find_if(
          derived.missed, [&](const Miss& one) { return one.due == miss.due && one.who.role == miss.who.role; });
      if (now != derived.missed.end()) miss.who = now->who;
    }
    // A case or an absence that begins otherwise keeps its duties together.
    after.key.period = derived.key.period;
    after.opened = derived.opened;
    const bool is_moved = known.key.period != derived.key.period;
    if (after.missed == known.missed && !is_moved) return;
    const Text moved = is_moved ? counted_anew(known, derived) : blame_moved();
    after.note = moved.zh;
    plan_.amended.push_back({known, after, moved});
  }

  static Text counted_anew(const Duty& known, const Duty& derived) {
    if (known.opened == derived.opened) return text("缺课的起点更正", "the absence begins otherwise than was known");
    return text("起算日由 {} 改为 {}", "now counted from {1} instead of {0}", known.opened.iso(), derived.opened.iso());
  }

  static Text blame_moved() { return text("未按期完成的责任人更正", "who missed it is corrected"); }

  // Brings `after` to what was derived; says what moved, in one sentence, or nothing.
  Text amend(Duty& after, const Duty& known, const Duty& derived) const {
    Text moved;
    const auto say = [&](const Text& what) { moved = moved.empty() ? what : text("{}；{}", "{}; {}", moved, what); };
    if (known.state == DutyState::withdrawn) {
      after.state = DutyState::open;
      after.withdrawn.reset();
      after.ended.reset();
      after.resumed = derived.resumed;
      say(text("情况重新成立，任务恢复", "the cause holds again: the duty is back in force"));
    }
    if (known.state == DutyState::done) {
      after.state = DutyState::open;
      after.done.reset();
      after.proof = {};
      say(is_proof_gone(known)
              ? text("作为完成凭据的记录已经撤销，任务恢复", "the record that proved it was undone: the duty is back")
              : text("文书有更正，要重新签收", "told anew: to be signed for again"));
    }
    if (const auto muted = muted_until(known); known.muted_until != muted && derived.state == DutyState::open) {
      after.muted_until = muted;
      if (muted)
        say(text("暂停到 {}", "muted until {}", muted->iso()));
      else
        say(text("暂停结束", "no longer muted"));
    }
    if (known.opened != derived.opened || known.key.period != derived.key.period) {
      after.opened = derived.opened;
      after.key.period = derived.key.period;
      say(counted_anew(known, derived));
    }
    if (known.due != derived.due) {
      after.due = derived.due;
      after.overdue.reset();
      const Text other = text("期限由 {} 改为 {}", "due {1} instead of {0}", known.due ? known.due->iso() : "—",
                              derived.due ? derived.due->iso() : "—");
      const auto closure = closure_that_moved(known, derived);
      say(closure ? text("因{} {}，{}", "there were no lessons ({}, {}): {}", closure->reason, in_words(closure->days),
                         other)
                  : other);
    }
    if (known.remind != derived.remind) {
      after.remind = derived.remind;
      if (known.due == derived.due)
        say(text("提醒日由 {} 改为 {}", "reminded of on {1} instead of {0}", known.remind ? known.remind->iso() : "—",
                 derived.remind ? derived.remind->iso() : "—"));
    }
    if (!(known.who == derived.who) || known.with != derived.with) {
      after.who = derived.who;
      after.with = derived.with;
      say(new_assignee(derived.who));
    }
    const std::vector<Miss> missed = missed_by_now(derived, known.missed);
    const bool is_told = std::ranges::equal(known.missed, missed) || (after.due == known.due && !known.overdue);
    after.missed = missed;
    if (!is_told && moved.empty()) say(blame_moved());
    if (!moved.empty()) after.note = moved.zh;
    return moved;
  }

  // The day on which it falls due is not over before tomorrow; while a pause holds, no one misses anything more.
  std::vector<Miss> missed_by_now(const Duty& derived, const std::vector<Miss>& before) const {
    if (derived.state == DutyState::open && muted_until(derived)) return before;
    std::vector<Miss> missed = derived.missed;
    std::erase_if(missed, [&](const Miss& miss) { return miss.due >= night_.today; });
    return missed;
  }

  static Text new_assignee(const Assignee& who) {
    if (!who.assigned) return text("原责任人已不在岗，尚未落实新的责任人", "no one is assigned any more");
    if (who.person.empty()) return text("责任单位或配合单位有变动", "the units in charge have changed");
    return text("责任人改为 {}", "now falls to {}", who.person);
  }

  static bool finish(Duty& after, const Duty& derived) {
    if (derived.state != DutyState::done) return false;
    after.state = DutyState::done;
    after.done = derived.done;
    after.proof = derived.proof;
    return true;
  }

  void close(const Duty& known) {
    Duty after = known;
    const bool settled =
        std::find(decision_.settled.begin(), decision_.settled.end(), known.key) != decision_.settled.end();
    if (settled) {
      after.state = DutyState::done;
      after.done = night_.judged;
      plan_.done.push_back({known, after, {}});
      return;
    }
    after.state = DutyState::withdrawn;
    after.withdrawn = night_.judged;
    Reason reason = why_withdrawn(known);
    if (const Lapse* end = end_of(known)) {
      end_on(after, *end);
      if (known.state == DutyState::open && !after.missed.empty())
        reason.words =
            text("{}；此前逾期未办的仍记为未按期完成", "{}; what was overdue by then stays missed", reason.words);
    }
    after.note = reason.words.zh;
    plan_.withdrawn.push_back({known, after, reason.words, reason.is_whole});
  }

  // Whoever let it pass a deadline before it ended has missed it, though nobody is to do it now.
  void end_on(Duty& after, const Lapse& end) const {
    const bool was_done = after.done.has_value();
    after.ended = end.day;
    if (was_done) return;
    if (is_in_time(after, end)) after.missed.clear();
    std::erase_if(after.missed, [&](const Miss& miss) { return miss.due >= end.day; });
    const bool is_noted = std::ranges::find(after.missed, after.due, &Miss::due) != after.missed.end();
    if (after.due && *after.due < end.day && !is_noted && !after.muted_until && !is_in_time(after, end))
      after.missed.push_back({after.who, *after.due, {}});
    for (Miss& miss : after.missed) miss.passed_on = std::min(miss.passed_on.value_or(end.day), end.day);
  }

  // By what is known now of when it arose; papers, oversight and what was asked for again have clocks of their own.
  bool is_in_time(const Duty& known, const Lapse& end) const {
    const DutyItem* item = item_of(rulebook_, known.key);
    const bool has_clock = item == nullptr || item->signs || item->document || item->oversees || known.resumed;
    return !has_clock && end.duty.due && end.day <= *end.duty.due;
  }

  // Until when a withdrawn one was asked for may be known otherwise now, and with it who missed it.
  void correct_end(const Duty& known) {
    if (rulebook_.rule(known.key.rule) == nullptr || !history_.since) return;
    Duty after = known;
    const Lapse* end = end_of(known);
    if (end) {
      end_on(after, *end);
    } else if (known.ended) {
      after.ended.reset();
      after.missed.clear();
    }
    if (after.missed == known.missed) return;
    const Text moved = blame_moved();
    after.note = moved.zh;
    plan_.amended.push_back({known, after, moved});
  }

  // Of oversight, that of the late step.
  const Lapse* end_of(const Duty& known) const {
    const DutyItem* item = item_of(rulebook_, known.key);
    DutyKey ended = known.key;
    if (item && item->oversees) ended.item = item->oversees->item;
    for (auto lapse = decision_.lapsed.rbegin(); lapse != decision_.lapsed.rend(); ++lapse) {
      const DutyKey& key = lapse->duty.key;
      if (key.rule != ended.rule || key.item != ended.item) continue;
      if (key.period == ended.period || is_same_run(key.period, ended.period)) return &*lapse;
    }
    return nullptr;
  }

  static Text called_off(const Closure& closure) {
    const std::string days = in_words(closure.days);
    return text("因{} {}，不再成立", "there were no lessons ({}, {}): it no longer holds", closure.reason, days);
  }

  // The closure that took the duty's cause away, of days that it counted.
  std::optional<Closure> closure_behind(const Duty& known) const {
    const auto episode = episode_start(known.key.period);
    const auto began = episode ? std::optional(episode->day) : case_start(known.key.period);
    const auto day = began ? began : Day::parse(known.key.period);  // a register missed is overseen on later days
    return closed_since(known, {day.value_or(known.opened), known.opened});
  }

  // The closure that put off a deadline which is counted in school days.
  std::optional<Closure> closure_that_moved(const Duty& known, const Duty& derived) const {
    const DutyItem* item = item_of(rulebook_, known.key);
    const bool counts_lessons = item && item->due.kind == Due::Kind::within && item->due.unit == DayUnit::school_day;
    const bool is_put_off = known.due && derived.due && *known.due < *derived.due && known.opened == derived.opened;
    return counts_lessons && is_put_off ? closed_since(known, {known.opened, *derived.due}) : std::nullopt;
  }

  // One of those days was closed when the duty was known already.
  std::optional<Closure> closed_since(const Duty& known, DayRange days) const {
    const UnitId place = history_.placement_on(known.opened).school_class;
    for (const Closure& closure : judge_.calendar().closures_of(judge_.organisation().calendar_place(place)))
      if (known.detected <= closure.entered && closure.days.first <= days.last && days.first <= closure.days.last)
        return closure;
    return std::nullopt;
  }

  // The leave that took the duty's cause away, though nobody came back: it began on the day on which that was gone.
  std::optional<Text> leave_behind(const Duty& known) const {
    for (const Lapse& lapse : decision_.lapsed) {
      if (!(lapse.duty.key == known.key) || lapse.why != Lapse::Why::condition || lapse.returned) continue;
      const auto first = std::ranges::find(history_.marks, lapse.day, &Mark::day);
      const bool begins = first != history_.marks.end() && first->presence == Presence::excused &&
                          first != history_.marks.begin() && without_leave(std::prev(first)->presence);
      if (!begins) continue;
      const Text leave = text("自 {} 起请假", "from {} on the pupil has leave", lapse.day.iso());
      return first->reason.empty() ? leave : text("{}（{}）", "{} ({})", leave, first->reason);
    }
    return std::nullopt;
  }

  // Why a duty has no cause any more; `is_whole`: there is nothing to add.
  struct Reason {
    Text words;
    bool is_whole = true;
  };
  Reason why_withdrawn(const Duty& known) const {
    if (history_.merged_into)
      return {text("与 {} 是同一名学生，已并入", "the same child as {}, into whom the entry was merged",
                   short_code(history_.merged_into))};
    if (!history_.since)
      return {history_.subject.student
                  ? text("学生已不在名册上（导入已撤销）", "the pupil is no longer on the books: the import was undone")
                  : text("单位已不在册（导入已撤销）", "the unit is no longer on the books: the import was undone")};
    if (rulebook_.rule(known.key.rule) == nullptr)
      return {text("规则“{}”已停用", "the rule {} is no longer in the rulebook", known.key.rule)};
    if (const auto closure = closure_behind(known)) return {called_off(*closure)};
    if (const auto leave = leave_behind(known)) return {*leave};
    if (const Duty* late = late_step_done(known))
      return {text("逾期的任务已于 {} 完成", "what was late was done on {}", late->done->iso())};
    if (const Lapse* end = end_of(known)) return {why_lapsed(*end)};
    return {text("按 {} 已知的考勤和记录，条件不再成立", "from what is known on {}, the condition no longer holds",
                 night_.judged.iso()),
            false};
  }

  Text why_lapsed(const Lapse& lapse) const {
    if (lapse.why == Lapse::Why::closed)
      return text("单位自 {} 起已撤销", "from {} on the unit is closed", lapse.day.iso());
    if (lapse.why == Lapse::Why::no_pupils)
      return text("自 {} 起班里没有学生", "from {} on the class has no pupils", lapse.day.iso());
    if (lapse.why == Lapse::Why::came_to_school)
      return text("自 {} 起已在学校名册上", "from {} on a school has him on its roll", lapse.day.iso());
    if (lapse.why == Lapse::Why::left_school)
      return text("自 {} 起不在学校名册上", "from {} on no school has him on its roll", lapse.day.iso());
    if (lapse.returned) return text("学生已于 {} 返校", "the pupil was back on {}", lapse.returned->iso());
    return because(text("自 {} 起条件不再成立", "from {} on the condition does not hold", lapse.day.iso()),
                   lapse.leaves, rulebook_);
  }

  // Of oversight: the late step, once it is done.
  const Duty* late_step_done(const Duty& known) const {
    const DutyItem* item = item_of(rulebook_, known.key);
    if (item == nullptr || !item->oversees) return nullptr;
    const auto late = std::ranges::find_if(decision_.duties, [&](const Duty& one) {
      return one.done && one.key.item == item->oversees->item && are_of_one_matter(one.key, known.key);
    });
    return late == decision_.duties.end() ? nullptr : &*late;
  }

  bool is_past_due(const Duty& duty) const { return duty.due && *duty.due < night_.today && !duty.muted_until; }

  const Judge& judge_;
  const Decision& decision_;
  const Ledger& ledger_;
  const History& history_;
  const Rulebook& rulebook_;
  Night night_;
  Deliveries deliveries_;
  std::vector<bool> matched_;
  std::vector<Duty> standing_;  // those matched so far
  Plan plan_;
};

}  // namespace

bool may_be_muted(const Rulebook& rulebook, const DutyKey& key) {
  const Rule* rule = rulebook.rule(key.rule);
  return rule == nullptr || !rule->mandatory;
}

Text because(Text reason, const std::vector<Leaf>& leaves, const Rulebook& rulebook) {
  for (const Leaf& leaf : leaves) {
    if (leaf.truth == Truth::yes) continue;
    for (const Leaf::Word& word : leaf.words) {
      if (word.name.starts_with('$')) {
        reason = text("{}；“{}”为 {}", "{}; the number for “{}” is {}", reason, word.label, word.value);
        continue;
      }
      const FactDefinition* fact = rulebook.fact(word.name);
      const auto choice = fact ? rulebook.label_of(*fact, word.value.en) : std::nullopt;
      reason = text("{}；{}现为 {}", "{}; {} is now {}", reason, word.label, choice.value_or(word.value));
    }
  }
  return reason;
}

Plan reconcile(const Judge& judge, const Decision& decision, const Ledger& ledger, const History& history,
               const Night& night) {
  return Reconciliation(judge, decision, ledger, history, night).plan();
}

}  // namespace ksbx
