#include "store/history/record_store.h"

#include "store/store_fixture.h"

using namespace ksbx;

namespace {

Record visit(StudentId student, const char* on, const char* recorded) {
  Record record;
  record.kind = "persuasion";
  record.student = student;
  record.day = day(on);
  record.recorded = at(recorded);
  record.by = "李副校长";
  record.roles = {"school_leader", "teacher"};
  record.fields = {{"mode", std::string("home_visit")}, {"reached", true},
                   {"times", std::int64_t{2}},          {"promised_for", day("2026-09-24")},
                   {"note", std::string("2026-09-24")}, {"empty", std::monostate{}}};
  return record;
}

}  // namespace

TEST_CASE("a record comes back with its fields in their types") {
  School school;
  Record wanted = visit(school.enrol(school.pupil("王小明")), "2026-09-22", "2026-09-22T18:00:00");
  school.in_transaction("2026-09-22T18:00:00", [&](Transaction& t) { wanted.id = add(t, wanted).id; });
  CHECK(record(school.database, wanted.id) == wanted);
  CHECK(records_of(school.database, wanted.student) == std::vector{wanted});
  CHECK_FALSE(record(school.database, RecordId{99}).has_value());
}

TEST_CASE("two visits of one day at different times are two records, one told twice is one") {
  School school;
  Record visited = visit(school.enrol(school.pupil("王小明")), "2026-09-22", "2026-09-22T18:00:00");
  std::string effects;
  school.in_transaction("2026-09-22", [&](Transaction& t) {
    for (const std::optional<int>& minute :
         {std::optional<int>(10 * 60), std::optional<int>(14 * 60 + 30), std::optional<int>(14 * 60 + 30),
          std::optional<int>(), std::optional<int>()}) {
      visited.minute = minute;
      effects += add(t, visited).effect == Effect::written ? "new " : "known ";
    }
  });
  CHECK(effects == "new new known known known ");
  CHECK(time_of(records_of(school.database, visited.student).at(1)) == "14:30");
}

TEST_CASE("a visit that one person writes down without its time and another with it is one visit") {
  School school;
  Record visited = visit(school.enrol(school.pupil("王小明")), "2026-09-22", "2026-09-22T18:00:00");
  school.in_transaction("2026-09-22", [&](Transaction& t) {
    CHECK(add(t, visited).effect == Effect::written);
    visited.minute = 10 * 60;
    CHECK(add(t, visited).effect == Effect::unchanged);
    visited.by = "赵校长";
    CHECK(add(t, visited).effect == Effect::written);
  });
}

TEST_CASE("the same record told again is the same record") {
  School school;
  const Record once = visit(school.enrol(school.pupil("王小明")), "2026-09-22", "2026-09-22T18:00:00");
  RecordAdded first, second, other;
  school.in_transaction("2026-09-22", [&](Transaction& t) { first = add(t, once); });
  const auto entries = school.entries();
  school.in_transaction("2026-09-23", [&](Transaction& t) {
    Record again = once;
    again.recorded = at("2026-09-23T09:00:00");
    second = add(t, again);
  });
  CHECK(first.effect == Effect::written);
  CHECK(second.effect == Effect::unchanged);
  CHECK(second.id == first.id);
  CHECK(school.entries() == entries);
  school.in_transaction("2026-09-23", [&](Transaction& t) {
    Record different = once;
    different.fields["reached"] = false;
    other = add(t, different);
  });
  CHECK(other.effect == Effect::written);
  CHECK(records_of(school.database, once.student).size() == 2);
}

TEST_CASE("records are ordered by their day, then by when they were entered") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  school.in_transaction("2026-09-24", [&](Transaction& t) {
    add(t, visit(pupil, "2026-09-23", "2026-09-23T18:00:00"));
    add(t, visit(pupil, "2026-09-22", "2026-09-24T18:00:00"));
    Record unit;
    unit.kind = "activity";
    unit.unit = school.school;
    unit.day = day("2026-09-24");
    add(t, unit);
  });
  const auto records = records_of(school.database, pupil);
  REQUIRE(records.size() == 2);
  CHECK(records[0].day == day("2026-09-22"));
  REQUIRE(records_of(school.database, school.school).size() == 1);
  CHECK(records_of(school.database, school.school)[0].kind == "activity");
}
