#include <algorithm>
#include <random>

#include "store/history/history_parts.h"
#include "store/query/query.h"
#include "store/roster/student_writer.h"
#include "store/store_fixture.h"
#include "store/undo/undo_store.h"

using namespace ksbx;

namespace {

// Three pupils who move, leave and come back by the dice; much is entered late, much is undone.
struct RestlessSchool : School {
  std::mt19937 dice;
  std::vector<StudentId> pupils;
  int hours = 0;

  explicit RestlessSchool(unsigned seed) : dice(seed) {
    for (const char* name : {"王小明", "李小红", "张大海"}) pupils.push_back(enrol(pupil(name)));
  }

  int number(int below) { return static_cast<int>(dice() % static_cast<unsigned>(below)); }

  std::string moment() {
    ++hours;
    return Moment::at(day("2026-10-01") + hours / 24, hours % 24, 0).iso().substr(0, 19);
  }

  void change() {
    const Student before = *student(database, pupils[static_cast<std::size_t>(number(3))]);
    Student after = before;
    switch (number(4)) {
      case 0: after.school_class = before.school_class == class_one ? class_two : class_one; break;
      case 1: after.residence = before.residence == village ? town : village; break;
      case 2: after.boarding = !before.boarding; break;
      default: after.enrolment = before.enrolment == Enrolment::enrolled ? Enrolment::dropped_out : Enrolment::enrolled;
    }
    in_transaction(moment().c_str(), [&](Transaction& transaction) {
      StudentWriter(transaction, day("2026-09-18") + number(20)).update(before, after);
    });
  }

  void undo_last() {
    const std::vector<ChangeMade> made = changes_made(database, 1);
    if (made.front().pupils_changed == 0 || made.front().reverts || !built_on(database, made.front().number).empty())
      return;
    in_transaction(moment().c_str(), [&](Transaction& transaction) { revert(transaction, made.front().number); });
  }

  std::string by_the_view(StudentId who, Day on) {
    const Table table =
        query(database, "where",
              formatted("SELECT class_code || ' ' || coalesce(village, town) || ' ' || enrolment FROM placements WHERE "
                        "student = {} AND since <= '{}' AND (until IS NULL OR until >= '{}')",
                        who.value, on.iso(), on.iso()));
    std::string all;
    for (const auto& row : table.rows) all += std::get<std::string>(row[0]) + "\n";
    return all;
  }

  std::string by_the_engine(StudentId who, Day on) {
    const Student now = *student(database, who);
    if (on < day("2026-09-21")) return {};  // he came on the books that day
    History past;
    past.student = now;
    past.placements = placements(database, at("2027-01-01T00:00:00"))(now);
    const Placement there = past.placement_on(on);
    return formatted("9990180001/7/{} {} {}\n", there.school_class == class_one ? 1 : 2,
                     there.residence == village ? "河口村" : "青石镇", name_of(there.enrolment));
  }
};

}  // namespace

TEST_CASE("the view says of every pupil and day where the night finds him, whatever was corrected or undone") {
  for (unsigned seed = 1; seed <= 25; ++seed) {
    RestlessSchool school(seed);
    for (int i = 0; i < 14; ++i) {
      if (school.number(4) == 0)
        school.undo_last();
      else
        school.change();
    }
    for (const StudentId pupil : school.pupils)
      for (Day on = day("2026-09-17"); on <= day("2026-10-10"); ++on) {
        CAPTURE(seed);
        CAPTURE(on.iso());
        CHECK(school.by_the_view(pupil, on) == school.by_the_engine(pupil, on));
      }
  }
}

TEST_CASE("a stretch ends the day before the next one begins, and the first begins on the books") {
  RestlessSchool school(7);
  for (int i = 0; i < 14; ++i) school.change();
  const Table gaps = query(school.database, "gaps",
                           "SELECT student FROM (SELECT student, since, until, arrived, lag(until) OVER (PARTITION BY "
                           "student ORDER BY since) AS earlier FROM placements) WHERE arrived <> (earlier IS NULL) OR "
                           "(earlier IS NOT NULL AND since <> date(earlier, '+1 day')) OR (arrived AND since <> "
                           "'2026-09-21')");
  CHECK(gaps.rows.empty());
}

TEST_CASE("an absence is that of the class in which the pupil was on the day") {
  RestlessSchool school(1);
  const StudentId pupil = school.pupils[0];
  school.mark({pupil, day("2026-09-22"), Session::morning, Presence::unexcused, "", "", at("2026-09-22T12:00:00")});
  school.mark({pupil, day("2026-09-29"), Session::morning, Presence::unexcused, "", "", at("2026-09-29T12:00:00")});
  const Student before = *student(school.database, pupil);
  Student after = before;
  after.school_class = school.class_two;
  school.in_transaction("2026-09-30T08:00:00", [&](Transaction& transaction) {
    StudentWriter(transaction, day("2026-09-28")).update(before, after);
  });
  const Table table = query(school.database, "where", "SELECT class_code FROM absences ORDER BY day");
  REQUIRE(table.rows.size() == 2);
  CHECK(std::get<std::string>(table.rows[0][0]) == "9990180001/7/1");
  CHECK(std::get<std::string>(table.rows[1][0]) == "9990180001/7/2");
}
