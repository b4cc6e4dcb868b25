#include "policy/judge/walk.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

namespace ksbx {
namespace {

struct WalkedWorld {
  SmallRules rules;
  Calendar calendar = plain_calendar();
  Organisation organisation = small_city();

  // The duties of one rule, judged through that day: "2026-11-20 done 2026-11-23", "2026-11-24 open".
  std::string duties(const std::string& rule, const Told& told, const char* through) const {
    const Judge judge(rules.book, calendar, organisation, day(through));
    Walk walk(judge, told.history);
    walk.through(day(through));
    std::string all;
    for (const Duty& duty : walk.take_decision().duties)
      if (duty.key.rule == rule)
        all += formatted("{}{} {}{}", all.empty() ? "" : ", ", duty.opened.iso(), name_of(duty.state),
                         duty.done ? " " + duty.done->iso() : "");
    return all;
  }
  DutyItem& last_item() { return rules.book.rules.back().duties.front(); }
};

const std::map<std::string, FieldValue> reached = {{"reached", true}};

}  // namespace

TEST_CASE("a walk begins on the subject's first day: an absence that began before is asked for on that day") {
  const WalkedWorld world;
  Told told = pupil();
  told.absent("2026-11-19").absent("2026-11-20");
  CHECK(world.duties("day-one", told, "2026-11-20") == "2026-11-19 open");
  told.history.since = day("2026-11-20");
  CHECK(world.duties("day-one", told, "2026-11-20") == "2026-11-20 open");
  told.history.since = day("2026-11-24");  // and he has been back since the day before
  CHECK(world.duties("day-one", told, "2026-11-24") == "");
}

TEST_CASE("a walk ends on the day judged: no one owes anything for what comes later") {
  const WalkedWorld world;
  Told told = pupil();
  told.absent("2026-11-20").record("visit", "2026-11-23", "principal", reached);
  CHECK(world.duties("day-one", told, "2026-11-19") == "");
  CHECK(world.duties("day-one", told, "2026-11-20") == "2026-11-20 open");
  CHECK(world.duties("day-one", told, "2026-11-23") == "2026-11-20 done 2026-11-23");
}

TEST_CASE("what was done before the duty arose does not prove it") {
  const WalkedWorld world;
  Told told = pupil();
  told.absent("2026-11-20").record("visit", "2026-11-19", "principal", reached);
  CHECK(world.duties("day-one", told, "2026-11-20") == "2026-11-20 open");
  told.record("visit", "2026-11-20", "principal", reached);
  CHECK(world.duties("day-one", told, "2026-11-20") == "2026-11-20 done 2026-11-20");
}

TEST_CASE("a visit proves the duty of the role that owes it, and no one else's") {
  WalkedWorld world;
  world.rules.add_rule("leader", "days >= 1", Per::episode, "", DayUnit::day, 0);
  world.last_item().who = "principal";
  world.last_item().done_by.front().anyone = false;
  Told told = pupil();
  told.absent("2026-11-20").record("visit", "2026-11-20", "class_teacher", reached);
  CHECK(world.duties("leader", told, "2026-11-20") == "2026-11-20 open");
  told.record("visit", "2026-11-20", "principal", reached);
  CHECK(world.duties("leader", told, "2026-11-20") == "2026-11-20 done 2026-11-20");
}

TEST_CASE("what is owed by the end of November is not proved in December") {
  WalkedWorld world;
  world.rules.add_rule("monthly", "days >= 1", Per::month, "", DayUnit::day, 0);
  world.last_item().due = {Due::Kind::period_end, 0, -1, DayUnit::day};
  Told late = pupil(), in_time = pupil();
  late.absent("2026-11-27").record("visit", "2026-12-01", "principal", reached);
  in_time.absent("2026-11-27").record("visit", "2026-11-30", "principal", reached);
  CHECK(world.duties("monthly", late, "2026-12-01") == "2026-11-27 open");
  CHECK(world.duties("monthly", in_time, "2026-12-01") == "2026-11-27 done 2026-11-30");
}

TEST_CASE("what gives rise to a duty does not also prove it; the next one does") {
  WalkedWorld world;
  world.rules.add_rule("after-a-visit", "days >= 1", Per::event, "", DayUnit::day, 0);
  world.rules.book.rules.back().on_record = "visit";
  Told told = pupil();
  told.absent("2026-11-20").record("visit", "2026-11-20", "principal", reached);
  CHECK(world.duties("after-a-visit", told, "2026-11-20") == "2026-11-20 open");
  told.absent("2026-11-23").record("visit", "2026-11-23", "principal", reached);
  CHECK(world.duties("after-a-visit", told, "2026-11-23") == "2026-11-20 done 2026-11-23, 2026-11-23 open");
}

TEST_CASE("a rule about a visit asks how things stood on the day of the visit, not how they stand since") {
  WalkedWorld world;
  world.rules.add_rule("after-a-visit", "days >= 2", Per::event, "", DayUnit::day, 0);
  world.rules.book.rules.back().on_record = "visit";
  Told told = pupil();
  told.absent("2026-11-19").absent("2026-11-20").record("visit", "2026-11-19", "principal", reached);
  CHECK(world.duties("after-a-visit", told, "2026-11-20") == "");
  told.record("visit", "2026-11-20", "principal", reached);
  CHECK(world.duties("after-a-visit", told, "2026-11-20") == "2026-11-20 open");
}

TEST_CASE("what is owed every day is owed on school days, though an absence goes on over the weekend") {
  WalkedWorld world;
  world.rules.add_rule("daily", "days >= 1", Per::day, "", DayUnit::day, 0);
  world.last_item().done_by.clear();
  Told told = pupil();
  told.absent("2026-11-20").absent("2026-11-23").record("visit", "2026-11-21", "principal", reached);
  CHECK(world.duties("daily", told, "2026-11-23") == "2026-11-20 open, 2026-11-23 open");
}

TEST_CASE("a rule that is not in force yet is judged no, and not asked") {
  WalkedWorld world;
  world.rules.book.rules.front().from = day("2026-12-01");
  Told told = pupil();
  told.absent("2026-11-20");
  const Judge judge(world.rules.book, world.calendar, world.organisation, day("2026-11-20"));
  Walk walk(judge, told.history);
  walk.through(day("2026-11-20"));
  const std::vector<Judgement> judgements = walk.judgements_on(day("2026-11-20"));
  CHECK(judgements[0].truth == Truth::no);
  CHECK(judgements[0].leaves.empty());
  CHECK(judgements[1].truth == Truth::yes);
  CHECK(judgements[1].leaves.size() == 1);
}

}  // namespace ksbx
