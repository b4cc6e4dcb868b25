#include "policy/trial/backtest.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

using namespace ksbx;

namespace {

constexpr const char* first = "2026-09-01";
constexpr const char* last_day = "2026-12-31";

// Two small rulebooks and one calendar; histories are given one after the other.
struct Trial {
  SmallRules before, after;
  Calendar calendar = plain_calendar();
  Organisation city = small_city();
  DayRange days{day(first), day(last_day)};

  Rule& rule_of(SmallRules& rules, std::string_view id) { return *std::ranges::find(rules.book.rules, id, &Rule::id); }
  Backtested of(const std::vector<Told>& pupils) const {
    const Judge old_judge(before.book, calendar, city, days.last);
    const Judge new_judge(after.book, calendar, city, days.last);
    Backtest backtest(old_judge, new_judge, days);
    for (const Told& told : pupils) backtest.add(told.history);
    return backtest.result();
  }
};

Told dropout() {
  Told told = pupil();
  told.history.student->enrolment = Enrolment::dropped_out;
  return told;
}

std::string shown(const DutyCounts& counts) {
  return formatted("{} → {}, only {} / {}, earlier {}, later {}", counts.before, counts.after, counts.only_before,
                   counts.only_after, counts.earlier, counts.later);
}

std::string shown(const std::vector<Backtested::OfRule>& rules) {
  std::string text;
  for (const auto& [rule, counts] : rules) text += formatted("{}{}: {}", text.empty() ? "" : "; ", rule, shown(counts));
  return text;
}

std::string shown(const DropoutsSeen& seen) {
  return formatted("{} dropped out, earlier {}, later {}, only {} / {}, {} days", seen.pupils, seen.earlier, seen.later,
                   seen.only_before, seen.only_after, seen.sum());
}

TEST_CASE("the same rules twice make no difference") {
  const Backtested found = Trial().of({pupil().absent("2026-09-07").absent("2026-09-08"), pupil()});
  CHECK(shown(found.total) == "3 → 3, only 0 / 0, earlier 0, later 0");
  CHECK(found.total.differences() == 0);
  CHECK(found.pupils == 0);
  CHECK(found.towns.empty());
  CHECK(found.schools.empty());
  CHECK(found.examples.empty());
}

TEST_CASE("a stricter threshold adds duties, and says about whom, when and where") {
  Trial trial;
  trial.rule_of(trial.before, "day-two").when = trial.before.condition("days >= 3", trial.before.book.fact_names);
  const Backtested found = trial.of({pupil().absent("2026-09-07").absent("2026-09-08")});
  CHECK(shown(found.rules) ==
        "half-day: 1 → 1, only 0 / 0, earlier 0, later 0; day-one: 1 → 1, only 0 / 0, earlier 0, later 0; "
        "day-two: 0 → 1, only 0 / 1, earlier 0, later 0");
  CHECK(found.pupils == 1);
  REQUIRE(found.examples.size() == 1);
  CHECK(found.examples.front().rule == "day-two");
  CHECK(found.examples.front().change == DutyChange::only_after);
  CHECK(found.examples.front().day == day("2026-09-08"));
  REQUIRE(found.schools.size() == 1);
  CHECK(found.schools.front().code == "9990180001");
  CHECK(shown(found.schools.front().counts) == "2 → 3, only 0 / 1, earlier 0, later 0");
}

TEST_CASE("whoever has to hear that a step is late is counted, unless it was done in time or ended before") {
  Trial trial;
  Rule& rule = trial.rule_of(trial.after, "day-two");
  DutyItem level = rule.duties.front();
  level.id = "1-late-1";
  level.who = "principal";
  level.done_by = {};
  level.oversees = DutyItem::Oversight{"1", {Due::Kind::within, 1, -1, DayUnit::school_day}};
  rule.duties.push_back(level);
  const Told late = pupil().absent("2026-09-07").absent("2026-09-08").absent("2026-09-09");
  Told visited = late;
  visited.record("visit", "2026-09-09", "principal", {{"reached", true}});
  CHECK(shown(trial.of({late}).total) == "3 → 4, only 0 / 1, earlier 0, later 0");
  CHECK(shown(trial.of({visited}).total) == "3 → 3, only 0 / 0, earlier 0, later 0");
  // He is back on the 10th, on which the step is due: nobody is to hear of it on the 11th.
  rule.stands_while = trial.after.condition("days >= 2", trial.after.book.fact_names);
  CHECK(shown(trial.of({late}).total) == "3 → 3, only 0 / 0, earlier 0, later 0");
}

TEST_CASE("the same duty on another day is earlier or later, not one lost and one gained") {
  Trial trial;
  trial.rule_of(trial.before, "day-two").when = trial.before.condition("days >= 4", trial.before.book.fact_names);
  const Told four_days = pupil().absent("2026-09-07").absent("2026-09-08").absent("2026-09-09").absent("2026-09-10");
  const Backtested found = trial.of({four_days});
  CHECK(shown(found.total) == "3 → 3, only 0 / 0, earlier 1, later 0");
  CHECK(found.examples.front().day == day("2026-09-08"));

  std::swap(trial.before.book, trial.after.book);
  const Backtested turned = trial.of({four_days});
  CHECK(shown(turned.total) == "3 → 3, only 0 / 0, earlier 0, later 1");
  CHECK(turned.examples.front().change == DutyChange::later);
  CHECK(turned.examples.front().day == day("2026-09-08"));
}

TEST_CASE("a rule switched off from a day on loses only what came after") {
  Trial trial;
  trial.rule_of(trial.after, "day-one").off = Rule::SwitchedOff{day("2026-10-01"), {}, {}};
  const Backtested found = trial.of({pupil().absent("2026-09-07").absent("2026-10-12")});
  CHECK(shown(found.rules) ==
        "half-day: 2 → 2, only 0 / 0, earlier 0, later 0; day-one: 2 → 1, only 1 / 0, earlier 0, later 0");
  CHECK(found.examples.front().change == DutyChange::only_before);
  CHECK(found.examples.front().day == day("2026-10-12"));
}

TEST_CASE("a duty counts if either rulebook opens it within the days") {
  Trial trial;
  trial.rule_of(trial.before, "day-two").when = trial.before.condition("days >= 4", trial.before.book.fact_names);
  const Told four_days = pupil().absent("2026-09-07").absent("2026-09-08").absent("2026-09-09").absent("2026-09-10");
  trial.days = {day("2026-09-09"), day(last_day)};
  CHECK(shown(trial.of({four_days}).rules) == "day-two: 1 → 1, only 0 / 0, earlier 1, later 0");
  std::swap(trial.before.book, trial.after.book);
  CHECK(shown(trial.of({four_days}).rules) == "day-two: 1 → 1, only 0 / 0, earlier 0, later 1");
  std::swap(trial.before.book, trial.after.book);
  trial.days = {day(first), day("2026-09-09")};
  CHECK(shown(trial.of({four_days}).rules) ==
        "half-day: 1 → 1, only 0 / 0, earlier 0, later 0; day-one: 1 → 1, only 0 / 0, earlier 0, later 0; "
        "day-two: 0 → 1, only 0 / 1, earlier 0, later 0");
  trial.days = {day("2026-09-11"), day(last_day)};
  CHECK(trial.of({four_days}).rules.empty());
}

TEST_CASE("work is counted by role and by the Monday of the week in which it begins") {
  Trial trial;
  trial.after.book.rules.erase(trial.after.book.rules.begin());  // half-day
  const Backtested found = trial.of({pupil().absent("2026-09-07").absent("2026-09-13").absent("2026-09-18")});
  REQUIRE(found.weeks.size() == 2);
  CHECK(found.weeks.at(day("2026-09-07")).at("class_teacher").before == 2);
  CHECK(found.weeks.at(day("2026-09-07")).at("class_teacher").after == 1);
  CHECK(found.weeks.at(day("2026-09-14")).at("class_teacher").before == 2);
  CHECK(found.weeks.at(day("2026-09-14")).at("class_teacher").after == 1);
  CHECK(shown(found.rules).ends_with("half-day: 2 → 0, only 2 / 0, earlier 0, later 0"));

  trial.days.first = day("2026-09-14");
  CHECK(trial.of({pupil().absent("2026-09-07").absent("2026-09-18")}).weeks.size() == 1);
}

TEST_CASE("the school and the town that the change concerns most come first") {
  Trial trial;
  std::vector<Unit> units = units_of_the_city();
  const UnitId other_school{21}, other_class{22};
  units.push_back({other_school, UnitKind::school, "9990180002", "白云小学", Units::office, Units::other_town});
  units.push_back({other_class, UnitKind::school_class, "", "三(1)班", other_school, {}});
  for (Unit& unit : units)
    if (unit.kind == UnitKind::town) unit.code = unit.id == Units::town ? "990181003" : "990181004";
  trial.city = Organisation(units, {{{1}, "王老师", "class_teacher", Units::school_class, day(first), {}},
                                    {{2}, "周老师", "class_teacher", other_class, day(first), {}}});
  trial.rule_of(trial.after, "day-one").off.emplace();
  Told elsewhere = pupil().absent("2026-09-07").absent("2026-09-14");
  elsewhere.history.subject.unit = other_class;
  elsewhere.history.student->school_class = other_class;
  const Backtested found = trial.of({pupil().absent("2026-09-07"), elsewhere});
  REQUIRE(found.schools.size() == 2);
  CHECK(found.schools.front().code == "9990180002");
  CHECK(shown(found.schools.front().counts) == "4 → 2, only 2 / 0, earlier 0, later 0");
  REQUIRE(found.towns.size() == 2);
  CHECK(found.towns.front().code == "990181004");
  CHECK(shown(found.towns.back().counts) == "2 → 1, only 1 / 0, earlier 0, later 0");
}

TEST_CASE("a child who later dropped out is seen three days earlier") {
  Trial trial;
  for (const char* early : {"half-day", "day-one"}) trial.rule_of(trial.before, early).off.emplace();
  trial.rule_of(trial.before, "day-two").when = trial.before.condition("days >= 4", trial.before.book.fact_names);
  const auto gone = [](Told told) {
    return told.absent("2026-09-07").absent("2026-09-08").absent("2026-09-09").absent("2026-09-10");
  };
  const Backtested found = trial.of({gone(dropout()), gone(pupil()), dropout(), dropout().absent("2026-09-07")});
  CHECK(shown(found.dropouts) == "3 dropped out, earlier 1, later 0, only 0 / 1, 3 days");
  CHECK(found.dropouts.median() == 3.0);

  std::swap(trial.before.book, trial.after.book);
  CHECK(shown(trial.of({gone(dropout()), dropout().absent("2026-09-07")}).dropouts) ==
        "2 dropped out, earlier 0, later 1, only 1 / 0, -3 days");
}

TEST_CASE("a child who dropped out and came back counts among those who dropped out") {
  Told back = pupil().absent("2026-09-07");
  back.enrolled_from("2026-10-08", Enrolment::dropped_out).enrolled_from("2026-11-02", Enrolment::enrolled);
  CHECK(Trial().of({back, pupil().absent("2026-09-07")}).dropouts.pupils == 1);
}

TEST_CASE("the median lies between the two in the middle, and there is none where no one was seen on another day") {
  CHECK(DropoutsSeen{4, 3, 1, 0, 0, {-1, 2, 5, 9}}.median() == 3.5);
  CHECK(DropoutsSeen{2, 1, 1, 0, 0, {-4, 1}}.median() == -1.5);
  CHECK(DropoutsSeen{}.median() == std::nullopt);
}

TEST_CASE("three examples of each change are enough, the first that came") {
  Trial trial;
  trial.rule_of(trial.after, "day-one").off.emplace();
  Told often = pupil();
  for (const char* date : {"2026-09-07", "2026-09-09", "2026-09-14", "2026-09-16"}) often.absent(date);
  const Backtested found = trial.of({often});
  CHECK(found.total.only_before == 4);
  REQUIRE(found.examples.size() == 3);
  CHECK(found.examples.back().day == day("2026-09-14"));
}

TEST_CASE("an expression over the counts sees each of them; a child whom the new rules never see is seen later") {
  Backtested found;
  found.total = {10, 12, 1, 3, 4, 5};
  found.pupils = 6;
  found.dropouts = {9, 2, 1, 7, 0, {}};
  const struct {
    const char* condition;
    Truth holds;
  } cases[] = {{"old = 10 and new = 12", Truth::yes},
               {"only_old = 1 and only_new = 3", Truth::yes},
               {"earlier = 4 and later = 5 and pupils = 6", Truth::yes},
               {"dropouts_earlier = 2", Truth::yes},
               {"dropouts_later = 8", Truth::yes},
               {"new > old + 2", Truth::no}};
  for (const auto& one : cases) {
    CAPTURE(one.condition);
    Problems problems;
    const auto condition = Condition::parse(one.condition, backtest_counts(), Vocabulary(), {}, problems);
    REQUIRE(condition);
    const std::vector<Value> values = values_of(found);
    CHECK(condition->holds({values, {}}) == one.holds);
  }
}

}  // namespace
