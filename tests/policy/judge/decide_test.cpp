#include "policy/judge/decide.h"

#include <doctest/doctest.h>

#include "policy/judge/walk.h"
#include "policy/small_world.h"

namespace ksbx {
namespace {

// Repeatable on every machine: no library distribution is asked.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 2654435761u + 88172645463325252u) {}
  int below(int n) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<int>(state_ % static_cast<std::uint64_t>(n));
  }

 private:
  std::uint64_t state_;
};

constexpr int weeks = 8;
const Day start = *Day::of(2026, 9, 14);

// Eight weeks of a pupil who comes and goes, with lost registers, leave and visits.
Told random_pupil(Dice& dice) {
  Told told = pupil();
  bool away = false;
  for (Day one = start; one < start + 7 * weeks; ++one) {
    if (dice.below(4) == 0) away = !away;
    const std::string iso = one.iso();
    if (dice.below(12) == 0) told.no_register(iso);
    for (const Session session : {Session::morning, Session::afternoon}) {
      const int fell = dice.below(10);
      if (away && fell < 7) told.mark(iso, session, Presence::unexcused);
      if (fell == 8) told.mark(iso, session, Presence::excused);
    }
    if (dice.below(9) == 0) told.record("visit", iso, "principal", {{"reached", dice.below(3) > 0}});
  }
  return told;
}

struct World {
  SmallRules rules;
  Calendar calendar = plain_calendar();
  // The class has no teacher for ten days in autumn.
  Organisation organisation{
      units_of_the_city(),
      {{{1}, "王老师", "class_teacher", Units::school_class, day("2026-09-01"), day("2026-10-13")},
       {{2}, "赵老师", "class_teacher", Units::school_class, day("2026-10-24"), {}}}};

  Decision decide(const Told& told, Day through) const {
    return Judge(rules.book, calendar, organisation, through).decide(told.history);
  }
};

int count_of(const Decision& decision, const std::string& rule) {
  return static_cast<int>(std::count_if(decision.duties.begin(), decision.duties.end(),
                                        [&](const Duty& duty) { return duty.key.rule == rule; }));
}

TEST_CASE("the duties of a run do not depend on how many nights went before it") {
  World world;
  // Rules that wait for a fact to fall, or for the stage that another rule entered.
  world.rules.add_rule("back", "stage >= 'two' and days = 0", Per::episode, "", DayUnit::day, 0);
  world.rules.add_rule("quiet", "stage >= 'one' and sessions_today = 0", Per::case_, "", DayUnit::day, 0);
  world.rules.add_rule("kept", "failed = 0 and days = 1", Per::month, "", DayUnit::day, 0);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    const Told told = random_pupil(dice);
    Books nightly;
    Books at_once;
    const Day last = start + 7 * weeks;
    for (Day one = start; one <= last; ++one)
      nightly.night(Judge(world.rules.book, world.calendar, world.organisation, one), told.history, {one, one, one});
    const Judge judge(world.rules.book, world.calendar, world.organisation, last);
    at_once.night(judge, told.history, {last, last, last});
    CHECK(all_shown(nightly.ledger.duties) == all_shown(at_once.ledger.duties));
    CHECK(nightly.night(judge, told.history, {last, last, last}).empty());
  }
}

TEST_CASE("an excuse never adds a duty") {
  const World world;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Told told = random_pupil(dice);
    if (told.history.marks.empty()) continue;
    const Day last = start + 7 * weeks;
    const Decision before = world.decide(told, last);
    Mark& mark = told.history.marks[static_cast<std::size_t>(dice.below(static_cast<int>(told.history.marks.size())))];
    mark.presence = Presence::excused;
    const Decision after = world.decide(told, last);
    for (const char* rule : {"half-day", "day-one", "day-two", "failed-visits"}) {
      CAPTURE(rule);
      CHECK(count_of(after, rule) <= count_of(before, rule));
    }
  }
}

TEST_CASE("the order in which absences were entered does not matter") {
  const World world;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Told told = random_pupil(dice);
    const Day last = start + 7 * weeks;
    const std::string before = all_shown(world.decide(told, last).duties);
    auto& marks = told.history.marks;
    for (std::size_t i = marks.size(); i > 1; --i)
      std::swap(marks[i - 1], marks[static_cast<std::size_t>(dice.below(static_cast<int>(i)))]);
    marks = as_known(marks, Moment::at(last, 23, 0));
    CHECK(all_shown(world.decide(told, last).duties) == before);
  }
}

TEST_CASE("every deadline in school days is a school day after the opening") {
  const World world;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    for (const Duty& duty : world.decide(random_pupil(dice), start + 7 * weeks).duties) {
      if (duty.key.rule != "day-one" && duty.key.rule != "day-two") continue;
      REQUIRE(duty.due);
      CHECK(world.calendar.is_school_day(*duty.due, "9990180001"));
      CHECK(*duty.due > duty.opened);
    }
  }
}

TEST_CASE("what was done stays done, whatever is corrected afterwards") {
  const World world;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    CAPTURE(seed);
    Dice dice(seed);
    Told told = random_pupil(dice);
    const Day last = start + 7 * weeks;
    const Judge judge(world.rules.book, world.calendar, world.organisation, last);
    Books books;
    books.night(judge, told.history, {last, last, last});
    const Ledger before = books.ledger;
    for (Mark& mark : told.history.marks) mark.presence = Presence::excused;
    books.night(judge, told.history, {last, last, last});
    for (std::size_t i = 0; i < before.duties.size(); ++i)
      if (before.duties[i].state == DutyState::done) CHECK(books.ledger.duties[i].state == DutyState::done);
  }
}

TEST_CASE("a class that loses its teacher on a day without any absence is noticed on that very day") {
  const World world;
  const Decision decision = world.decide(pupil(), day("2026-10-30"));
  REQUIRE(all_shown(decision.duties) == "no-teacher 2026-10-14 due 2026-10-26 done");
  CHECK(decision.duties.front().missed.front().due == day("2026-10-15"));  // by no one: the new teacher has his own
  CHECK(decision.duties.front().done == day("2026-10-24"));
}

TEST_CASE("a later case proves nothing of an earlier one") {
  World world;
  world.rules.book.case_closes_after = -1;  // one attended day closes a case
  Told told = pupil().absent("2026-09-15").absent("2026-09-24");
  told.record("visit", "2026-09-24", "principal", {{"reached", true}});
  CHECK(all_shown(world.decide(told, day("2026-09-25")).duties) ==
        "day-one 2026-09-15 due 2026-09-16 open; day-one 2026-09-24 due 2026-09-25 done; "
        "half-day 2026-09-15 due 2026-09-15 open; half-day 2026-09-24 due 2026-09-24 done");
}

TEST_CASE("rules do not chain within a night: a stage entered today is seen tomorrow") {
  World world;
  world.rules.add_rule("staged", "stage >= 'one'", Per::case_, "", DayUnit::day, 0);
  const Decision decision = world.decide(pupil().absent("2026-09-15"), day("2026-09-30"));
  REQUIRE(count_of(decision, "staged") == 1);
  for (const Duty& duty : decision.duties)
    if (duty.key.rule == "staged") CHECK(duty.opened == day("2026-09-16"));
}

// With rules that go by what became of the duties of another rule.
struct Followed : World {
  Followed() {
    add("visit_late", FactDefinition::Kind::days_late, Type{Type::Kind::integer});
    add("visit_state", FactDefinition::Kind::duty_state, Type{Type::Kind::choice, {"open", "late", "done"}});
    rules.add_rule("told-above", "visit_late >= 2", Per::case_, "", DayUnit::work_day, 1);
    rules.add_rule("thanked", "visit_state = 'done'", Per::case_, "", DayUnit::work_day, 1);
  }
  void add(std::string name, FactDefinition::Kind kind, Type type) {
    FactDefinition fact;
    fact.name = std::move(name);
    fact.kind = kind;
    fact.type = std::move(type);
    fact.duty = "day-one";
    fact.since_unit = DayUnit::school_day;
    fact.within = Within::case_;
    rules.book.fact_names.add({fact.name, fact.type, {}});
    rules.book.facts.push_back(std::move(fact));
  }
  std::string of(const Told& told, std::string_view rule, std::string_view through) const {
    std::vector<Duty> duties = decide(told, day(through)).duties;
    std::erase_if(duties, [&](const Duty& duty) { return duty.key.rule != rule; });
    return all_shown(duties);
  }
};

TEST_CASE("a step that is two school days late is told above on that day, and nobody hears of one that was in time") {
  const Followed world;
  // Absent from Monday: the visit is due on Tuesday, and two school days late on Thursday.
  Told nobody_went = pupil();
  for (const char* iso : {"2026-09-14", "2026-09-15", "2026-09-16", "2026-09-17", "2026-09-18"})
    nobody_went.absent(iso);
  CHECK(world.of(nobody_went, "told-above", "2026-09-16") == "");
  CHECK(world.of(nobody_went, "told-above", "2026-09-17") == "told-above 2026-09-17 due 2026-09-18 open");
  CHECK(world.of(nobody_went, "thanked", "2026-09-18") == "");

  Told in_time = nobody_went;
  in_time.record("visit", "2026-09-15", "class_teacher", {{"reached", true}});
  CHECK(world.of(in_time, "told-above", "2026-09-18") == "");
  CHECK(world.of(in_time, "thanked", "2026-09-18") == "thanked 2026-09-15 due 2026-09-16 done");

  Told late = nobody_went;
  late.record("visit", "2026-09-17", "class_teacher", {{"reached", true}});
  CHECK(world.of(late, "told-above", "2026-09-18") == "");
  CHECK(world.of(late, "thanked", "2026-09-18") == "thanked 2026-09-17 due 2026-09-18 done");
}

TEST_CASE("what was asked today is seen tomorrow, as why shows of any day gone by") {
  const Followed world;
  Told told = pupil();
  for (const char* iso : {"2026-09-14", "2026-09-15", "2026-09-16", "2026-09-17"}) told.absent(iso);
  const Judge judge(world.rules.book, world.calendar, world.organisation, day("2026-09-17"));
  const auto state_on = [&](const char* iso) {
    return judge.fact(told.history, "visit_state", day(iso)).show({Type::Kind::choice, {"open", "late", "done"}}).zh;
  };
  CHECK(state_on("2026-09-14") == "—");
  CHECK(state_on("2026-09-15") == "open");
  CHECK(state_on("2026-09-16") == "late");
  CHECK(judge.fact(told.history, "visit_late", day("2026-09-17")).least() == 2);
}

TEST_CASE("an absence is noticed to have left its window on the day it does") {
  World world;
  world.rules.add_rule("calm", "sessions_today = 0 and stage is known", Per::case_, "", DayUnit::day, 0);
  const Decision decision = world.decide(pupil().absent("2026-09-18"), day("2026-09-30"));
  REQUIRE(count_of(decision, "calm") == 1);
  for (const Duty& duty : decision.duties)
    if (duty.key.rule == "calm") CHECK(duty.opened == day("2026-09-21"));
}

TEST_CASE("what a missing register leaves open is a doubt, not a no") {
  const World world;
  const Decision decision =
      world.decide(pupil().absent("2026-09-15").no_register("2026-09-16").absent("2026-09-17"), day("2026-09-17"));
  CHECK(count_of(decision, "day-two") == 0);
  REQUIRE(decision.doubts.size() == 1);
  CHECK(decision.doubts.front().rule == "day-two");
  CHECK(decision.doubts.front().leaves.front().words.front().value.en == "1…3");
}

TEST_CASE(
    "a sign without any absence lapses after the days that the rulebook gives it, and a new sign begins them anew") {
  World world;
  Parameter lasting;
  lasting.id = "signs_last";
  lasting.values = {{day("2016-08-12"), 30, {}}};
  world.rules.book.parameters.push_back(lasting);
  world.rules.book.parameter_names.add({"signs_last", {Type::Kind::integer}, {}});
  world.rules.book.signs_last = 0;
  world.rules.add_rule("sign", "failed = 0", Per::event, "one", DayUnit::day, 0);
  world.rules.book.rules.back().on_record = "visit";
  Told told = pupil().record("visit", "2026-10-12", "principal", {{"reached", true}});
  CHECK(world.decide(told, day("2026-11-10")).stage == "one");
  CHECK(world.decide(told, day("2026-11-11")).stage.empty());
  told.record("visit", "2026-11-02", "principal", {{"reached", true}});
  CHECK(world.decide(told, day("2026-12-01")).stage == "one");
  CHECK(world.decide(told, day("2026-12-02")).stage.empty());
}

TEST_CASE("whoever is not on the books is judged on no day, and asked for no fact") {
  const World world;
  Told told = pupil().absent("2026-09-15").absent("2026-09-16");
  REQUIRE_FALSE(world.decide(told, day("2026-09-16")).duties.empty());
  told.history.since.reset();
  const Judge judge(world.rules.book, world.calendar, world.organisation, day("2026-09-16"));
  CHECK(judge.decide(told.history).duties.empty());
  CHECK(judge.decide(told.history).doubts.empty());
  CHECK(judge.judge(told.history).empty());
  CHECK(judge.facts(told.history).empty());
  CHECK(judge.fact(told.history, "days", day("2026-09-16")) == Value());
  CHECK_THROWS_AS(Walk(judge, told.history), Error);
}

TEST_CASE("a first day, a record or a birthday far outside all calendars changes nothing and costs nothing") {
  World world;
  world.rules.add_rule("yearly", "days >= 0", Per::school_year, "", DayUnit::day, 0);
  const Told plain = pupil().absent("2026-09-15").absent("2026-09-16");
  const std::string usual = all_shown(world.decide(plain, day("2026-09-30")).duties);
  for (const Day far : {Day::first(), Day::nearest(1, 1, 1), day("1999-12-31")}) {
    Told told = plain;
    told.history.since = far;
    told.history.student->birth = far;
    told.record("visit", far.iso(), "principal", {{"reached", false}});
    CAPTURE(far.iso());
    CHECK(all_shown(world.decide(told, day("2026-09-30")).duties) == usual);
  }
  Told later = plain;
  later.history.since = Day::from_serial(2'932'896);  // 9999-12-31
  CHECK(world.decide(later, day("2026-09-30")).duties.empty());
}

TEST_CASE("the reasons of many duties in one go are those of each alone") {
  World world;
  world.rules.add_rule("staged", "stage >= 'one'", Per::case_, "two", DayUnit::day, 0);
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Dice dice(seed);
    const Told told = random_pupil(dice);
    const Judge judge(world.rules.book, world.calendar, world.organisation, start + 7 * weeks);
    const std::vector<Duty> duties = judge.decide(told.history).duties;
    const std::vector<std::string> together = judge.why(told.history, duties);
    REQUIRE(together.size() == duties.size());
    for (std::size_t i = 0; i < duties.size(); ++i) CHECK(together[i] == judge.why(told.history, duties[i]));
  }
}

TEST_CASE("a history longer than any life is refused before it costs anything") {
  const World world;
  Told told = pupil().absent("2026-09-15");
  Record record;
  record.kind = "visit";
  record.day = day("2026-09-15");
  told.history.records.assign(static_cast<std::size_t>(Budget::most_events) + 1, record);
  std::string code;
  try {
    world.decide(told, day("2026-09-30"));
  } catch (const Error& error) {
    code = error.problems().front().code;
  }
  CHECK(code == "history-too-long");
}

TEST_CASE("the stage is the highest one entered in the case that is open") {
  World world;
  world.rules.book.case_closes_after = -1;
  const Told told = pupil().absent("2026-09-15").absent("2026-09-16");
  CHECK(world.decide(told, day("2026-09-15")).stage == "one");
  CHECK(world.decide(told, day("2026-09-16")).stage == "two");
  CHECK(world.decide(told, day("2026-09-21")).stage.empty());
}

TEST_CASE("a class without pupils is asked for nothing, and what it still had time for is not asked any more") {
  SmallRules rules;
  rules.add_rule("letter", "days < 1", Per::school_year, "", DayUnit::day, 60);
  rules.book.rules.back().subject = SubjectKind::school_class;
  History empty;
  empty.subject = {SubjectKind::school_class, {}, Units::school_class};
  empty.since = day("2026-09-01");
  const Calendar calendar = plain_calendar();
  const Organisation city = small_city();
  const auto letters = [&](std::vector<Day> turns) {
    empty.pupil_turns = std::move(turns);
    const Decision decision = Judge(rules.book, calendar, city, day("2026-11-30")).decide(empty);
    std::string all;
    for (const Duty& duty : decision.duties) all += "open " + duty.opened.iso() + " ";
    for (const Lapse& lapse : decision.lapsed)
      all += formatted("gone {}{} ", lapse.day.iso(), lapse.why == Lapse::Why::no_pupils ? " without pupils" : "");
    return all;
  };
  CHECK(letters({}) == "");
  CHECK(letters({day("2026-09-01")}) == "open 2026-09-01 ");
  CHECK(letters({day("2026-10-12")}) == "open 2026-10-12 ");
  CHECK(letters({Day::first(), day("2026-09-20")}) == "gone 2026-09-20 without pupils ");
  CHECK(letters({Day::first(), day("2026-09-20"), day("2026-11-02")}) ==
        "open 2026-11-02 gone 2026-09-20 without pupils ");
  CHECK(letters({Day::first(), day("2026-11-20")}) == "open 2026-09-01 ");  // missed while there were pupils
}

}  // namespace
}  // namespace ksbx
