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
  school.in_transaction("2026-09-22", [&](Transaction& t) { CHECK(update(t, unit) == Effect::unchanged); });
  CHECK(school.entries() == entries);
  unit.name = "青石街道";
  school.in_transaction("2026-09-22", [&](Transaction& t) { CHECK(update(t, unit) == Effect::written); });
  CHECK(load_organisation(school.database).find(school.town)->name == "青石街道");
  CHECK(school.entries() == entries + 1);
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
