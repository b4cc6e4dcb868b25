#include "store/roster/deferral_store.h"
#include "store/store_fixture.h"
#include "store/undo/undo_store.h"

using namespace ksbx;

namespace {

std::int64_t last_change(School& school) {
  return changes_made(school.database, 1).front().number;
}

void take_back_at(School& school, const char* moment, std::int64_t change) {
  school.in_transaction(moment, [&](Transaction& transaction) { revert(transaction, change); });
}

Deferral doubtful(School& school, std::int64_t fingerprint) {
  Deferral row;
  row.fingerprint = fingerprint;
  row.file = "roster.csv";
  row.line = 2;
  row.doubt = "namesake";
  row.pupil = school.pupil("王小明");
  return row;
}

StudentId enter(Transaction& transaction, const Student& student) {
  Namesakes namesakes(transaction.database());
  RosterLoad load(transaction, day("2026-09-22"), namesakes);
  const StudentId id = load.insert(student, 0);
  load.finish();
  return id;
}

std::size_t waiting(School& school) {
  return undecided(school.database).size();
}

}  // namespace

TEST_CASE("a decision that is undone is open again, and a row in doubt waits no longer once its import is undone") {
  School school;
  school.in_transaction("2026-09-22", [&](Transaction& t) {
    enter(t, school.pupil("孙试三"));
    defer(t, doubtful(school, 1));
    defer(t, doubtful(school, 2));
  });
  const std::int64_t import = last_change(school);
  school.in_transaction("2026-09-23", [&](Transaction& t) {
    const StudentId pupil = enter(t, school.pupil("王小明"));
    settle(t, undecided(school.database).front().id, "new", pupil);
  });
  REQUIRE(waiting(school) == 1);
  take_back_at(school, "2026-09-24", last_change(school));
  REQUIRE(waiting(school) == 2);
  CHECK(undecided(school.database).front().decision == "");
  CHECK_FALSE(undecided(school.database).front().student);
  take_back_at(school, "2026-09-25", import);
  CHECK(waiting(school) == 0);
}

TEST_CASE("a class that came with the import goes with it, and so does its grade; a class that others use stays") {
  for (const bool used : {false, true}) {
    CAPTURE(used);
    School school;
    UnitId grade, school_class;
    school.in_transaction("2026-09-22", [&](Transaction& t) {
      grade = add(t, Unit{{}, UnitKind::grade, "9990180001/8", "八年级", school.school, {}, 8}, day("2026-09-22"));
      school_class = add(t, Unit{{}, UnitKind::school_class, "9990180001/8/1", "1班", grade, {}, 8}, day("2026-09-22"));
    });
    const std::int64_t change = last_change(school);
    if (used) {
      Student pupil = school.pupil("王小明");
      pupil.school_class = school_class;
      school.enrol(pupil);
    }
    take_back_at(school, "2026-09-24T09:00:00", change);
    const Organisation now = load_organisation(school.database);
    CHECK((now.find(school_class) != nullptr) == used);
    CHECK((now.find(grade) != nullptr) == used);
    CHECK(now.find(school.grade) != nullptr);
  }
}

TEST_CASE("a post that an import ended is held again, and one that it began is no one's") {
  School school;
  const Assignment old{{}, "孙兰", "class_teacher", school.class_one, day("2026-09-01"), std::nullopt};
  school.in_transaction("2026-09-02", [&](Transaction& t) { assign(t, old); });
  school.in_transaction("2026-09-22", [&](Transaction& t) {
    Assignment ended = old;
    ended.until = day("2026-09-21");
    assign(t, ended);
    assign(t, {{}, "吴桐", "class_teacher", school.class_one, day("2026-09-22"), std::nullopt});
  });
  const auto teachers = [&] {
    std::string all;
    const Organisation organisation = load_organisation(school.database);
    for (const Assignment* one : organisation.holders(school.class_one, "class_teacher", day("2026-09-25")))
      all += one->person + " ";
    return all;
  };
  REQUIRE(teachers() == "吴桐 ");
  take_back_at(school, "2026-09-24", last_change(school));
  CHECK(teachers() == "孙兰 ");
}

TEST_CASE("undoing leaves one entry of its own in the journal with what it undid") {
  School school;
  school.enrol(school.pupil("王小明"));
  const std::int64_t change = last_change(school);
  take_back_at(school, "2026-09-24", change);
  Statement entry(
      school.database,
      "SELECT event, detail ->> 'change', detail ->> 'pupils_added' FROM t_journal ORDER BY seq DESC LIMIT 1");
  REQUIRE(entry.start().step());
  CHECK(entry.text(0) == "change.taken_back");
  CHECK(entry.number(1) == change);
  CHECK(entry.number(2) == 1);
  CHECK(verify_journal(school.database).first_broken == std::nullopt);
}
