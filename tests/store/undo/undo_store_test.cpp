#include "store/undo/undo_store.h"

#include "store/history/history_store.h"
#include "store/history/question_store.h"
#include "store/history/record_store.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

Mark away(StudentId pupil, const char* on, const char* recorded, Presence presence = Presence::unexcused) {
  return {pupil, day(on), Session::morning, presence, "", "", at(recorded)};
}

// The number of the last change.
std::int64_t last(School& school) {
  return changes_made(school.database, 1).front().number;
}

void undo(School& school, const char* moment, std::int64_t change) {
  school.in_transaction(moment, [&](Transaction& transaction) { revert(transaction, change); });
}

std::string known_on(School& school, StudentId pupil, const char* moment) {
  const History past = history(school.database, {}, {SubjectKind::student, pupil, school.class_one}, at(moment));
  std::string all(!past.since ? "never" : name_of(past.student->enrolment));
  for (const Mark& mark : past.marks) all += formatted(" {} {}", mark.day.iso(), name_of(mark.presence));
  for (const Record& record : past.records) all += " " + record.kind;
  if (past.registers)
    for (const ReturnedRegister& one : *past.registers) all += " register " + one.day.iso();
  return all;
}

std::string objection(BuiltOn::What what, std::int64_t count, std::int64_t later) {
  return formatted("{} {} {}", static_cast<int>(what), count, later);
}

std::vector<std::string> objections(School& school, std::int64_t change) {
  std::vector<std::string> all;
  for (const BuiltOn& built : built_on(school.database, change))
    all.push_back(objection(built.what, built.count, built.later));
  return all;
}

}  // namespace

TEST_CASE("marks and registers that were undone no longer hold, and did hold before") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  school.in_transaction("2026-09-22T18:00:00", [&](Transaction& transaction) {
    AttendanceLoad load(transaction);
    load.add(away(pupil, "2026-09-22", "2026-09-22T18:00:00"));
    load.add(Register{school.class_one, day("2026-09-22"), "", at("2026-09-22T18:00:00")});
    load.finish();
  });
  const std::int64_t change = last(school);
  CHECK(objections(school, change).empty());
  undo(school, "2026-09-23T09:00:00", change);
  CHECK(known_on(school, pupil, "2026-09-22T20:00:00") == "enrolled 2026-09-22 unexcused register 2026-09-22");
  CHECK(known_on(school, pupil, "2026-09-23T09:00:00") == "enrolled");
  CHECK(marks_on(school.database, day("2026-09-22")).empty());
  CHECK(registers_on(school.database, day("2026-09-22")).empty());
  CHECK_FALSE(first_day_of_facts(school.database).has_value());
  CHECK(school.count("absences") == 0);
  CHECK(school.count("registers") == 0);
  CHECK(school.count("attendance_history WHERE taken_back IS NOT NULL AND NOT latest") == 1);
}

TEST_CASE("the mark before comes back when its correction is undone") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  school.mark(away(pupil, "2026-09-22", "2026-09-22T12:00:00"));
  const std::int64_t first = last(school);
  school.mark(away(pupil, "2026-09-22", "2026-09-22T18:00:00", Presence::excused));
  const std::int64_t second = last(school);
  CHECK(objections(school, first) == std::vector{formatted("0 1 {}", second)});
  undo(school, "2026-09-23T09:00:00", second);
  CHECK(known_on(school, pupil, "2026-09-23T09:00:00") == "enrolled 2026-09-22 unexcused");
  CHECK(school.count("absences WHERE presence = 'unexcused'") == 1);
  CHECK(objections(school, first).empty());
}

TEST_CASE("what was undone can be said again in the same words") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  const Mark mark = away(pupil, "2026-09-22", "2026-09-22T18:00:00");
  const Register returned{school.class_one, day("2026-09-22"), "", at("2026-09-22T18:00:00")};
  Record visit;
  visit.kind = "persuasion";
  visit.student = pupil;
  visit.day = day("2026-09-22");
  visit.recorded = at("2026-09-22T18:00:00");
  const auto say = [&](const char* moment) {
    Effect effect = Effect::unchanged;
    school.in_transaction(moment, [&](Transaction& transaction) {
      AttendanceLoad load(transaction);
      for (const Effect one : {load.add(mark), load.add(returned), add(transaction, visit).effect})
        if (one == Effect::written) effect = one;
      load.finish();
    });
    return effect;
  };
  CHECK(say("2026-09-22T18:00:00") == Effect::written);
  CHECK(say("2026-09-22T18:00:00") == Effect::unchanged);
  undo(school, "2026-09-22T19:00:00", last(school));
  CHECK(known_on(school, pupil, "2026-09-22T19:00:00") == "enrolled");
  CHECK(say("2026-09-22T20:00:00") == Effect::written);
  CHECK(known_on(school, pupil, "2026-09-22T20:00:00") ==
        "enrolled 2026-09-22 unexcused persuasion register 2026-09-22");
}

TEST_CASE("taking back twice is taking back once") {
  School school;
  school.mark(away(school.enrol(school.pupil("王小明")), "2026-09-22", "2026-09-22T18:00:00"));
  const std::int64_t change = last(school);
  undo(school, "2026-09-23T09:00:00", change);
  const auto entries = school.entries();
  undo(school, "2026-09-23T09:05:00", change);
  CHECK(school.entries() == entries);
  CHECK(change_made(school.database, change)->reverted_by == last(school));
  CHECK(change_made(school.database, last(school))->reverts == change);
}

TEST_CASE("a pupil whose roster was undone is on no list, keeps his code and comes back with the same row") {
  School school;
  const Student wanted = school.pupil("王小明", "99018120130204103X");
  const StudentId pupil = school.enrol(wanted);
  const std::int64_t change = last(school);
  CHECK(change_made(school.database, change)->pupils_added == 1);
  undo(school, "2026-09-23T09:00:00", change);
  CHECK(school.count("students") == 0);
  CHECK_FALSE(student_by_id_number(school.database, wanted.id_number).has_value());
  CHECK(students_named(school.database, "王小明").empty());
  CHECK(students_of(school.database, school.class_one).empty());
  CHECK(known_on(school, pupil, "2026-09-22T20:00:00") == "enrolled");
  CHECK(known_on(school, pupil, "2026-09-23T20:00:00") == "never");
  school.in_transaction("2026-09-24T09:00:00", [&](Transaction& transaction) {
    Namesakes namesakes(transaction.database());
    RosterLoad load(transaction, day("2026-09-24"), namesakes);
    const auto match = load.find(wanted);
    REQUIRE(match.has_value());
    Student back = wanted;
    back.id = match->student.id;
    CHECK(back.id == pupil);
    load.update(match->student, back, 0);
    load.finish();
  });
  CHECK(known_on(school, pupil, "2026-09-24T20:00:00") == "enrolled");
  CHECK(
      history(school.database, {}, {SubjectKind::student, pupil, school.class_one}, at("2026-09-24T20:00:00")).since ==
      day("2026-09-21"));
  CHECK(change_made(school.database, last(school))->pupils_added == 1);
}

TEST_CASE("fields that an import changed are as they were, from the day on which they changed") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  const Student before = *student(school.database, pupil);
  Student moved = before;
  moved.school_class = school.class_two;
  moved.enrolment = Enrolment::dropped_out;
  school.in_transaction("2026-09-25T09:00:00",
                        [&](Transaction& transaction) { update(transaction, before, moved, day("2026-09-25")); });
  const std::int64_t change = last(school);
  undo(school, "2026-09-28T09:00:00", change);
  CHECK(student(school.database, pupil) == before);
  CHECK(known_on(school, pupil, "2026-09-26T20:00:00") == "dropped_out");
  const History now =
      history(school.database, {}, {SubjectKind::student, pupil, school.class_one}, at("2026-09-28T20:00:00"));
  CHECK(now.placements.empty());
  CHECK(now.placement_on(day("2026-09-26")).enrolment == Enrolment::enrolled);
}

TEST_CASE("no one loses a later word by an undo: it is refused while later changes stand on it") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  const std::int64_t roster = last(school);
  school.mark(away(pupil, "2026-09-22", "2026-09-22T18:00:00"));
  const std::int64_t marked = last(school);
  CHECK(objections(school, roster) == std::vector{objection(BuiltOn::What::pupil_used, 1, marked)});
  undo(school, "2026-09-23T09:00:00", marked);
  CHECK(objections(school, roster).empty());

  const Student before = *student(school.database, pupil);
  Student once = before, twice = before;
  once.phone = "10012345678";
  twice.phone = "10087654321";
  school.in_transaction("2026-09-24", [&](Transaction& t) { update(t, before, once, day("2026-09-24")); });
  const std::int64_t first = last(school);
  school.in_transaction("2026-09-25", [&](Transaction& t) { update(t, once, twice, day("2026-09-25")); });
  CHECK(objections(school, first) == std::vector{objection(BuiltOn::What::field_changed, 1, last(school))});
}

TEST_CASE("units and posts are set back; a unit that someone uses is not taken away") {
  School school;
  UnitId hamlet;
  school.in_transaction("2026-09-24T09:00:00", [&](Transaction& t) {
    hamlet = add(t, Unit{{}, UnitKind::village, "990181001002", "柳树村", school.town, {}, 0}, day("2026-09-24"));
    update(t, Unit{school.town, UnitKind::town, "990181001", "白石镇", school.city, {}, 0}, day("2026-09-24"));
    assign(t, {{}, "孙兰", "class_teacher", school.class_one, day("2026-09-01"), std::nullopt});
  });
  const std::int64_t change = last(school);
  Student pupil = school.pupil("王小明");
  pupil.residence = hamlet;
  const StudentId id = school.enrol(pupil);
  CHECK(objections(school, change) == std::vector{objection(BuiltOn::What::unit_used, 1, 0)});
  undo(school, "2026-09-25T08:00:00", last(school));
  CHECK(objections(school, change).empty());
  undo(school, "2026-09-25T09:00:00", change);
  const Organisation now = load_organisation(school.database);
  CHECK(now.find(hamlet) == nullptr);
  CHECK(now.name_of(school.town) == "青石镇");
  CHECK(now.holders(school.class_one, "class_teacher", day("2026-09-25")).empty());
  const Organisation then = load_organisation(school.database, at("2026-09-24T20:00:00"));
  CHECK(then.find(hamlet) != nullptr);
  CHECK(then.name_of(school.town) == "白石镇");
  CHECK(then.holders(school.class_one, "class_teacher", day("2026-09-25")).size() == 1);
  CHECK(now.on(day("2026-09-24")).name_of(school.town) == "青石镇");
  CHECK(school.count("units WHERE code = '990181001002'") == 0);
  school.in_transaction("2026-09-26", [&](Transaction& t) {
    CHECK(add(t, Unit{{}, UnitKind::village, "990181001002", "柳树村", school.town, {}, 0}, day("2026-09-26")) ==
          hamlet);
  });
  CHECK(load_organisation(school.database).find(hamlet) != nullptr);
  CHECK(student(school.database, id)->residence == hamlet);
}

TEST_CASE("a list that named a pupil and was undone is not known of him any more, and he is in question") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  const std::int64_t roster = last(school);
  Record list;
  list.kind = "listed_pupil";
  list.unit = school.class_one;
  list.day = day("2026-09-22");
  list.recorded = at("2026-09-22T18:00:00");
  list.fields = {{"student", short_code(pupil)}};
  school.in_transaction("2026-09-22T18:00:00", [&](Transaction& transaction) { add(transaction, list); });
  CHECK(objections(school, roster) == std::vector{objection(BuiltOn::What::pupil_used, 1, last(school))});
  const Seen seen = seen_now(school.database, *Moment::parse("2030-01-01T00:00:00"));
  undo(school, "2026-09-23T09:00:00", last(school));
  const auto named_on = [&](const char* moment) {
    return history(school.database, {}, {SubjectKind::student, pupil, school.class_one}, at(moment)).named_in.size();
  };
  CHECK(named_on("2026-09-22T20:00:00") == 1);
  CHECK(named_on("2026-09-23T20:00:00") == 0);
  CHECK(students_spoken_of(school.database, seen, Day::first()) == std::vector{pupil});
}

TEST_CASE("whoever an undo concerns is in question the next night") {
  School school;
  const StudentId pupil = school.enrol(school.pupil("王小明"));
  school.in_transaction("2026-09-22T18:00:00", [&](Transaction& transaction) {
    AttendanceLoad load(transaction);
    load.add(away(pupil, "2026-09-22", "2026-09-22T18:00:00"));
    load.add(Register{school.class_two, day("2026-09-22"), "", at("2026-09-22T18:00:00")});
    load.finish();
  });
  const Seen seen = seen_now(school.database, *Moment::parse("2030-01-01T00:00:00"));
  CHECK(students_spoken_of(school.database, seen, day("2026-09-23")).empty());
  undo(school, "2026-09-23T09:00:00", last(school));
  CHECK(students_spoken_of(school.database, seen, day("2026-09-23")) == std::vector{pupil});
  CHECK(units_spoken_of(school.database, seen) == std::vector{school.class_two});
}
