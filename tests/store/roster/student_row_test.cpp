// The row of a pupil follows from the table of his fields (model/student.h). The SQL files are written by hand, so here
// they are held against it.
#include "store/roster/student_row.h"

#include <map>
#include <set>

#include "store/query/query.h"
#include "store/schema/views.h"
#include "store/store_fixture.h"

using namespace ksbx;

namespace {

// Another value in every field than a new pupil has.
Student unlike_anybody(const School& school) {
  Student student;
  for (const StudentField& field : student_fields)
    if (const auto* words = std::get_if<std::string Student::*>(&field.member))
      student.** words = "某个" + std::string(field.name);
  student.id_number = "99018120130204001X";
  student.xueji = "G99018120130204001X";
  student.sex = Sex::female;
  student.birth = day("2013-02-04");
  student.school_class = school.class_one;
  student.residence = school.village;
  student.boarding = true;
  student.enrolment = Enrolment::suspended;
  return student;
}

struct KindOfColumn {
  std::string type;
  bool may_be_nothing = false;
  bool operator==(const KindOfColumn&) const = default;
};

KindOfColumn kind_of(const StudentField& field) {
  if (field.spelling == StudentField::Spelling::number) return {"ANY", true};
  if (field.spelling != StudentField::Spelling::none) return {"TEXT", false};
  const bool day = std::holds_alternative<std::optional<Day> Student::*>(field.member);
  return {"INTEGER", day || std::holds_alternative<UnitId Student::*>(field.member)};
}

}  // namespace

TEST_CASE("the table of pupils has a column for each of their fields, and no other") {
  School school;
  std::map<std::string, KindOfColumn> columns;
  Statement rows(school.database, "SELECT name, type, \"notnull\" FROM pragma_table_info('t_student')");
  while (rows.step()) columns[rows.text(0)] = {rows.text(1), rows.number(2) == 0};
  for (const char* not_his : {"id", "code", "since"}) CHECK(columns.erase(not_his) == 1);
  CHECK(columns.size() == student_fields.size());
  for (const StudentField& field : student_fields) {
    CAPTURE(field.name);
    const std::string column(field.name == "school_class" ? "class" : field.name);
    REQUIRE(columns.contains(column));
    CHECK(columns[column] == kind_of(field));
  }
}

TEST_CASE("the list of pupils shows each of their fields under its heading, masked as the field asks") {
  School school;
  std::set<std::string> shown;
  for (const Column& column : query(school.database, "students", "SELECT * FROM students").columns)
    shown.insert(column.name);
  for (const StudentField& field : student_fields) {
    CAPTURE(field.name);
    if (field.name == "school_class") {
      CHECK(shown.contains("class"));
    } else if (field.name == "residence") {
      CHECK(shown.contains("town"));
      CHECK(shown.contains("village"));
    } else {
      const std::string name(field.name == "name" ? "student_name" : field.name);
      CHECK(shown.contains(name));
      CHECK(column_named(name).label == field.label());
      CHECK(column_named(name).privacy == field.privacy);
    }
  }
}

TEST_CASE("every field of a pupil is kept, changed, told apart and put back") {
  School school;
  const Student wanted = unlike_anybody(school);
  const std::vector<FieldDifference> all = differences(Student{}, wanted);
  CHECK(all.size() == student_fields.size());

  Student again;
  for (const FieldDifference& one : all) set_field(again, one.field, one.after);
  CHECK(again == wanted);

  Student stored = wanted;
  stored.id = school.enrol(wanted);
  CHECK(student(school.database, stored.id) == stored);
  for (const FieldDifference& one : all) {
    CAPTURE(std::string(one.field));
    Student without = stored;
    set_field(without, one.field, one.before);
    CHECK(differences(stored, without).size() == 1);
    school.in_transaction("2026-09-22", [&](Transaction& t) { update(t, stored, without, day("2026-09-22")); });
    CHECK(student(school.database, stored.id) == without);
    school.in_transaction("2026-09-22", [&](Transaction& t) { update(t, without, stored, day("2026-09-22")); });
  }
  CHECK(student(school.database, stored.id) == stored);
}
