#include "store/roster/unit_store.h"

#include "store/store_fixture.h"

using namespace ksbx;

TEST_CASE("units come back as they were added") {
  School school;
  const Organisation organisation = load_organisation(school.database);
  REQUIRE(organisation.find(school.class_one) != nullptr);
  CHECK(*organisation.find(school.class_one) ==
        Unit{school.class_one, UnitKind::school_class, "9990180001/7/1", "1班", school.grade, {}, 0});
  CHECK(organisation.above(school.class_one, UnitKind::school)->id == school.school);
}

TEST_CASE("a unit that is updated to what it is already writes nothing") {
  School school;
  Unit unit = *load_organisation(school.database).find(school.town);
  const auto entries = school.entries();
  school.in_transaction("2026-09-22",
                        [&](Transaction& t) { CHECK(update(t, unit, day("2026-09-22")) == Effect::unchanged); });
  CHECK(school.entries() == entries);
  unit.name = "青石街道";
  school.in_transaction("2026-09-22",
                        [&](Transaction& t) { CHECK(update(t, unit, day("2026-09-22")) == Effect::written); });
  CHECK(load_organisation(school.database).find(school.town)->name == "青石街道");
  CHECK(school.entries() == entries + 1);
}

TEST_CASE("a town that is called otherwise from a day on has its old name before it, and before anyone said so") {
  School school;
  Unit unit = *load_organisation(school.database).find(school.town);
  const std::string before = unit.name;
  const auto rename = [&](const char* on, const char* name, const char* from) {
    unit.name = name;
    school.in_transaction(on, [&](Transaction& t) { update(t, unit, day(from)); });
  };
  rename("2026-10-20T09:00:00", "青石街道", "2026-10-10");
  const auto called = [&](const char* day_asked, const char* known_at) {
    return load_organisation(school.database, at(known_at)).on(day(day_asked)).name_of(school.town);
  };
  CHECK(called("2026-10-09", "2026-10-20T20:00:00") == before);
  CHECK(called("2026-10-10", "2026-10-20T20:00:00") == "青石街道");
  CHECK(called("2026-10-10", "2026-10-19T20:00:00") == before);
  rename("2026-11-02T09:00:00", "青石区", "2026-10-01");  // said later of an earlier day: it holds from then on
  CHECK(called("2026-09-30", "2026-11-02T20:00:00") == before);
  CHECK(called("2026-10-15", "2026-11-02T20:00:00") == "青石区");
  CHECK(called("2026-10-15", "2026-11-01T20:00:00") == "青石街道");
  const std::vector<Day> days = {day("2026-10-01"), day("2026-10-10")};
  CHECK(load_organisation(school.database).changes() == days);
}

TEST_CASE("a town that gets another name on one day and another city on an earlier one keeps both apart") {
  School school;
  const Unit before = *load_organisation(school.database).find(school.town);
  Unit renamed = before;
  renamed.name = "青石街道";
  school.in_transaction("2026-10-20", [&](Transaction& t) { update(t, renamed, day("2026-10-20")); });
  Unit graded = renamed;
  graded.year = 3;
  school.in_transaction("2026-10-21", [&](Transaction& t) { update(t, graded, day("2026-10-01")); });
  const Organisation now = load_organisation(school.database);
  CHECK(now.on(day("2026-10-10")).find(school.town)->year == 3);
  CHECK(now.on(day("2026-10-10")).name_of(school.town) == before.name);
  CHECK(*now.on(day("2026-10-20")).find(school.town) == graded);
}

TEST_CASE("who held a post is shown as it was known then") {
  School school;
  const auto holders = [&](const char* on, const char* known_at) {
    return load_organisation(school.database, at(known_at)).holders(school.class_one, "class_teacher", day(on)).size();
  };
  school.in_transaction("2026-11-10T09:00:00", [&](Transaction& t) {
    assign(t, {{}, "王老师", "class_teacher", school.class_one, day("2026-11-01"), {}});
  });
  school.in_transaction("2026-11-12T09:00:00", [&](Transaction& t) {
    end_assignment(t, school.class_one, "class_teacher", "王老师", day("2026-11-05"));
  });
  CHECK(holders("2026-11-09", "2026-11-09T23:00:00") == 0);
  CHECK(holders("2026-11-09", "2026-11-10T23:00:00") == 1);
  CHECK(holders("2026-11-09", "2026-11-12T23:00:00") == 0);
  CHECK(holders("2026-11-04", "2026-11-12T23:00:00") == 1);
}

TEST_CASE("an assignment holds from its first to its last day and is written once") {
  School school;
  const Assignment teacher{{}, "王老师", "class_teacher", school.class_one, day("2026-09-01"), {}};
  school.in_transaction("2026-09-01", [&](Transaction& t) { CHECK(assign(t, teacher) == Effect::written); });
  const auto entries = school.entries();
  school.in_transaction("2026-09-01", [&](Transaction& t) { CHECK(assign(t, teacher) == Effect::unchanged); });
  CHECK(school.entries() == entries);
  const auto holders = [&](const char* on) {
    return load_organisation(school.database).holders(school.class_one, "class_teacher", day(on)).size();
  };
  CHECK(holders("2026-10-20") == 1);
  school.in_transaction("2026-10-15", [&](Transaction& t) {
    CHECK(end_assignment(t, school.class_one, "class_teacher", "王老师", day("2026-10-15")) == Effect::written);
  });
  school.in_transaction("2026-10-15", [&](Transaction& t) {
    CHECK(end_assignment(t, school.class_one, "class_teacher", "王老师", day("2026-10-15")) == Effect::unchanged);
  });
  CHECK(holders("2026-10-15") == 1);
  CHECK(holders("2026-10-16") == 0);
}

TEST_CASE("two teachers of one name at two classes are two persons") {
  School school;
  school.in_transaction("2026-09-01", [&](Transaction& t) {
    assign(t, {{}, "王老师", "class_teacher", school.class_one, day("2026-09-01"), {}});
    assign(t, {{}, "王老师", "class_teacher", school.class_two, day("2026-09-01"), {}});
  });
  const auto assignments = load_organisation(school.database).assignments();
  REQUIRE(assignments.size() == 2);
  CHECK(assignments[0].staff != assignments[1].staff);
}

TEST_CASE("what a police station serves is kept by day, and as it was known") {
  School school;
  UnitId station;
  school.in_transaction("2026-09-02", [&](Transaction& t) {
    Unit unit{{}, UnitKind::police_station, "990181001P0", "柳河派出所", school.city, school.town};
    unit.opened = day("2026-09-10");
    unit.serves = {school.village};
    station = add(t, unit, day("2026-09-02"));
  });
  Unit unit = *load_organisation(school.database).find(station);
  CHECK(unit.serves == std::vector<UnitId>{school.village});
  CHECK(unit.opened == day("2026-09-10"));
  unit.serves = {school.town, school.village};
  school.in_transaction("2026-10-20T09:00:00", [&](Transaction& t) { update(t, unit, day("2026-10-10")); });
  const auto served = [&](const char* on, const char* known_at) {
    return load_organisation(school.database, at(known_at)).on(day(on)).find(station)->serves.size();
  };
  CHECK(served("2026-10-09", "2026-10-20T20:00:00") == 1);
  CHECK(served("2026-10-10", "2026-10-20T20:00:00") == 2);
  CHECK(served("2026-10-10", "2026-10-19T20:00:00") == 1);
  CHECK_FALSE(load_organisation(school.database).stands(station, day("2026-09-09")));
  CHECK(load_organisation(school.database).stands(station, day("2026-09-10")));
}
