#include "store/history/history_store.h"
#include "store/history/question_store.h"

#include "store/history/history_parts.h"
#include "store/history/record_store.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

Mark mark(StudentId student, const char* on, Session session, Presence presence, const char* recorded) {
  return {student, day(on), session, presence, presence == Presence::excused ? "病假" : "", "王老师", at(recorded)};
}

void returned(School& school, UnitId school_class, const char* on, const char* recorded) {
  school.in_transaction(recorded, [&](Transaction& t) {
    AttendanceLoad load(t);
    load.add(Register{school_class, day(on), "王老师", at(recorded)});
    load.finish();
  });
}

History history_of(School& school, StudentId student, const char* known_at) {
  const Subject subject{SubjectKind::student, student, {}};
  return history(school.database, load_organisation(school.database), subject, at(known_at));
}

Record phone_call(StudentId student, const char* on, const char* recorded) {
  Record record;
  record.kind = "contact";
  record.student = student;
  record.day = day(on);
  record.recorded = at(recorded);
  return record;
}

// A list of the class that names the pupil by his code.
Record listing(UnitId school_class, const std::string& code, const char* on, const char* recorded) {
  Record record;
  record.kind = "listed_pupil";
  record.unit = school_class;
  record.day = day(on);
  record.recorded = at(recorded);
  record.fields = {{"student", code}, {"listing", std::string("risk")}};
  return record;
}

}  // namespace

TEST_CASE("a history holds what was known at the time asked about, and nothing that was entered later") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  school.mark(mark(pupil, "2026-09-22", Session::morning, Presence::unexcused, "2026-09-22T12:00:00"));
  school.mark(mark(pupil, "2026-09-22", Session::morning, Presence::excused, "2026-09-25T12:00:00"));
  returned(school, school.class_one, "2026-09-22", "2026-09-22T17:00:00");
  returned(school, school.class_one, "2026-09-23", "2026-09-25T17:00:00");
  school.in_transaction("2026-09-25T18:00:00",
                        [&](Transaction& t) { add(t, phone_call(pupil, "2026-09-22", "2026-09-25T18:00:00")); });

  const History then = history_of(school, pupil, "2026-09-22");
  REQUIRE(then.marks.size() == 1);
  CHECK(then.marks[0].presence == Presence::unexcused);
  REQUIRE(then.registers);
  CHECK(*then.registers == std::vector<ReturnedRegister>{{day("2026-09-22"), day("2026-09-22")}});
  CHECK(then.records.empty());
  CHECK(then.subject == Subject{SubjectKind::student, pupil, school.class_one});

  const History now = history_of(school, pupil, "2026-09-30");
  REQUIRE(now.marks.size() == 1);
  CHECK(now.marks[0].presence == Presence::excused);
  CHECK(now.registers->back() == ReturnedRegister{day("2026-09-23"), day("2026-09-25")});
  CHECK(now.records.size() == 1);
}

TEST_CASE("a field that changed later is as it was at the time asked about") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  const Student before = *student(school.database, pupil);
  Student after = before;
  after.address = "新村";
  after.residence = school.town;
  after.birth.reset();
  school.in_transaction("2026-09-25T10:00:00", [&](Transaction& t) { update(t, before, after, day("2026-09-25")); });
  CHECK(history_of(school, pupil, "2026-09-24").student == before);
  CHECK(history_of(school, pupil, "2026-09-25").student == after);
}

TEST_CASE("whoever changed class has the registers of the class he was in on each day") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  for (const char* on : {"2026-09-21", "2026-09-24"}) returned(school, school.class_one, on, "2026-09-24T17:00:00");
  for (const char* on : {"2026-09-22", "2026-09-23"}) returned(school, school.class_two, on, "2026-09-24T17:00:00");
  const Student before = *student(school.database, pupil);
  Student after = before;
  after.school_class = school.class_two;
  school.in_transaction("2026-09-23T10:00:00", [&](Transaction& t) { update(t, before, after, day("2026-09-23")); });
  const Registers registers = history_of(school, pupil, "2026-09-30").registers;
  REQUIRE(registers);
  REQUIRE(registers->size() == 2);
  CHECK((*registers)[0].day == day("2026-09-21"));
  CHECK((*registers)[1].day == day("2026-09-23"));
}

TEST_CASE(
    "ksbx answers for a pupil from the day he is on the books, or from his first mark if that is "
    "earlier") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));  // on 2026-09-21
  CHECK(history_of(school, pupil, "2026-09-30").since == day("2026-09-21"));
  school.mark(mark(pupil, "2026-09-10", Session::morning, Presence::unexcused, "2026-09-22T12:00:00"));
  CHECK(history_of(school, pupil, "2026-09-30").since == day("2026-09-10"));
  CHECK(history_of(school, pupil, "2026-09-21").since == day("2026-09-21"));
}

TEST_CASE("a class has its registers and its records") {
  School school;
  returned(school, school.class_one, "2026-08-31", "2026-09-24T17:00:00");
  school.in_transaction("2026-09-25", [&](Transaction& t) {
    Record nil;
    nil.kind = "risk_return";
    nil.unit = school.class_one;
    nil.day = day("2026-09-25");
    nil.recorded = at("2026-09-25T10:00:00");
    add(t, nil);
  });
  const Subject subject{SubjectKind::school_class, {}, school.class_one};
  const History found = history(school.database, load_organisation(school.database), subject, at("2026-09-30"));
  CHECK(found.since == day("2026-08-31"));
  CHECK(found.registers->size() == 1);
  CHECK(found.records.size() == 1);
  CHECK(found.subject == subject);
  CHECK_FALSE(found.student.has_value());
}

TEST_CASE("read in one pass or one by one, marks and records are the same") {
  School school;
  std::vector<StudentId> pupils;
  for (const char* name : {"甲", "乙", "丙"}) pupils.push_back(school.enrol(school.pupil(name)));
  school.mark(mark(pupils[2], "2026-09-22", Session::afternoon, Presence::unexcused, "2026-09-22T12:00:00"));
  school.mark(mark(pupils[0], "2026-09-23", Session::morning, Presence::unexcused, "2026-09-23T12:00:00"));
  school.mark(mark(pupils[2], "2026-09-21", Session::morning, Presence::unverified, "2026-09-23T13:00:00"));
  school.mark(mark(pupils[2], "2026-09-22", Session::afternoon, Presence::excused, "2026-09-24T12:00:00"));
  school.mark(mark(pupils[2], "2026-09-22", Session::afternoon, Presence::present, "2026-09-21T12:00:00"));
  school.in_transaction("2026-09-24", [&](Transaction& t) {
    add(t, phone_call(pupils[2], "2026-09-22", "2026-09-22T18:00:00"));
    add(t, phone_call(pupils[0], "2026-09-23", "2026-09-23T18:00:00"));
  });
  for (const char* known_at : {"2026-09-20", "2026-09-22", "2026-09-23", "2026-09-30"}) {
    CAPTURE(known_at);
    const MarksOf one_by_one = marks_one_by_one(school.database, at(known_at));
    const MarksOf in_one_pass = marks_in_one_pass(school.database, at(known_at), pupils);
    const RecordsOf records = records_one_by_one(school.database, at(known_at));
    const RecordsOf records_at_once = records_in_one_pass(school.database, at(known_at));
    for (StudentId pupil : pupils) {
      CHECK(one_by_one(pupil) == in_one_pass(pupil));
      CHECK(records(pupil) == records_at_once(pupil));
    }
  }
  CHECK(marks_in_one_pass(school.database, at("2026-09-30"), {pupils[0]})(pupils[2]).empty());
}

TEST_CASE("histories of many come once each in order, and a pupil who does not exist is left out") {
  School school;
  const StudentId first = school.enrol(school.pupil("甲"));
  Student idle = school.pupil("乙");
  idle.school_class = {};
  const StudentId second = school.enrol(idle);
  std::vector<Subject> seen;
  for_each_history(school.database, load_organisation(school.database), {second, StudentId{99}, first, second},
                   at("2026-09-30"), [&](History one) { seen.push_back(one.subject); });
  CHECK(seen ==
        std::vector<Subject>{{SubjectKind::student, first, school.class_one}, {SubjectKind::idle_minor, second, {}}});
}

TEST_CASE("a list of the class that names a pupil is known of him as well, and of nobody else") {
  School school;
  const StudentId named = school.enrol(school.pupil("甲")), other = school.enrol(school.pupil("乙"));
  const Seen seen = seen_now(school.database, *Moment::parse("2030-01-01T00:00:00"));
  school.in_transaction("2026-09-22T18:00:00", [&](Transaction& t) {
    add(t, listing(school.class_one, short_code(named), "2026-09-10", "2026-09-22T18:00:00"));
    add(t, listing(school.class_one, "某某", "2026-09-10", "2026-09-22T18:00:00"));
    add(t, listing(school.class_one, short_code({99}), "2026-09-10", "2026-09-22T18:00:00"));
  });
  const History now = history_of(school, named, "2026-09-23");
  REQUIRE(now.named_in.size() == 1);
  CHECK(now.named_in.front().unit == school.class_one);
  CHECK(now.records.empty());
  CHECK(now.since == day("2026-09-21"));  // he is on the books from his roster on, whatever lists say
  CHECK(history_of(school, named, "2026-09-21").named_in.empty());
  CHECK(history_of(school, other, "2026-09-23").named_in.empty());
  CHECK(students_spoken_of(school.database, seen, Day::first()) == std::vector{named});
  CHECK(students_with_facts_on(school.database, day("2026-09-10")) == std::vector{named});
  const RecordsOf one_by_one = naming_one_by_one(school.database, at("2026-09-23"));
  const RecordsOf in_one_pass = naming_in_one_pass(school.database, at("2026-09-23"));
  for (const StudentId pupil : {named, other}) CHECK(one_by_one(pupil) == in_one_pass(pupil));
}

TEST_CASE("a night looks at those about whom something was said, not at whoever was simply present") {
  School school;
  const StudentId absent = school.enrol(school.pupil("甲"));
  const StudentId present = school.enrol(school.pupil("乙"));
  const Seen seen = seen_now(school.database, *Moment::parse("2030-01-01T00:00:00"));
  CHECK(students_spoken_of(school.database, seen, Day::first()).empty());
  // In the first night all are new.
  CHECK(students_spoken_of(school.database, {}, Day::first()) == std::vector{absent, present});
  school.mark(mark(absent, "2026-09-22", Session::morning, Presence::unexcused, "2026-09-22T12:00:00"));
  returned(school, school.class_one, "2026-09-22", "2026-09-22T17:00:00");
  CHECK(students_spoken_of(school.database, seen, Day::first()) == std::vector{absent});
  CHECK(all_students(school.database) == std::vector{absent, present});
  CHECK(units_spoken_of(school.database, seen) == std::vector{school.class_one});
  const Seen later = seen_now(school.database, *Moment::parse("2030-01-01T00:00:00"));
  CHECK(students_spoken_of(school.database, later, Day::first()).empty());
  CHECK(units_spoken_of(school.database, later).empty());
}
