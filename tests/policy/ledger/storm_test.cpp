#include "policy/ledger/storm.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

namespace ksbx {
namespace {

Duty duty_of(std::string stage, std::string period, std::string_view opened, DutyState state = DutyState::open) {
  Duty duty;
  duty.stage = std::move(stage);
  duty.key.period = std::move(period);
  duty.opened = day(opened);
  duty.state = state;
  return duty;
}

Plan opens(Duty duty) {
  Plan plan;
  plan.opened.push_back(std::move(duty));
  return plan;
}

Change put_back(Duty duty) {
  Change change;
  change.before = duty;
  change.before.state = DutyState::withdrawn;
  change.after = std::move(duty);
  return change;
}

// A rulebook whose guard is more than 20 % and at least 10 pupils, and one school with a limit of its own.
struct Guarded : SmallRules {
  Guarded() {
    add("share", {{day("2016-08-12"), 20, {}}, {day("2016-08-12"), 50, {}, "", {}, {"9990180002", "", Level::any}}});
    add("least", {{day("2016-08-12"), 10, {}}});
    book.storm = {0, 1};
  }
  void add(const char* id, std::vector<Parameter::Dated> values) {
    Parameter parameter;
    parameter.id = id;
    parameter.values = std::move(values);
    book.parameters.push_back(std::move(parameter));
    book.parameter_names.add({id, {Type::Kind::integer}, {}});
  }
};

// `count` pupils of a class who were last missing on that day, as one entry said.
void add(std::vector<Newcomer>& all, int count, std::int64_t school_class, std::string_view iso, std::int64_t change) {
  for (int i = 0; i < count; ++i)
    all.push_back({StudentId{static_cast<std::int64_t>(all.size()) + 1}, UnitId{school_class},
                   Newcomer::Absence{day(iso), change}});
}

// "one_entry 12", "whole_classes 30": kinds with the pupils that they explain.
std::string shown(const std::vector<StormCause>& causes) {
  std::string all;
  for (const StormCause& cause : causes) {
    if (!all.empty()) all += ", ";
    switch (cause.kind) {
      case StormCause::Kind::other_rulebook: all += "rules"; break;
      case StormCause::Kind::other_calendar: all += "calendar"; break;
      case StormCause::Kind::one_entry: all += formatted("entry {}: {}", cause.change, cause.pupils); break;
      case StormCause::Kind::whole_classes:
        all += formatted("{} classes on {}: {}", cause.classes, cause.day.iso(), cause.pupils);
        break;
    }
  }
  return all;
}

TEST_CASE("a pupil is newly escalated by the first duty that enters a stage, not by others") {
  const Plan first = opens(duty_of("day_one", "episode 2026-11-16 am", "2026-11-16"));
  CHECK(is_newly_escalated(first, {}));
  CHECK_FALSE(is_newly_escalated(opens(duty_of("", "2026-11", "2026-11-16")), {}));
  CHECK_FALSE(is_newly_escalated({}, {}));
}

TEST_CASE("who climbs to the next step is not newly escalated, even if the step before is done") {
  const Plan next = opens(duty_of("day_two", "episode 2026-11-16 am", "2026-11-17"));
  const auto after = [](Duty earlier) { return Ledger{{std::move(earlier)}, {}}; };
  const std::string episode = "episode 2026-11-16 am";
  CHECK_FALSE(is_newly_escalated(next, after(duty_of("day_one", episode, "2026-11-16"))));
  CHECK_FALSE(is_newly_escalated(next, after(duty_of("day_one", episode, "2026-11-16", DutyState::done))));
  CHECK_FALSE(is_newly_escalated(next, after(duty_of("tendency", "case 2026-10-12", "2026-10-12"))));
  CHECK(is_newly_escalated(next, after(duty_of("day_one", episode, "2026-11-16", DutyState::withdrawn))));
  CHECK(is_newly_escalated(next, after(duty_of("day_one", "episode 2026-10-12 am", "2026-10-12", DutyState::done))));
  CHECK(is_newly_escalated(next, after(duty_of("", "2026-11", "2026-11-16"))));
}

TEST_CASE("a duty that was withdrawn and comes back counts like a new one, and is held back like one") {
  Plan plan;
  const Change back = put_back(duty_of("day_one", "episode 2026-11-16 am", "2026-11-16"));
  plan.amended = {back};
  plan.overdue = {back};
  CHECK(is_newly_escalated(plan, {{back.before}, {}}));
  CHECK(held_back(plan).empty());
}

TEST_CASE("what exists already is still withdrawn, done, amended and overdue while new duties are held back") {
  const Duty known = duty_of("day_one", "episode 2026-11-16 am", "2026-11-16");
  Plan plan = opens(duty_of("day_two", "episode 2026-11-16 am", "2026-11-17"));
  plan.amended = plan.withdrawn = plan.done = plan.overdue = {{known, known, {}}};
  const Plan rest = held_back(plan);
  CHECK(rest.opened.empty());
  CHECK(rest.amended.size() + rest.withdrawn.size() + rest.done.size() + rest.overdue.size() == 4);
}

TEST_CASE("a storm is more than the share of the enrolled, and at least the least number") {
  const Guarded rules;
  struct Example {
    int pupils, enrolled;
    bool storm;
  };
  const std::vector<Example> examples = {{10, 49, true}, {10, 50, false},    {9, 20, false},
                                         {11, 50, true}, {200, 1000, false}, {201, 1000, true}};
  for (const Example& one : examples) {
    CAPTURE(one.pupils);
    CAPTURE(one.enrolled);
    CHECK(is_storm(rules.book, one.pupils, one.enrolled, day("2026-11-16"), {}) == one.storm);
  }
  CHECK_FALSE(is_storm(rules.book, 25, 50, day("2026-11-16"), {"9990180002", "", Level::any}));
  CHECK_FALSE(is_storm(SmallRules().book, 50, 50, day("2026-11-16"), {}));
}

TEST_CASE("one entry is named if it brought more than half of the pupils, whole classes if no one of them came") {
  const std::map<UnitId, int> enrolled = {{UnitId{1}, 6}, {UnitId{2}, 6}, {UnitId{3}, 40}};
  std::vector<Newcomer> one_import;
  add(one_import, 6, 3, "2026-11-16", 77);
  add(one_import, 4, 3, "2026-11-16", 78);
  CHECK(shown(likely_causes(RunBasis::same, one_import, enrolled)) == "entry 77: 6");
  std::vector<Newcomer> closure;
  add(closure, 6, 1, "2026-11-16", 1);
  add(closure, 6, 2, "2026-11-16", 2);
  add(closure, 3, 3, "2026-11-13", 3);
  CHECK(shown(likely_causes(RunBasis::same, closure, enrolled)) == "2 classes on 2026-11-16: 12");
  std::vector<Newcomer> scattered;
  for (std::int64_t i = 1; i <= 12; ++i) add(scattered, 1, 3, "2026-11-16", i);
  CHECK(shown(likely_causes(RunBasis::same, scattered, enrolled)) == "");
}

TEST_CASE("changed rules or another calendar come first, and pupils without absences are explained by nothing else") {
  const std::vector<Newcomer> by_records(12, Newcomer{StudentId{1}, UnitId{1}, {}});
  CHECK(shown(likely_causes(RunBasis::other_rulebook, by_records, {{UnitId{1}, 12}})) == "rules");
  CHECK(shown(likely_causes(RunBasis::other_calendar, by_records, {})) == "calendar");
  std::vector<Newcomer> all;
  add(all, 12, 1, "2026-11-16", 5);
  CHECK(shown(likely_causes(RunBasis::other_rulebook, all, {{UnitId{1}, 12}})) ==
        "rules, entry 5: 12, 1 classes on 2026-11-16: 12");
}

}  // namespace
}  // namespace ksbx
