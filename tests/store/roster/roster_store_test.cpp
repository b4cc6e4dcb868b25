#include "store/roster/roster_store.h"
#include "store/roster/namesakes.h"

#include <set>

#include "store/schema/packed.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

constexpr const char* first_id = "990181201302040018";
constexpr const char* second_id = "990181201302040034";

Student full_pupil(const School& school) {
  Student student = school.pupil("王小明", first_id);
  student.xueji = std::string("G") + first_id;
  student.sex = Sex::male;
  student.address = "河口村三组";
  student.hukou = "石桥市";
  student.phone = "000-1";
  student.ethnicity = "汉族";
  student.guardian = "王大明";
  student.guardian_relation = "父亲";
  student.guardian_phone = "000-2";
  student.boarding = true;
  student.special = "留守、单亲";
  student.enrolment = Enrolment::suspended;
  return student;
}

}  // namespace

TEST_CASE("a pupil comes back with every field, by number, id number, student number and name") {
  School school;
  Student wanted = full_pupil(school);
  wanted.id = school.enrol(wanted);
  CHECK(student(school.database, wanted.id) == wanted);
  CHECK(student_by_id_number(school.database, first_id) == wanted);
  CHECK(student_by_xueji(school.database, wanted.xueji) == wanted);
  CHECK(students_named(school.database, "王小明") == std::vector{wanted});
  CHECK(students_named(school.database, "王小明", {school.class_two, school.class_one}) == std::vector{wanted});
  CHECK(students_named(school.database, "王小明", {school.class_two}).empty());
  CHECK(students_of(school.database, school.class_one) == std::vector{wanted});
  CHECK_FALSE(student_by_id_number(school.database, second_id).has_value());
  CHECK_FALSE(student_by_id_number(school.database, "").has_value());
}

TEST_CASE("id numbers and student numbers are kept to the character") {
  School school;
  const std::vector<std::string> numbers = {"990181201302040018",
                                            "99018120130204001X",
                                            "010181201302040018",
                                            "G990181201302040018",
                                            "J99018120130204001X",
                                            "L010181201302040010",
                                            "Q990181201302040018",
                                            "H12345678",
                                            "990181",
                                            "G99018120130204001x",
                                            "００１"};
  for (const std::string& number : numbers) {
    CAPTURE(number);
    const Cell cell = packed(number);
    Statement value(school.database, "SELECT ?1, " + unpacked_sql("?1"));
    REQUIRE(value.start(cell).step());
    CHECK(unpacked(value, 0) == number);
    CHECK(value.text(1) == number);
  }
}

TEST_CASE("the same row of a roster is known and reads no pupil") {
  School school;
  school.in_transaction("2026-09-21", [&](Transaction& t) {
    Namesakes namesakes(t.database());
    RosterLoad load(t, day("2026-09-21"), namesakes);
    CHECK_FALSE(load.known(77));
    load.insert(school.pupil("王小明", first_id), 77);
    load.finish();
  });
  const auto entries = school.entries();
  const auto changes = school.count("t_change");
  school.in_transaction("2026-09-22", [&](Transaction& t) {
    Namesakes namesakes(t.database());
    RosterLoad load(t, day("2026-09-22"), namesakes);
    CHECK(load.known(77) == StudentId{1});
    CHECK_FALSE(load.known(78));
    load.finish();
  });
  CHECK(school.entries() == entries);
  CHECK(school.count("t_change") == changes);
}

TEST_CASE("a child is recognised by id number, then student number, then class, name and birth date") {
  // Within a first load no two rows claim the same number, so only the last of the three is asked.
  for (const char* when : {"in a first load", "later"}) {
    CAPTURE(when);
    School school;
    const bool later = std::string(when) == "later";
    if (later) school.enrol(full_pupil(school));
    school.in_transaction("2026-09-21", [&](Transaction& t) {
      Namesakes namesakes(t.database());
      RosterLoad load(t, day("2026-09-21"), namesakes);
      if (!later) load.insert(full_pupil(school), 1);
      const auto identity = [&](const Student& like) -> int {
        const auto match = load.find(like);
        return match ? static_cast<int>(match->identity) : -1;
      };
      Student renamed = school.pupil("王晓明", first_id);
      CHECK(identity(renamed) == (later ? static_cast<int>(RosterLoad::Identity::id_number) : -1));
      Student by_xueji = school.pupil("王晓明");
      by_xueji.xueji = std::string("G") + first_id;
      CHECK(identity(by_xueji) == (later ? static_cast<int>(RosterLoad::Identity::xueji) : -1));
      CHECK(identity(school.pupil("王小明")) == static_cast<int>(RosterLoad::Identity::class_name_birth));
      CHECK(identity(school.pupil("王小明", second_id)) == -1);  // a twin of the same name
      Student other_birth = school.pupil("王小明");
      other_birth.birth = day("2013-02-05");
      CHECK(identity(other_birth) == -1);
      other_birth.birth.reset();
      CHECK(identity(other_birth) == -1);  // never on a name alone
      Student other_class = school.pupil("王小明");
      other_class.school_class = school.class_two;
      CHECK(identity(other_class) == -1);
      load.finish();
    });
  }
}

TEST_CASE("a changed field keeps its old value, the day and when it was entered") {
  School school;
  const StudentId id = school.enrol(full_pupil(school));
  const Student before = *student(school.database, id);
  Student after = before;
  after.school_class = school.class_two;
  after.enrolment = Enrolment::enrolled;
  school.in_transaction("2026-10-12T09:00:00",
                        [&](Transaction& t) { CHECK(update(t, before, after, day("2026-10-12")) == Effect::written); });
  CHECK(student(school.database, id) == after);
  const auto changes = changes_of(school.database, id);
  REQUIRE(changes.size() == 2);
  CHECK(changes[0].field == "school_class");
  CHECK(changes[0].before == std::to_string(school.class_one.value));
  CHECK(changes[0].day == day("2026-10-12"));
  CHECK(changes[1].before == "suspended");
  CHECK(changes[1].recorded == at("2026-10-12T09:00:00"));
  const auto entries = school.entries();
  school.in_transaction(
      "2026-10-13", [&](Transaction& t) { CHECK(update(t, after, after, day("2026-10-13")) == Effect::unchanged); });
  CHECK(school.entries() == entries);
}

TEST_CASE("pupils whom a roster no longer mentions are listed, those who left are not") {
  School school;
  const StudentId stays = school.enrol(school.pupil("甲", first_id));
  const StudentId gone = school.enrol(school.pupil("乙", second_id));
  Student left = school.pupil("丙");
  left.enrolment = Enrolment::graduated;
  school.enrol(left);
  Student elsewhere = school.pupil("丁");
  elsewhere.school_class = school.class_two;
  school.enrol(elsewhere);
  school.in_transaction("2026-09-22", [&](Transaction& t) {
    Namesakes namesakes(t.database());
    RosterLoad load(t, day("2026-09-22"), namesakes);
    const Student found = load.find(school.pupil("甲", first_id))->student;
    CHECK(found.id == stays);
    load.update(found, found, 5);
    CHECK(load.vanished({school.class_one}) == std::vector{gone});
    load.finish();
  });
}

TEST_CASE("out-of-school minors are those without a class who have not left") {
  School school;
  Student idle = school.pupil("戊");
  idle.school_class = {};
  idle.enrolment = Enrolment::idle;
  const StudentId wanted = school.enrol(idle);
  idle.name = "己";
  idle.enrolment = Enrolment::transferred_out;
  school.enrol(idle);
  school.enrol(school.pupil("庚"));
  CHECK(idle_minors(school.database) == std::vector{wanted});
}

TEST_CASE("a journal entry about a pupil holds neither name nor number") {
  School school;
  const StudentId id = school.enrol(full_pupil(school));
  Student after = *student(school.database, id);
  after.address = "河口村四组";
  school.in_transaction("2026-10-12",
                        [&](Transaction& t) { update(t, *student(school.database, id), after, day("2026-10-12")); });
  CHECK(
      school.database.number("SELECT count(*) FROM t_journal WHERE detail LIKE '%王%' OR detail LIKE '%990181201%' OR "
                             "detail LIKE '%河口村四%'") == 0);
  Statement last(school.database, "SELECT subject FROM t_journal ORDER BY seq DESC LIMIT 1");
  REQUIRE(last.step());
  CHECK(last.text(0) == short_code(id));
}

TEST_CASE("everyone on the books is handed out once, by number, with the day since when") {
  School school;
  const StudentId first = school.enrol(school.pupil("王小明", first_id));
  Student gone = school.pupil("李小红");
  gone.enrolment = Enrolment::deceased;
  const StudentId second = school.enrol(gone);
  std::vector<StudentId> found;
  for_each_student(school.database, [&](Student student, Day since) {
    found.push_back(student.id);
    CHECK(since == day("2026-09-21"));
  });
  CHECK(found == std::vector{first, second});
}
