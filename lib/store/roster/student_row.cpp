#include "store/roster/student_row.h"

#include <charconv>

#include "base/join.h"
#include "base/text.h"
#include "store/schema/packed.h"
#include "store/sqlite/stored_value.h"

namespace ksbx {
namespace {

constexpr std::size_t first_fed_field = 3;  // after number, code and day

std::string shown(const std::string& value) {
  return value;
}
std::string shown(std::optional<Day> value) {
  return value ? value->iso() : std::string();
}
std::string shown(UnitId value) {
  return value ? std::to_string(value.value) : std::string();
}
std::string shown(bool value) {
  return value ? "1" : "0";
}
std::string shown(Sex value) {
  return std::to_string(static_cast<int>(value));
}
std::string shown(Enrolment value) {
  return std::string(name_of(value));
}

void take(std::string& field, const std::string& value) {
  field = value;
}
void take(std::optional<Day>& field, const std::string& value) {
  field = Day::parse(value);
}
void take(UnitId& field, const std::string& value) {
  field = unit_of(value);
}
void take(bool& field, const std::string& value) {
  field = value == "1";
}
void take(Sex& field, const std::string& value) {
  for (const Sex one : {Sex::unknown, Sex::male, Sex::female})
    if (shown(one) == value) field = one;
}
void take(Enrolment& field, const std::string& value) {
  field = enrolment(value).value_or(field);
}

// The column of t_student.
std::string_view stored_column(const StudentField& field) {
  return field.name == "school_class" ? "class" : field.name;
}

// How a value lies in its column: a date as its number, an enumeration as the place of its name, an id number packed.
FedValue stored(const StudentField& field, const std::string& value) {
  if (field.spelling != StudentField::Spelling::number) return std::string_view(value);
  if (const auto whole = packed_number(value)) return *whole;
  return value.empty() ? FedValue() : std::string_view(value);
}
FedValue stored(const StudentField&, std::optional<Day> value) {
  return value ? FedValue(std::int64_t{value->serial()}) : FedValue();
}
FedValue stored(const StudentField&, UnitId value) {
  return value ? FedValue(value.value) : FedValue();
}
template <class Number>  // bool or an enumeration
FedValue stored(const StudentField&, Number value) {
  return static_cast<std::int64_t>(value);
}

FedValue stored(const Student& student, const StudentField& field) {
  return std::visit([&](auto member) { return stored(field, student.*member); }, field.member);
}

// The same way back. Throws DamagedValue for what no ksbx stores.
void read(const StudentField& field, const Statement& row, int column, std::string& value) {
  value = field.spelling == StudentField::Spelling::number ? unpacked(row, column) : row.text(column);
}
void read(const StudentField&, const Statement& row, int column, std::optional<Day>& value) {
  value = row.maybe_day(column);
}
void read(const StudentField&, const Statement& row, int column, UnitId& value) {
  value = row.id<UnitId>(column);
}
void read(const StudentField&, const Statement& row, int column, bool& value) {
  value = row.number(column) != 0;
}
void read(const StudentField&, const Statement& row, int column, Sex& value) {
  value = one_of(row, column, Sex::female);
}
void read(const StudentField&, const Statement& row, int column, Enrolment& value) {
  value = one_of(row, column, Enrolment::idle);
}

void bind_stored(Statement& statement, int at, const FedValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    statement.bind(at, *number);
  else if (const auto* words = std::get_if<std::string_view>(&value))
    statement.bind(at, *words);
  else
    statement.bind(at, nullptr);
}

}  // namespace

UnitId unit_of(const std::string& number) {
  UnitId unit;
  const char* end = number.data() + number.size();
  const auto [read, failed] = std::from_chars(number.data(), end, unit.value);
  if (!number.empty() && (failed != std::errc() || read != end)) fail_damaged_value("t_student_change");
  return unit;
}

std::optional<Day> since_in(const Statement& row, int column) {
  if (row.number(column) == never.serial()) return std::nullopt;
  return row.day(column);
}

std::optional<Day> since_of(const std::string& value) {
  if (value == never.iso()) return std::nullopt;
  const std::optional<Day> day = Day::parse(value);
  if (!day) fail_damaged_value("t_student_change");
  return day;
}

std::string came_back(std::string_view row) {
  return formatted("{0}.field = 'since' AND {0}.before = '{1}'", row, never.iso());
}

const std::string& select_students() {
  static const std::string sql =
      formatted("SELECT id, {}, since FROM t_student", join(student_fields, ", ", stored_column));
  return sql;
}

Student student_in(const Statement& row) {
  Student student;
  int column = 0;
  student.id = row.id<StudentId>(column);
  for (const StudentField& field : student_fields)
    std::visit([&](auto member) { read(field, row, ++column, student.*member); }, field.member);
  return student;
}

const std::string& insert_students() {
  static const std::string sql = [] {
    const std::string columns = "id, code, since, " + join(student_fields, ", ", stored_column);
    std::string values = "c0, c1, c2";
    for (std::size_t i = 0; i < student_fields.size(); ++i) values += formatted(", c{}", first_fed_field + i);
    return formatted("INSERT INTO t_student({}) SELECT {} FROM fed", columns, values);
  }();
  return sql;
}

FedValue fed_value(const NewStudent& row, Day since, int column) {
  switch (column) {
    case 0: return row.id.value;
    case 1: return std::string_view(row.code);
    case 2: return std::int64_t{since.serial()};
    default: return stored(row.student, student_fields[static_cast<std::size_t>(column) - first_fed_field]);
  }
}

const std::string& update_student() {
  static const std::string sql =
      formatted("UPDATE t_student SET {} = ? WHERE id = ?", join(student_fields, " = ?, ", stored_column));
  return sql;
}

void bind_student(Statement& update, const Student& student) {
  int at = 0;
  for (const StudentField& field : student_fields) bind_stored(update, ++at, stored(student, field));
  update.bind(++at, student.id);
}

std::vector<FieldDifference> differences(const Student& before, const Student& after) {
  std::vector<FieldDifference> found;
  for (const StudentField& field : student_fields)
    std::visit(
        [&](auto member) {
          if (before.*member != after.*member)
            found.push_back({field.name, shown(before.*member), shown(after.*member)});
        },
        field.member);
  return found;
}

void set_field(Student& student, std::string_view name, const std::string& value) {
  if (const StudentField* field = student_field(name))
    std::visit([&](auto member) { take(student.*member, value); }, field->member);
}

}  // namespace ksbx
