// A pupil as a row, and the fields in which two states of him differ.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/student.h"
#include "store/database.h"

namespace ksbx {

// "SELECT id, name, … FROM t_student", in the order in which student_in reads; a WHERE may follow.
// Column `since_column` is the day from which the pupil is on the books.
std::string select_students();
inline constexpr int since_column = 17;
Student student_in(const Statement& row);

// Inserts under `student.id`, which must be free.
constexpr const char* insert_student =
    "INSERT INTO t_student(name, id_number, xueji, sex, birth, class, residence, address, hukou, "
    "phone, guardian,"
    " guardian_relation, guardian_phone, boarding, special, enrolment, id, code, since)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr const char* update_student =
    "UPDATE t_student SET name = ?, id_number = ?, xueji = ?, sex = ?, birth = ?, class = ?, "
    "residence = ?, address = ?,"
    " hukou = ?, phone = ?, guardian = ?, guardian_relation = ?, guardian_phone = ?, boarding = ?, "
    "special = ?,"
    " enrolment = ? WHERE id = ?";
// Binds the fields and the id of either statement; the rest of an insert follows from the place returned.
int bind_student(Statement& statement, const Student& student);

// One field that differs, its values as text: a date in ISO form, a unit by its number, "" for nothing.
struct FieldDifference {
  std::string_view field;
  std::string before;
  std::string after;
};
std::vector<FieldDifference> differences(const Student& before, const Student& after);
// Puts a text that `differences` gave back into the field. A field that no longer exists is left alone.
void set_field(Student& student, std::string_view field, const std::string& value);

}  // namespace ksbx
