#include "policy/judge/facts.h"

#include <doctest/doctest.h>

#include "policy/small_world.h"

namespace ksbx {
namespace {

std::string fact(const Told& told, const char* name, const char* on) {
  static const SmallRules rules;
  static const Calendar calendar = plain_calendar();
  static const Organisation organisation = small_city();
  const Judge judge(rules.book, calendar, organisation, day(on));
  return judge.fact(told.history, name, day(on)).show({Type::Kind::integer}).en;
}

TEST_CASE("days in a row without reason are counted as the policy says") {
  struct Example {
    const char* what;
    Told told;
    const char* days;
  };
  const Example examples[] = {
      {"one day", pupil().absent("2026-11-24"), "1"},
      {"Friday and Monday, with the weekend between",
       pupil().absent("2026-11-20").absent("2026-11-23").absent("2026-11-24"), "3"},
      {"an attended session between breaks the run",
       pupil().absent("2026-11-20").mark("2026-11-23", Session::morning, Presence::unexcused).absent("2026-11-24"),
       "1"},
      {"leave neither counts nor breaks", pupil().absent("2026-11-20").excused("2026-11-23").absent("2026-11-24"), "2"},
      {"half a day of leave neither counts nor breaks",
       pupil()
           .absent("2026-11-20")
           .absent("2026-11-23")
           .mark("2026-11-23", Session::morning, Presence::excused)
           .absent("2026-11-24"),
       "2"},
      {"an afternoon and the next morning are no day",
       pupil()
           .mark("2026-11-23", Session::afternoon, Presence::unexcused)
           .mark("2026-11-24", Session::morning, Presence::unexcused),
       "0"},
      {"a missing register makes it a range",
       pupil().absent("2026-11-20").no_register("2026-11-23").absent("2026-11-24"), "1…3"},
      {"half a day of leave and half a day unknown may have broken it",
       pupil()
           .absent("2026-11-20")
           .no_register("2026-11-23")
           .mark("2026-11-23", Session::morning, Presence::excused)
           .absent("2026-11-24"),
       "1…2"},
      {"being verified counts like unexcused", pupil().all_day("2026-11-24", Presence::unverified), "1"},
  };
  for (const Example& example : examples) {
    CAPTURE(example.what);
    CHECK(fact(example.told, "days", "2026-11-24") == example.days);
  }
}

TEST_CASE("who was late or left early was there: the run is over") {
  CHECK(fact(pupil().absent("2026-11-20").all_day("2026-11-23", Presence::late).absent("2026-11-24"), "days",
             "2026-11-24") == "1");
}

TEST_CASE("a streak of one pupil is over on the day he is back") {
  const Told told = pupil().absent("2026-11-23");
  CHECK(fact(told, "days", "2026-11-23") == "1");
  CHECK(fact(told, "days", "2026-11-24") == "0");
}

TEST_CASE("a promise is unknown until the next session shows whether it was kept") {
  const Told kept = pupil().absent("2026-11-23").record("visit", "2026-11-23", "principal", {{"reached", true}});
  const Told broken =
      pupil().absent("2026-11-23").absent("2026-11-24").record("visit", "2026-11-23", "principal", {{"reached", true}});
  CHECK(fact(kept, "failed", "2026-11-23") == "0…1");
  CHECK(fact(kept, "failed", "2026-11-24") == "0");
  CHECK(fact(broken, "failed", "2026-11-24") == "1");
}

TEST_CASE("a fact about leaders counts what a leader recorded, and not the class teacher's visits") {
  SmallRules rules;
  const auto visits_by = [&](std::vector<std::string> roles) {
    rules.book.facts[static_cast<std::size_t>(*rules.book.fact_names.slot("failed"))].by = std::move(roles);
    const Calendar calendar = plain_calendar();
    const Organisation organisation = small_city();
    const Judge judge(rules.book, calendar, organisation, day("2026-11-25"));
    const Told told = pupil()
                          .absent("2026-11-23")
                          .absent("2026-11-24")
                          .absent("2026-11-25")
                          .record("visit", "2026-11-23", "class_teacher", {{"reached", true}})
                          .record("visit", "2026-11-24", "class_teacher", {{"reached", true}})
                          .record("visit", "2026-11-24", "principal", {{"reached", true}});
    return judge.fact(told.history, "failed", day("2026-11-25")).show({Type::Kind::integer}).en;
  };
  CHECK(visits_by({}) == "3");
  CHECK(visits_by({"principal"}) == "1");
  CHECK(visits_by({"class_teacher"}) == "2");
  CHECK(visits_by({"principal", "class_teacher"}) == "3");
  CHECK(visits_by({"town"}) == "0");
}

TEST_CASE("a record from before the episode is not counted within it") {
  const Told told =
      pupil().absent("2026-11-23").absent("2026-11-24").record("visit", "2026-11-20", "principal", {{"reached", true}});
  CHECK(fact(told, "failed", "2026-11-24") == "0");
}

TEST_CASE("the class teacher is whoever holds the role that the rulebook means by it") {
  SmallRules rules;
  const Calendar calendar = plain_calendar();
  const Organisation organisation = small_city();
  const auto has_teacher = [&](const char* role) {
    rules.book.meaning.set(Meant::class_teacher, {role, {}, {}});
    const Judge judge(rules.book, calendar, organisation, day("2026-11-24"));
    return judge.fact(pupil().history, "has_class_teacher", day("2026-11-24")).truth() == Truth::yes;
  };
  CHECK(has_teacher("class_teacher"));
  CHECK_FALSE(has_teacher("tutor"));
}

}  // namespace
}  // namespace ksbx
