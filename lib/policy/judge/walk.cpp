#include "policy/judge/walk.h"

#include <algorithm>
#include <utility>

#include "policy/judge/route.h"

namespace ksbx {
namespace {

Day first_day(const History& history) {
  if (history.since) return *history.since;
  throw Error(Failure::internal, "no-first-day",
              text("这个对象不在名册上，没有可判断的日子", "the subject is not on the books: there is no day to judge"),
              text("请把这条信息告诉维护人员", "please report this message"));
}

const DutyItem* item_of(const Rule* rule, const DutyKey& key) {
  if (rule == nullptr) return nullptr;
  for (const DutyItem& item : rule->duties)
    if (item.id == key.item) return &item;
  return nullptr;
}

}  // namespace

const DutyItem* item_of(const Rulebook& rulebook, const DutyKey& key) {
  return item_of(rulebook.rule(key.rule), key);
}

Walk::Walk(const Judge& judge, const History& history)
    : judge_(judge),
      history_(history),
      since_(first_day(history)),
      closed_(history.student ? std::nullopt : judge.organisation_.closed_on(history.subject.unit)),
      agenda_(judge.agenda(history)),
      is_mixed_(history.was_at_school_at_times()),
      days_of_schools_(judge.days_of_several_schools(history)),
      school_days_(days_of_schools_.empty() ? judge.school_days(history.subject.unit) : days_of_schools_),
      timeline_(
          history, school_days_, judge.through_, judge.closed_, [&](Day day) { return watch_days(day); },
          [&](Day day) { return judge.sessions_on(history, day); }),
      reader_(judge.rulebook_, judge.calendar_, judge.organisation_, history, timeline_, school_days_, *this) {}

int Walk::watch_days(Day day) const {
  const int slot = judge_.rulebook_.case_closes_after;
  return slot < 0 ? 1 : static_cast<int>(table(day).on(day, day)[static_cast<std::size_t>(slot)].least());
}

// From one day on which anything can turn to the next. A day that turns something must be visited even if it was
// no one's night: otherwise a run that catches up would find another day than the nights it missed. `last` is visited
// in any case: doubts are those of the day judged.
void Walk::through(Day last) {
  last_ = last;
  find_events();
  Day day = first_walked();
  decision_.wakes = day;
  while (day <= last) {
    ++visits_;
    stay_in_budget();
    visit(day, last);
    decision_.wakes = next_turn(day);
    if (day == last) break;
    day = std::min(decision_.wakes.value_or(last), last);
  }
  complete(decision_.duties, last);
  keep_missed();
  doubt_deadlines(last);
  decision_.open_case = timeline_.case_on(last);
  decision_.attended = timeline_.attended();
  decision_.whole_days = timeline_.whole_days_attended();
  for (const Episode& episode : timeline_.episodes()) decision_.watches[episode.case_first] = episode.watch_days;
  if (const auto highest = highest_stage(last + 1, last)) decision_.stage = judge_.rulebook_.stages[*highest].id;
}

Decision Walk::take_decision() {
  return std::move(decision_);
}

void Walk::find_events() {
  std::vector<Day> days;
  add_attendance(days);
  for (const Placement& placement : history_.placements) days.push_back(placement.from);
  if (history_.pupil_turns) std::ranges::copy(*history_.pupil_turns, std::back_inserter(days));
  if (closed_) days.push_back(*closed_);
  for (const Record& record : history_.named_in) days.push_back(record.day);
  for (const Record& record : history_.records) {
    days.push_back(record.day);
    days.push_back(record.day + 1);                                                  // what it settled no longer counts
    if (const Turn next = next_of(school_days_, record.day)) days.push_back(*next);  // answers a promise
  }
  std::ranges::sort(days);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  events_ = std::move(days);
}

// A session is missed or attended again, a case ends; days between are as the day before, unless days attended count.
void Walk::add_attendance(std::vector<Day>& days) const {
  for (const Mark& mark : history_.marks) days.push_back(mark.day);
  const SchoolDay* before = nullptr;
  for (const SchoolDay& here : timeline_.days()) {
    const bool is_as_before = before && before->morning == here.morning && before->afternoon == here.afternoon &&
                              before->is_silent == here.is_silent;
    if (!is_as_before || agenda_.counts_attendance) days.push_back(here.day);
    before = &here;
  }
  for (const Episode& episode : timeline_.episodes()) {
    if (episode.returned) days.push_back(*episode.returned + 1);
    if (const auto closes = timeline_.watch_of(episode).closes) days.push_back(*closes);
  }
}

Turn Walk::next_turn(Day day) {
  Turn turn = earlier(next_of(events_, day), next_of(judge_.changes_, day));
  turn = earlier(turn, turn_of_stages(day));
  turn = earlier(turn, turn_of_asked(day));
  if (day >= judge_.through_) turn = earlier(turn, awaited_attendance(day));
  const FactDay on = fact_day(day);
  static const std::vector<Day> none;
  const auto changes = judge_.teacher_changes_.find(history_.placement_on(day).school_class);
  const FactTurns facts(reader_, on, values_, changes == judge_.teacher_changes_.end() ? none : changes->second,
                        school_days_, judge_.through_);
  const Situation now{values_, on.parameters};
  for (const Rule* rule : agenda_.rules) turn = earlier(turn, turn_of_rule(*rule, day, now, facts));
  return earlier(turn, turn_of_open_duties(now, facts));
}

Turn Walk::turn_of_rule(const Rule& rule, Day day, const Situation& now, const FactTurns& facts) {
  Turn turn;
  if (rule.per == Per::event) {
    const bool has_event = std::ranges::count(history_.records, rule.on_record, &Record::kind) > 0;
    return has_event && rule.stands_while ? turn_of(*rule.stands_while, now, facts) : turn;
  }
  if (!rule.in_force(day)) return turn;
  const auto begins_again = [&] {
    return rule.per == Per::day ? next_of(school_days_, day)
                                : period_turn(rule.per, day, judge_.calendar_, judge_.rulebook_);
  };
  // Of each period that is over it must be known whether what it once asked for is settled.
  if (day < last_ && std::ranges::any_of(rule.duties, [](const DutyItem& item) { return item.done_when.has_value(); }))
    turn = begins_again();
  const std::optional<Period>& here = period(rule, day);
  if (here && is_open(rule, here->key)) return earlier(turn, begins_again());
  if (holds(rule, now) != Truth::no) turn = earlier(turn, begins_again());
  if (has_end(rule.per) && rule.per != Per::day)
    for (const Duty& duty : decision_.duties)
      if (duty.key.rule == rule.id && duty.state != DutyState::done && duty.due && day <= *duty.due)
        turn = earlier(turn, *duty.due + 1);
  for (const std::optional<Condition>* condition : {&rule.when, &rule.stands_while})
    if (*condition) turn = earlier(turn, turn_of(**condition, now, facts));
  return turn;
}

Turn Walk::turn_of_open_duties(const Situation& now, const FactTurns& facts) const {
  Turn turn;
  for (const Duty& duty : decision_.duties) {
    if (duty.state == DutyState::done) continue;
    const Rule* rule = judge_.rulebook_.rule(duty.key.rule);
    const DutyItem* item = item_of(rule, duty.key);
    if (item && item->done_when) turn = earlier(turn, turn_of(*item->done_when, now, facts));
    if (rule && rule->stands_while) turn = earlier(turn, turn_of(*rule->stands_while, now, facts));
  }
  return turn;
}

// What was entered today is seen tomorrow: rules do not chain within a night.
Turn Walk::turn_of_stages(Day day) const {
  Turn turn;
  for (const Entered& entered : entered_) {
    if (entered.day == day) turn = earlier(turn, day + 1);
    if (const auto end = lapses(entered); end && day < *end) turn = earlier(turn, *end);
  }
  return turn;
}

// The same of duties that some fact looks at; and they become late.
Turn Walk::turn_of_asked(Day day) const {
  Turn turn;
  for (const Asked& asked : asked_) {
    if (asked.arose.opened == day) turn = earlier(turn, day + 1);
    if (!asked.is_known(day) || asked.is_done) continue;
    if (const DutyThen then = as_of(asked.arose, day); then.state == DutyState::open && then.due && day <= *then.due)
      turn = earlier(turn, *then.due + 1);
  }
  return turn;
}

Turn Walk::awaited_attendance(Day day) const {
  const Turn next = next_of(school_days_, day);
  if (agenda_.counts_attendance) return next;
  if (std::ranges::any_of(history_.records, [&](const Record& record) { return awaits_session(record, day); }))
    return next;
  if (timeline_.is_running(day) || reader_.has_streak(agenda_.facts, values_)) return next;
  if (timeline_.episodes().empty() || !timeline_.case_on(day)) return std::nullopt;
  const Timeline::Watch watch = timeline_.watch_of(timeline_.episodes().back());
  if (watch.closes) return day < *watch.closes ? watch.closes : std::nullopt;
  // The case can be over on the day after so many more school days, at the earliest.
  const auto after = std::ranges::upper_bound(school_days_, day);
  const int left = std::max(1, watch.days_left);
  return school_days_.end() - after >= left ? Turn(*(after + (left - 1)) + 1) : std::nullopt;
}

// Of a promise nothing is known until the next session that decides.
bool Walk::awaits_session(const Record& record, Day day) const {
  return agenda_.asks_return.contains(record.kind) && record.day <= day &&
         timeline_.next_session_after(record.day, day) == Presence::unknown;
}

// The first day that the walk can visit.
Day Walk::first_walked() const {
  return std::max(since_, judge_.calendar_.range().first);
}

// Facts and rules about events may look at every record or every school day that there is.
void Walk::stay_in_budget() const {
  const std::size_t records = history_.records.size() + history_.named_in.size();
  const auto events = static_cast<std::int64_t>(records + history_.marks.size());
  const std::size_t seen = records + timeline_.days().size() + 1;
  const std::size_t asking = agenda_.facts.size() + agenda_.rules.size();
  const std::int64_t days = std::max(visits_, static_cast<std::int64_t>(events_.size()));
  const bool is_honest = days <= Budget::most_days && events <= Budget::most_events;
  if (is_honest && days * static_cast<std::int64_t>(seen * asking) <= Budget::most_looks) return;
  throw Error(Failure::guard, "history-too-long",
              text("{} 条记录、{} 条考勤、{} 个要判断的日子，远多于一个人可能有的",
                   "{} records, {} marks and {} days to judge are far more than anyone can have", records,
                   history_.marks.size(), days),
              text("请核对这些记录从哪里导入，用 ksbx undo 撤销错误的导入",
                   "check where these records were imported from, and undo a wrong import (ksbx undo)"));
}

const ParameterTable& Walk::table(Day day) const {
  return judge_.parameters(history_, day);
}

const std::vector<Value>& Walk::parameters(Day day) const {
  const ParameterTable& here = table(day);
  return here.on(day, here.keeps() ? timeline_.case_on(day).value_or(day) : day);
}

const Parameter::Dated& Walk::dated(const Parameter& parameter, Day day) const {
  return parameter.on(day, table(day).whose(), timeline_.case_on(day).value_or(day));
}

// What ends comes before what begins: a duty whose cause is gone makes room for the same duty with a new cause, on the
// same day.
void Walk::visit(Day day, Day last) {
  values_ = values_on(day);
  finish_by_condition(day, values_);
  lapse(day, values_);
  leave_behind(day);
  if (closed_ && *closed_ <= day) return desert(day, Lapse::Why::closed);
  if (!history_.has_pupils(day)) return desert(day, Lapse::Why::no_pupils);
  for (const Rule* rule : agenda_.rules)
    if (rule->per == Per::event || concerns(*rule, day)) visit_rule(*rule, day, last, values_);
}

void Walk::visit_rule(const Rule& rule, Day day, Day last, const std::vector<Value>& values) {
  if (rule.per == Per::event) return visit_events(rule, day, last, values);
  if (!rule.in_force(day)) return;
  const std::optional<Period>& here = period(rule, day);
  if (!here) return;
  if (is_open(rule, here->key)) return;  // once in a period, on the first day on which it holds
  const Truth truth = holds(rule, {values, parameters(day)});
  if (truth == Truth::yes) {
    if (!still_runs(rule, day)) open(rule, *here, day);
    return;
  }
  if (truth == Truth::no) return settle(rule, *here, values, day);
  // A doubt is of tonight: what was unknown on an earlier day is asked again today, if it still matters.
  if (day == last && in_doubt(rule, day)) doubt(rule, day, values);
}

// Is what an earlier period asked for still in time? Then the same is not asked a second time.
bool Walk::still_runs(const Rule& rule, Day day) const {
  if (!has_end(rule.per) || rule.per == Per::day) return false;
  return std::ranges::any_of(decision_.duties, [&](const Duty& duty) {
    return duty.key.rule == rule.id && duty.state != DutyState::done && duty.opened < day && duty.due &&
           day <= *duty.due;
  });
}

// The rule is asked about the day of the record: a refusal before the notice was served does not become one after it.
// What the record itself says may become clear later (came_back).
void Walk::visit_events(const Rule& rule, Day day, Day last, const std::vector<Value>& values) {
  const auto is_event = [&](const Record& record) { return record.kind == rule.on_record; };
  if (std::none_of(history_.records.begin(), history_.records.end(), is_event)) return;
  const FactDay on = fact_day(day);
  for (const Record& record : history_.records) {
    if (record.day > day) break;
    if (!is_event(record) || record.day < since_ || !rule.in_force(record.day) || !concerns(rule, record.day)) continue;
    const Period event{event_key(record.id), day};
    if (is_open(rule, event.key)) continue;
    Truth truth = reader_.satisfies(record, rule.on_where, on);
    if (truth != Truth::no && rule.when) truth = both(truth, held_on(*rule.when, record.day, day, values));
    if (truth != Truth::no && rule.stands_while)
      truth = both(truth, rule.stands_while->holds({values, parameters(day)}));
    if (truth == Truth::yes)
      open(rule, event, day);
    else if (truth == Truth::unknown && day == last)
      doubt(rule, day, values);
  }
}

Truth Walk::holds(const Rule& rule, const Situation& situation) {
  Truth truth = rule.when ? rule.when->holds(situation) : Truth::yes;
  if (truth != Truth::no && rule.stands_while) truth = both(truth, rule.stands_while->holds(situation));
  return truth;
}

// Outside the calendar no fact can be computed: today's are in, since a record must not fall through for its date.
Truth Walk::held_on(const Condition& when, Day then, Day today, const std::vector<Value>& values_today) const {
  if (then == today || !judge_.calendar_.covers(then)) return when.holds({values_today, parameters(today)});
  const std::vector<Value> values = values_on(then);
  return when.holds({values, parameters(then)});
}

void Walk::doubt(const Rule& rule, Day day, const std::vector<Value>& values) {
  Doubt doubt{rule.id, history_.subject, day, {}};
  if (rule.when)
    for (Leaf& leaf : rule.when->explain({values, parameters(day)}))
      if (leaf.truth == Truth::unknown) doubt.leaves.push_back(std::move(leaf));
  decision_.doubts.push_back(std::move(doubt));
}

// A duty whose deadline lies beyond the calendar would never be overdue: someone must hear of it.
void Walk::doubt_deadlines(Day last) {
  for (const Duty& duty : decision_.duties)
    if (!duty.due && duty.state == DutyState::open)
      decision_.doubts.push_back({duty.key.rule, history_.subject, last, {}});
}

const std::optional<Period>& Walk::period(const Rule& rule, Day day) {
  if (period_day_ != day) periods_.clear();
  period_day_ = day;
  const auto [known, is_new] = periods_.try_emplace(rule.per);
  // A rule that goes by the day asks about lessons, so it rests when there are none.
  const bool rests = rule.per == Per::day && !std::binary_search(school_days_.begin(), school_days_.end(), day);
  if (is_new && !rests) known->second = period_of(rule.per, day, timeline_, judge_.calendar_, judge_.rulebook_);
  return known->second;
}

FactDay Walk::fact_day(Day day) const {
  return {day, parameters(day), stage_before(day)};
}

Value Walk::stage_before(Day day) const {
  const auto highest = highest_stage(day, day);
  return highest ? Value::choice(*highest) : Value();
}

// Of those entered before that day, in the case that is open on `day`, or by signs where none is: a stage of an earlier
// case is over with its case.
std::optional<std::size_t> Walk::highest_stage(Day before, Day day) const {
  const std::optional<Day> open_case = timeline_.case_on(day);
  std::optional<std::size_t> highest;
  for (const Entered& entered : entered_) {
    if (entered.day >= before || entered.in_case != open_case) continue;
    const auto end = lapses(entered);
    if (!end || day < *end) highest = std::max(highest.value_or(0), entered.place);
  }
  return highest;
}

// The deadline goes by the numbers of the day on which the duty opened.
void Walk::open(const Rule& rule, const Period& period, Day day) {
  const Rulebook& rulebook = judge_.rulebook_;
  const CalendarPlace place = judge_.organisation_.calendar_place(history_.placement_on(day).school_class);
  for (const DutyItem& item : rule.duties) {
    if (item.oversees) continue;  // arises once the other is late
    Duty duty;
    duty.key = {rule.id, item.id, history_.subject, period.key};
    duty.action = item.action;
    duty.clauses = rule.clauses;
    duty.stage = rule.enter;
    duty.opened = day;
    const std::optional<Day> due = item.due.kind == Due::Kind::field
                                       ? date_said(item.due.field, period.key, day)
                                       : deadline(item.due, day, period.last, parameters(day), judge_.calendar_, place);
    set_due(duty, item, due, day);
    duty.rulebook = rulebook.digest;
    note_asked(rule, item, duty);
    decision_.duties.push_back(std::move(duty));
  }
  if (!rule.duties.empty()) opened_.insert({&rule, period.key});
  if (const Stage* stage = rulebook.stage(rule.enter))
    enter({timeline_.case_on(day), day, static_cast<std::size_t>(stage - rulebook.stages.data())});
}

const Record* Walk::event_of(std::string_view period) const {
  const auto found =
      std::ranges::find_if(history_.records, [&](const Record& record) { return event_key(record.id) == period; });
  return found == history_.records.end() ? nullptr : &*found;
}

// Nobody is late before he was asked.
std::optional<Day> Walk::date_said(const std::string& field, std::string_view period, Day opened) const {
  const Record* event = event_of(period);
  const auto said = event ? event->fields.find(field) : std::map<std::string, FieldValue>::const_iterator{};
  if (event == nullptr || said == event->fields.end()) return std::nullopt;
  const auto* date = std::get_if<Day>(&said->second);
  return date ? std::optional(std::max(*date, opened)) : std::nullopt;
}

// By the numbers of that day.
void Walk::set_due(Duty& duty, const DutyItem& item, std::optional<Day> due, Day day) const {
  duty.due = due;
  if (!item.remind_before || !due) return;
  const Due& before = *item.remind_before;
  const std::int64_t days =
      before.parameter < 0 ? before.number : parameters(day)[static_cast<std::size_t>(before.parameter)].least();
  duty.remind = *due - static_cast<int>(days);
}

// Who owes it, by the posts of the day on which it was done, or of the day judged. Whoever holds the post when it falls
// due has missed it; the work then goes on to his successor, who has as many days as he had, counted from the day on
// which he took over, or, if that was entered later, from the day on which anybody could know. What must be done within
// a period cannot be done after it, so there the successor has no deadline of his own.
void Walk::assign(Duty& duty, const DutyItem& item, Day last) const {
  const Organisation& organisation = judge_.organisation_;
  const Day arose = arose_on(judge_.rulebook_, organisation, history_, duty);
  last = std::min(duty.done.value_or(last), last);
  const Day last_in_class = last_day_in_class(arose);
  const auto holder = [&](const std::string& role, Day day) {
    const Role* known = judge_.rulebook_.role(role);
    const bool is_of_class = known && (known->at == RoleAt::school_class || known->at == RoleAt::pupil);
    Assignee who =
        route(judge_.rulebook_, organisation, history_, role, arose, is_of_class ? std::min(day, last_in_class) : day);
    const Record* record = role == item.who && !item.signs ? reassigned(duty, day) : nullptr;
    // Given away within a unit; in another one it falls to whoever holds the post there.
    if (record && route(judge_.rulebook_, organisation, history_, role, arose, record->day).unit == who.unit) {
      who.person = text_of(record->fields.at(judge_.rulebook_.meaning.field(Meant::reassignment_to)));
      who.assigned = true;
    }
    return who;
  };
  follow_moves(duty, item, last, holder);
  while (duty.due && *duty.due <= last && duty.done != duty.due) {
    Miss& missed = duty.missed.emplace_back(Miss{holder(item.who, *duty.due), *duty.due, {}});
    const auto successor = next_holder(missed, last, holder);
    missed.passed_on = successor;
    if (!successor || is_fixed(item.due)) break;
    const Day begins = std::max(organisation.entered_on(missed.who.unit, *successor),
                                organisation.entered_on(holder(item.who, *successor).unit, *successor));
    const CalendarPlace place = organisation.calendar_place(class_of(organisation, history_, arose, begins));
    set_due(duty, item, deadline(item.due, begins, begins, parameters(begins), judge_.calendar_, place), begins);
  }
  duty.who = holder(item.who, last);
  for (const std::string& role : item.with) duty.with.push_back(holder(role, last));
}

// Who moves while there is still time takes the work to another unit, which has as many days as the former one had.
template <class Holder>
void Walk::follow_moves(Duty& duty, const DutyItem& item, Day last, const Holder& holder) const {
  if (!history_.student || is_fixed(item.due)) return;
  UnitId here = holder(item.who, duty.opened).unit;
  for (const Placement& placement : history_.placements) {
    if (placement.from <= duty.opened || !duty.due || *duty.due < placement.from || last < placement.from) continue;
    const UnitId there = holder(item.who, placement.from).unit;
    if (!there || there == here) continue;
    here = there;
    const CalendarPlace place = judge_.organisation_.calendar_place(placement.school_class);
    set_due(duty, item,
            deadline(item.due, placement.from, placement.from, parameters(placement.from), judge_.calendar_, place),
            placement.from);
  }
}

// The record that gives the duty to somebody by name, on that day; the latest counts.
const Record* Walk::reassigned(const Duty& duty, Day day) const {
  const Meanings& meaning = judge_.rulebook_.meaning;
  if (meaning.find(Meant::reassignment) == nullptr) return nullptr;
  const Action* action = judge_.rulebook_.action(duty.action);
  const Record* latest = nullptr;
  for (const Record& record : history_.records) {
    if (!meaning.says(record, Meant::reassignment) || record.day < duty.opened || record.day > day) continue;
    const auto what = record.fields.find(meaning.field(Meant::reassignment_action));
    if (what == record.fields.end() || !record.fields.contains(meaning.field(Meant::reassignment_to))) continue;
    const std::string words = text_of(what->second);
    if (words == duty.action || (action && words == action->label.zh)) latest = &record;
  }
  return latest;
}

void Walk::note_asked(const Rule& rule, const DutyItem& item, const Duty& duty) {
  if (agenda_.looked_at.contains(rule.id) && is_judged_alone(item)) asked_.push_back({duty, {}});
}

void Walk::note_over(const Duty& duty, Day day, DutyState state) {
  for (Asked& asked : asked_)
    if (!asked.over && asked.arose.key == duty.key) {
      asked.over = day;
      asked.is_done = state == DutyState::done;
    }
}

DutyThen Walk::as_of(const Duty& arose, Day day) const {
  Duty duty = arose;
  find_proof(duty, fact_day(day));
  if (const DutyItem* item = item_of(judge_.rulebook_, duty.key)) assign(duty, *item, day);
  return {duty.state, duty.opened, first_deadline(duty)};
}

// Of one period of the rule, it is done when all of it is, and late when any of it is.
std::optional<DutyThen> Walk::latest(std::string_view rule, Day first, Day day) const {
  std::optional<DutyThen> latest;
  const std::string* period = nullptr;
  for (const Asked& asked : asked_) {
    if (asked.arose.key.rule != rule || asked.arose.opened < first || !asked.is_known(day)) continue;
    DutyThen then = as_of(asked.arose, day);
    if (asked.is_done && *asked.over <= day) then.state = DutyState::done;
    const bool is_of_it = period && *period == asked.arose.key.period;
    if (latest && !is_of_it && then.opened < latest->opened) continue;
    if (!latest || !is_of_it || latest->state == DutyState::done ||
        (then.state == DutyState::open && then.due && (!latest->due || *then.due < *latest->due)))
      latest = then;
    period = &asked.arose.key.period;
  }
  return latest;
}

// In summer classes and their teachers move up, and the oldest pupils leave. What arose in a class before that stays
// with whoever taught those children, and a pupil who finished school has no class teacher any more: the last day on
// which posts in the class are asked for.
Day Walk::last_day_in_class(Day arose) const {
  if (history_.student) {
    for (const Placement& placement : history_.placements)
      if (arose < placement.from && placement.enrolment == Enrolment::graduated) return placement.from - 1;
    return Day::last();
  }
  const auto year_of = [&](Day day) {
    const Term* term = judge_.calendar_.next_term(day);
    return judge_.rulebook_.school_year_of(term ? term->days.last : day);
  };
  const auto posts = judge_.post_changes_at_.find(history_.subject.unit);
  if (history_.subject.kind != SubjectKind::school_class || posts == judge_.post_changes_at_.end()) return Day::last();
  Turn first;
  for (const Day day : posts->second)
    if (arose < day && year_of(day) != year_of(arose)) first = earlier(first, day);
  return first ? *first - 1 : Day::last();
}

// The first day after the deadline, and not after `last`, on which the post is someone else's: who goes on to another
// class of the child, or has his post anew, hands nothing over.
template <class Holder>
std::optional<Day> Walk::next_holder(const Miss& missed, Day last, const Holder& holder) const {
  std::vector<Day> days = judge_.organisation_.changes();
  for (const Placement& placement : history_.placements) days.push_back(placement.from);
  if (const auto posts = judge_.post_changes_at_.find(missed.who.unit); posts != judge_.post_changes_at_.end())
    days.insert(days.end(), posts->second.begin(), posts->second.end());
  std::erase_if(days, [&](Day day) { return day <= missed.due || last < day; });
  std::ranges::sort(days);
  const auto is_other = [&](Day day) {
    const Assignee who = holder(missed.who.role, day);
    const bool has_names = !who.person.empty() && !missed.who.person.empty();
    return who.assigned && (has_names ? who.person != missed.who.person : !(who == missed.who));
  };
  const auto found = std::ranges::find_if(days, is_other);
  return found == days.end() ? std::nullopt : std::optional(*found);
}

void Walk::enter(const Entered& entered) {
  // A stage is entered once in a case; a new sign makes one without a case last longer.
  const bool was_there = std::any_of(entered_.begin(), entered_.end(), [&](const Entered& earlier) {
    return entered.in_case && earlier.in_case == entered.in_case && earlier.place == entered.place;
  });
  if (was_there) return;
  entered_.push_back(entered);
}

std::optional<Day> Walk::lapses(const Entered& entered) const {
  if (entered.in_case || judge_.rulebook_.signs_last < 0) return std::nullopt;
  return entered.day +
         static_cast<int>(parameters(entered.day)[static_cast<std::size_t>(judge_.rulebook_.signs_last)].least());
}

// The rule does not hold, and what its duty was to bring about is there: if an earlier night opened it, it is done and
// not withdrawn; but for a rule that says `while`, whose cause was not there then, as is known now.
void Walk::settle(const Rule& rule, const Period& period, const std::vector<Value>& values, Day day) {
  if (rule.stands_while && rule.stands_while->holds({values, parameters(day)}) == Truth::no) return;
  for (const DutyItem& item : rule.duties)
    if (item.done_when && item.done_when->holds({values, parameters(day)}) == Truth::yes)
      decision_.settled.push_back({rule.id, item.id, history_.subject, period.key});
}

// The days on which what was done counts for a duty whose period is over: through its end, or the deadline where that
// is later. Nothing while it lasts, or if it has no end.
std::optional<DayRange> Walk::former_period(const Rule& rule, const Duty& duty, Day day) const {
  if (!has_end(rule.per)) return std::nullopt;
  const auto period = period_of(rule.per, duty.opened, timeline_, judge_.calendar_, judge_.rulebook_);
  if (!period || day <= period->last) return std::nullopt;
  return DayRange{duty.opened, std::max(period->last, duty.due.value_or(period->last))};
}

// What is counted within a month, a term or a year says nothing of the one before: neither that its work was done, nor,
// where nothing was asked yet, that there was none. What does not go by periods still finishes it, late.
void Walk::finish_by_condition(Day day, const std::vector<Value>& values) {
  for (Duty& duty : decision_.duties) {
    if (duty.state == DutyState::done) continue;
    const Rule* rule = judge_.rulebook_.rule(duty.key.rule);
    const DutyItem* item = item_of(rule, duty.key);
    if (item == nullptr || !item->done_when) continue;
    if (rule->per == Per::day) continue;  // tomorrow's register does not stand for today's
    if (item->due.kind == Due::Kind::period_end && duty.due && day > *duty.due) continue;  // nor July's for June's
    FactDay then = fact_day(day);
    then.former = former_period(*rule, duty, day);
    const std::vector<Value> of_former = then.former ? reader_.values(agenda_.facts, then) : std::vector<Value>();
    if (item->done_when->holds({then.former ? of_former : values, then.parameters}) != Truth::yes) continue;
    duty.state = DutyState::done;
    duty.done = day;
    note_over(duty, day, DutyState::done);
  }
}

// A duty whose rule says `while` has no cause any more once that does not hold; when it holds again, the duty arises
// again, unless part of it was done. What was proved by then stays done.
void Walk::lapse(Day day, const std::vector<Value>& values) {
  if (!agenda_.lapses) return;
  const Situation situation{values, parameters(day)};
  for (auto duty = decision_.duties.begin(); duty != decision_.duties.end();) {
    const Rule* rule = judge_.rulebook_.rule(duty->key.rule);
    const bool is_over =
        duty->state != DutyState::done && rule->stands_while && rule->stands_while->holds(situation) == Truth::no;
    if (is_over) find_proof(*duty, fact_day(day));
    if (!is_over || duty->state == DutyState::done) {
      ++duty;
      continue;
    }
    decision_.lapsed.push_back(
        {*duty, day, Lapse::Why::condition, returned_by(day, *duty), rule->stands_while->explain(situation)});
    note_over(*duty, day, DutyState::withdrawn);
    const std::string period = duty->key.period;
    duty = decision_.duties.erase(duty);
    if (std::ranges::none_of(decision_.duties,
                             [&](const Duty& one) { return one.key.rule == rule->id && one.key.period == period; }))
      opened_.erase({rule, period});
  }
}

// What was missed before a duty had no cause any more stays missed when it arises again.
void Walk::keep_missed() {
  for (auto lapse = decision_.lapsed.rbegin(); lapse != decision_.lapsed.rend(); ++lapse) {
    const auto again = std::ranges::find(decision_.duties, lapse->duty.key, &Duty::key);
    const DutyItem* item = item_of(judge_.rulebook_, lapse->duty.key);
    if (again == decision_.duties.end() || item == nullptr) continue;
    Duty before = lapse->duty;
    assign(before, *item, lapse->day - 1);
    for (Miss& miss : before.missed) miss.passed_on = miss.passed_on.value_or(lapse->day);
    again->missed.insert(again->missed.begin(), before.missed.begin(), before.missed.end());
  }
}

// Of a class without pupils nothing is asked, and what it still had time for is not asked any more; it is again once
// there are pupils. What was missed while there were some stays missed.
void Walk::desert(Day day, Lapse::Why why) {
  drop(day, why, [&](const Duty& duty) { return !duty.due || day <= *duty.due; });
}

// Those of them that were not done by then.
template <class IsOver>
void Walk::drop(Day day, Lapse::Why why, const IsOver& is_over) {
  const FactDay on = fact_day(day);
  for (auto duty = decision_.duties.begin(); duty != decision_.duties.end();) {
    const bool is_asked_no_more = is_over(*duty);
    if (is_asked_no_more && duty->state != DutyState::done) find_proof(*duty, on);
    if (!is_asked_no_more || duty->state == DutyState::done) {
      ++duty;
      continue;
    }
    opened_.erase({judge_.rulebook_.rule(duty->key.rule), duty->key.period});
    decision_.lapsed.push_back({*duty, day, why, {}, {}});
    note_over(*duty, day, DutyState::withdrawn);
    duty = decision_.duties.erase(duty);
  }
}

// Of a minor who is at school on some days and on others not, the rules for pupils speak on the former alone.
bool Walk::concerns(const Rule& rule, Day day) const {
  return !is_mixed_ || rule.subject == history_.kind_on(day);
}

// Who leaves school takes his case with him, and what was found about him; who comes back what was begun for him. What
// was asked of a pupil, or of an idle minor, as one of many, is not asked any more.
void Walk::leave_behind(Day day) {
  if (!is_mixed_) return;
  const bool is_at_school = history_.kind_on(day) == SubjectKind::student;
  drop(day, is_at_school ? Lapse::Why::came_to_school : Lapse::Why::left_school, [&](const Duty& duty) {
    const Rule* rule = judge_.rulebook_.rule(duty.key.rule);
    return has_end(rule->per) && !concerns(*rule, day) && duty.due;
  });
}

// The day on which the pupil was back, if that ended the duty's episode by then.
std::optional<Day> Walk::returned_by(Day day, const Duty& duty) const {
  for (const Episode& episode : timeline_.episodes())
    if (episode.returned && *episode.returned <= day && episode.key() == duty.key.period) return episode.returned;
  return std::nullopt;
}

void Walk::complete(std::vector<Duty>& duties, Day last) {
  last_ = last;
  const FactDay on = fact_day(last);
  for (Duty& duty : duties)
    if (duty.state != DutyState::done) find_proof(duty, on);
  for (Duty& duty : duties)
    if (const DutyItem* item = item_of(judge_.rulebook_, duty.key)) assign(duty, *item, last);
}

// Records stand by day, so the first that proves it is the earliest; later ones do not move the day on which it was
// done.
void Walk::find_proof(Duty& duty, const FactDay& on) const {
  const DutyItem* item = item_of(judge_.rulebook_, duty.key);
  if (item == nullptr) return;
  const Day first = proved_from(duty);
  for (const Record& record : history_.records) {
    if (record.day < first || record.day > on.day || !proves(*item, duty, record, on)) continue;
    duty.state = DutyState::done;
    duty.done = record.day;
    duty.proof = record.id;
    return;
  }
}

// From the day on which it arose. Of a year, a term or a month that began before the books, what was done in it before
// them counts as well: nobody is blamed for the time before.
Day Walk::proved_from(const Duty& duty) const {
  const Rule* rule = judge_.rulebook_.rule(duty.key.rule);
  if (rule == nullptr || duty.opened != first_walked()) return duty.opened;
  return first_of_period(rule->per, duty.opened, judge_.calendar_, judge_.rulebook_);
}

bool Walk::proves(const DutyItem& item, const Duty& duty, const Record& record, const FactDay& on) const {
  const auto is_of_kind = [&](const Proof& proof) { return proof.record == record.kind; };
  if (std::none_of(item.done_by.begin(), item.done_by.end(), is_of_kind)) return false;
  if (duty.key.period == event_key(record.id)) return false;  // what gave rise to a duty does not also prove it
  const bool is_over = item.due.kind == Due::Kind::period_end && duty.due && record.day > *duty.due;
  const auto case_then = timeline_.case_on(duty.opened);
  const auto case_now = timeline_.case_on(record.day);
  if (case_then && case_now && *case_now > *case_then) return false;  // another case, months later
  for (const Proof& proof : item.done_by) {
    if (!is_of_kind(proof) || !is_about_same(proof, duty, record)) continue;
    if (is_over && proof.same.empty()) continue;  // December is not November, unless the record says which it is of
    const std::vector<std::string> owed = owed_by(item, proof, duty, record.day);
    const bool is_right =
        proof.anyone || (judge_.rulebook_.fulfils_any(record.roles, owed) &&
                         is_in_charge(judge_.rulebook_, judge_.organisation_, history_,
                                      arose_on(judge_.rulebook_, judge_.organisation_, history_, duty), record, owed));
    if (is_right && reader_.satisfies(record, proof.where, on) == Truth::yes) return true;
  }
  return false;
}

// Where a proof must name the matter of the duty: problem 2 is not solved by the record that solved problem 1, and what
// is written for one year does not do for the next.
bool Walk::is_about_same(const Proof& proof, const Duty& duty, const Record& record) const {
  if (proof.same.empty()) return true;
  if (const Rule* rule = judge_.rulebook_.rule(duty.key.rule); rule != nullptr && rule->per != Per::event)
    return says_year(record, proof.same,
                     first_of_period(rule->per, duty.opened, judge_.calendar_, judge_.rulebook_).year());
  const Record* event = event_of(duty.key.period);
  if (event == nullptr) return false;
  const auto asked = event->fields.find(proof.same);
  const auto said = record.fields.find(proof.same);
  return asked != event->fields.end() && said != record.fields.end() && asked->second == said->second;
}

// Whose record proves it. Of a post that nobody holds on that day, whoever stands in: no duty is impossible to prove.
std::vector<std::string> Walk::owed_by(const DutyItem& item, const Proof& proof, const Duty& duty, Day day) const {
  if (!proof.by.empty()) return proof.by;
  std::vector<std::string> owed = {item.who};
  const Role* role = judge_.rulebook_.role(item.who);
  if (role == nullptr || !role->person || role->otherwise.empty()) return owed;
  const Day arose = arose_on(judge_.rulebook_, judge_.organisation_, history_, duty);
  if (!route(judge_.rulebook_, judge_.organisation_, history_, item.who, arose, day).assigned)
    owed.push_back(role->otherwise);
  return owed;
}

// A class whose register is missing is chased as a class. A doubt about one pupil is listed when his absence is
// running.
bool Walk::in_doubt(const Rule& rule, Day day) const {
  if (rule.subject != SubjectKind::student) return true;
  const Episode* episode = timeline_.episode_on(day);
  return episode != nullptr && !episode->returned && !rule.duties.empty();
}

std::vector<Value> Walk::values_on(Day day) const {
  return reader_.values(agenda_.facts, fact_day(day));
}

// For people who ask why: every rule as it stands on one day, held or not, in period or not. Opens nothing.
std::vector<Judgement> Walk::judgements_on(Day day) {
  std::vector<Judgement> result;
  const std::vector<Value> values = values_on(day);
  const Situation situation{values, parameters(day)};
  for (const Rule* rule : agenda_.rules) {
    if (!concerns(*rule, day)) continue;
    Judgement judgement{rule, truth(rule->in_force(day)), {}, {}};
    if (judgement.truth == Truth::no) {
      result.push_back(std::move(judgement));
      continue;
    }
    const std::optional<Period>& here = period(*rule, day);
    if (here) judgement.period = here->key;
    judgement.truth = holds(*rule, situation);
    if (rule->when) judgement.leaves = rule->when->explain(situation);
    if (rule->per == Per::event) {
      Truth any = Truth::no;
      for (const Record& record : history_.records)
        if (record.kind == rule->on_record && record.day <= day)
          any = either(any, reader_.satisfies(record, rule->on_where, fact_day(day)));
      judgement.truth = both(judgement.truth, any);
    } else if (!here) {
      judgement.truth = Truth::no;
    }
    result.push_back(std::move(judgement));
  }
  return result;
}

Trace Walk::trace(const FactDefinition& fact, Day day) const {
  return reader_.trace(fact, fact_day(day));
}

}  // namespace ksbx
