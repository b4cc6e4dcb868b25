// A pupil as a row, and the fields in which two states of him differ.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/student.h"
#include "store/sqlite/database_feed.h"

namespace ksbx {

// "SELECT id, name, … FROM t_student", in the order in which student_in reads; a WHERE may follow.
// Column `since_column` is the day from which the pupil is on the books.
std::string select_students();
inline constexpr int since_column = 17;
Student student_in(const Statement& row);

// Whoever came with an import that was taken back (undo) is on the books since never: nothing is decided about him, and
// he is on no list. His row stays, so that what was known before can be explained and the same roster brings him back
// under his code.
inline constexpr Day never = Day::from_serial(2'932'896);  // 9999-12-31
// Since when the pupil of this row is on the books; nothing for one of those. As stored, or as a change of the pupil
// has it.
std::optional<Day> since_in(const Statement& row, int column);
std::optional<Day> since_of(const std::string& value);
// SQL: not one of those.
inline constexpr const char* on_the_books = "since < 2932896";

// A new pupil as a row to be fed (store/sqlite/database_feed.h).
struct NewStudent {
  StudentId id;
  std::string code;
  Student student;  // whatever its own id is
};
constexpr const char* insert_students =
    "INSERT INTO t_student(id, code, since, name, id_number, xueji, sex, birth, class, residence, address, hukou, "
    "phone, "
    "guardian, guardian_relation, guardian_phone, boarding, special, enrolment) "
    "SELECT c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18 FROM fed";
FedValue fed_value(const NewStudent& row, Day since, int column);

constexpr const char* update_student =
    "UPDATE t_student SET name = ?, id_number = ?, xueji = ?, sex = ?, birth = ?, class = ?, residence = ?, address = "
    "?, "
    "hukou = ?, phone = ?, guardian = ?, guardian_relation = ?, guardian_phone = ?, boarding = ?, special = ?, "
    "enrolment = ? "
    "WHERE id = ?";
// `student` must live until the statement has run.
void bind_student(Statement& update, const Student& student);

// One field that differs, its values as text: a date in ISO form, a unit by its number, "" for nothing.
struct FieldDifference {
  std::string_view field;
  std::string before;
  std::string after;
};
std::vector<FieldDifference> differences(const Student& before, const Student& after);
// A unit as `differences` writes it.
UnitId unit_of(const std::string& number);
// Puts a text that `differences` gave back into the field. A field that no longer exists is left alone.
void set_field(Student& student, std::string_view field, const std::string& value);

}  // namespace ksbx
