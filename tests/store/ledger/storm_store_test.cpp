#include "store/ledger/storm_store.h"

#include "store/store_fixture.h"

using namespace ksbx;

namespace {

struct Stormy : School {
  KeptStorm storm{school, day("2026-11-16"), day("2026-11-16"), 12, 40, "请先核对点名册", "a", "b"};

  Effect hold_now() {
    Effect effect = Effect::unchanged;
    in_transaction("2026-11-16T20:00:00", [&](Transaction& transaction) { effect = hold(transaction, storm); });
    return effect;
  }
  void end_now(StormState state) {
    in_transaction("2026-11-17T20:00:00",
                   [&](Transaction& transaction) { end(transaction, storm, state, day("2026-11-17")); });
  }
};

}  // namespace

TEST_CASE("a storm that is held stands once for its school, and the same again writes nothing") {
  Stormy school;
  CHECK(school.hold_now() == Effect::written);
  const std::int64_t entries = school.entries();
  CHECK(school.hold_now() == Effect::unchanged);
  CHECK(school.entries() == entries);
  school.storm.judged = day("2026-11-17");
  school.storm.pupils = 14;
  CHECK(school.hold_now() == Effect::written);
  CHECK(held_storms(school.database) == std::vector<KeptStorm>{school.storm});
}

TEST_CASE("an ended storm is held no more and stays on file; the next one of the school is another") {
  Stormy school;
  school.hold_now();
  school.end_now(StormState::accepted);
  CHECK(held_storms(school.database).empty());
  school.hold_now();
  school.end_now(StormState::mended);
  CHECK(school.count("storms WHERE state = 'accepted'") == 1);
  CHECK(school.count("storms WHERE state = 'mended' AND ended = '2026-11-17' AND share = 30") == 1);
}

TEST_CASE("a storm that is accepted on the night it is found is on file as well") {
  Stormy school;
  school.end_now(StormState::accepted);
  CHECK(school.count("storms WHERE state = 'accepted' AND actor = 'zhang'") == 1);
}

TEST_CASE("the last absence is the latest without leave that still stands, with the entry that brought it") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  const auto mark = [&](const char* iso, Presence presence, const char* moment) {
    school.mark({pupil, day(iso), Session::morning, presence, "", "", at(moment)});
  };
  CHECK_FALSE(last_absence(school.database, pupil, day("2026-09-30")));
  mark("2026-09-21", Presence::unverified, "2026-09-21T12:00:00");
  mark("2026-09-22", Presence::unexcused, "2026-09-22T12:00:00");
  mark("2026-09-23", Presence::excused, "2026-09-23T12:00:00");
  const auto last = last_absence(school.database, pupil, day("2026-09-30"));
  REQUIRE(last);
  CHECK(last->day == day("2026-09-22"));
  CHECK(occasion_of_change(school.database, last->change).at == at("2026-09-22T12:00:00"));
  CHECK(last_absence(school.database, pupil, day("2026-09-21"))->day == day("2026-09-21"));
  mark("2026-09-22", Presence::present, "2026-09-24T12:00:00");
  CHECK(last_absence(school.database, pupil, day("2026-09-30"))->day == day("2026-09-21"));
}
