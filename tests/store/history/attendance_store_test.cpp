#include "store/history/attendance_store.h"

#include "store/store_fixture.h"

using namespace ksbx;

namespace {

Mark absent(StudentId student, const char* on, const char* recorded, Presence presence = Presence::unexcused,
            const char* reason = "") {
  return {student, day(on), Session::morning, presence, reason, "王老师", at(recorded)};
}

}  // namespace

TEST_CASE("a mark said twice is kept once and leaves no second journal entry") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  school.mark(absent(pupil, "2026-09-21", "2026-09-21T12:00:00"));
  const auto entries = school.entries();
  const auto changes = school.count("t_change");
  Mark again = absent(pupil, "2026-09-21", "2026-09-21T15:00:00");
  again.by = "李老师";
  school.mark(again);
  CHECK(school.count("t_mark") == 1);
  CHECK(school.entries() == entries);
  CHECK(school.count("t_change") == changes);
}

TEST_CASE("a correction keeps both what was said before and what holds now") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  const Mark first = absent(pupil, "2026-09-21", "2026-09-21T12:00:00");
  const Mark leave = absent(pupil, "2026-09-21", "2026-09-22T08:00:00", Presence::excused, "病假");
  const Mark back = absent(pupil, "2026-09-21", "2026-09-23T08:00:00", Presence::present);
  for (const Mark& mark : {first, leave, back}) school.mark(mark);
  CHECK(marks_of(school.database, pupil) == std::vector{first, leave, back});
  CHECK(marks_on(school.database, day("2026-09-21")) == std::vector{back});
  CHECK(marks_on(school.database, day("2026-09-22")).empty());
  school.mark(absent(pupil, "2026-09-21",
                     "2026-09-24T08:00:00"));  // the first statement again is news by now
  CHECK(marks_of(school.database, pupil).size() == 4);
}

TEST_CASE("a class that returned its register is no longer missing on that day") {
  School school;
  const Register returned{school.class_one, day("2026-09-22"), "王老师", at("2026-09-22T17:00:00")};
  school.in_transaction("2026-09-22T17:00:00", [&](Transaction& t) {
    AttendanceLoad load(t);
    CHECK(load.add(returned) == Effect::written);
    Register again = returned;
    again.recorded = at("2026-09-23T09:00:00");
    CHECK(load.add(again) == Effect::unchanged);
    load.finish();
  });
  CHECK(registers_on(school.database, day("2026-09-22")) == std::vector{returned});
  const auto missing =
      missing_registers(school.database, {day("2026-09-22"), day("2026-09-23")}, {school.class_one, school.class_two});
  REQUIRE(missing.size() == 3);
  CHECK(missing[0].school_class == school.class_two);
  CHECK(missing[0].day == day("2026-09-22"));
  CHECK(missing[1].school_class == school.class_one);
}

TEST_CASE("unknown is what no one said, so no one can say it") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  CHECK(refusal([&] { school.mark(absent(pupil, "2026-09-21", "2026-09-21", Presence::unknown)); }) == "mark-unknown");
}

TEST_CASE("a mark of a pupil who is not on the books is refused") {
  School school;
  CHECK(refusal([&] { school.mark(absent(StudentId{99}, "2026-09-21", "2026-09-21")); }) == "database-internal");
}
