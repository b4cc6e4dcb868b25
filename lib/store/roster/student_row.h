// A pupil as a row, and the fields in which two states of him differ.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/student.h"
#include "store/sqlite/database_feed.h"

namespace ksbx {

// "SELECT id, name, …, since FROM t_student", in the order in which student_in reads; a WHERE may follow.
// Column `since_column` is the day from which the pupil is on the books.
const std::string& select_students();
inline constexpr int since_column = 1 + static_cast<int>(student_fields.size());
Student student_in(const Statement& row);

// Whoever came with an import that was undone (undo) is on the books since never: nothing is decided about him, and
// he is on no list. His row stays, so that what was known before can be explained and the same roster brings him back
// under his code.
inline constexpr Day never = Day::from_serial(2'932'896);  // 9999-12-31
// Since when the pupil of this row is on the books; nothing for one of those. As stored, or as a change of the pupil
// has it.
std::optional<Day> since_in(const Statement& row, int column);
std::optional<Day> since_of(const std::string& value);
// SQL: not one of those, and one of those; as the indexes on numbers have it.
inline constexpr const char* on_the_books = "since < 2932896";
inline constexpr const char* off_the_books = "since >= 2932896";

// SQL: this row of t_student_change brought a pupil back on the books.
std::string came_back(std::string_view row);

// A new pupil as a row to be fed (store/sqlite/database_feed.h).
struct NewStudent {
  StudentId id;
  std::string code;
  Student student;  // whatever its own id is
};
const std::string& insert_students();  // from `fed`
FedValue fed_value(const NewStudent& row, Day since, int column);

const std::string& update_student();
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
